using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PerfTracking.Formatting;

/// <summary>Numbers as a person reads them, the same in every culture and everywhere: tables, sentences, summaries.</summary>
public static class ValueText
{
    private const string Missing = "-";
    private const double ThousandthsFrom = 0.001;
    private const double SmallestChance = 1e-12; // Below it a number says nothing but that it is small.
    private const double PowersFrom = 10_000_000;
    private const double PowersOfPercentFrom = 100_000;

    // How a number is written where its column is too narrow, each form shorter than the one before.
    private static readonly string[] Integer = ["0", "0.##E0"];
    private static readonly string[] LargeShare = ["0.###", "0.##"];
    private static readonly string[] SmallShare = ["0.###"];
    private static readonly string[] Power = ["0.##E0"];

    /// <summary>A value with three or four digits that matter, and its unit; a dash for none.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    /// <param name="unit">Its unit; empty for none. A count stands alone, for the metric's name says of what it is.</param>
    public static string Of(double? value, string? unit = null) =>
        value is not { } number ? Missing
        : StandsAlone(unit) ? Number(number)
        : $"{Number(number)} {unit}";

    /// <summary>
    /// The same in a column: where it does not fit, the number is written shorter, and the unit is cut before a digit that
    /// matters is.
    /// </summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    /// <param name="unit">Its unit; empty for none.</param>
    /// <param name="width">The column's width; at least 7, so that every number fits.</param>
    public static string Of(double? value, string? unit, int width)
    {
        string whole = Of(value, unit);
        if (whole.Length <= width || value is not { } number)
        {
            return whole;
        }

        if (StandsAlone(unit))
        {
            return Fitting(number, width);
        }

        if (Compact(number, width - unit.Length - 1) is { } beside)
        {
            return $"{beside} {unit}";
        }

        string digits = Fitting(number, width);
        int room = width - digits.Length - 1;
        return room < 2 ? digits : $"{digits} {unit[..(room - 1)]}…";
    }

    /// <summary>A count, with every digit.</summary>
    /// <param name="count">The count.</param>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>How many there are of something: <c>1 day</c>, <c>1,300 snapshots</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one of them; more of them end with an s.</param>
    public static string Count(long count, string one) => $"{Count(count)} {one}{(count == 1 ? "" : "s")}";

    /// <summary>How long ago something was, in the largest unit that says enough: <c>3 days</c>.</summary>
    /// <param name="age">The time since then; below zero counts as zero.</param>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => "under a minute",
        { TotalHours: < 1 } => Count((long)age.TotalMinutes, "minute"),
        { TotalDays: < 2 } => Count((long)age.TotalHours, "hour"),
        _ => Count((long)age.TotalDays, "day"),
    };

    /// <summary>A chance with two digits, for it is hardly ever more than very small; a dash for none.</summary>
    /// <param name="chance">The chance, 0–1, or <see langword="null"/>.</param>
    public static string Chance(double? chance) => chance switch
    {
        null => Missing,
        < SmallestChance => "<1E-12",
        < ThousandthsFrom => chance.Value.ToString("0.#E-0", CultureInfo.InvariantCulture),
        _ => chance.Value.ToString("0.####", CultureInfo.InvariantCulture),
    };

    /// <summary>A share of a whole, 0–1, in per cent.</summary>
    /// <param name="share">The share.</param>
    public static string Share(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A change in per cent with its sign, at most eight characters; a dash for none.</summary>
    /// <param name="percent">The change, or <see langword="null"/>.</param>
    public static string Change(double? percent) => percent is not { } known ? Missing : known.ToString(
        Math.Abs(known) switch
        {
            >= PowersOfPercentFrom => "+0.#E0'%';-0.#E0'%'",
            >= 10 => "+#,0'%';-#,0'%';0'%'",
            _ => "+0.0'%';-0.0'%';0'%'",
        },
        CultureInfo.InvariantCulture);

    /// <summary>What a change may be, in per cent without its sign: <c>11 to 17</c>, both ends with as many digits as the larger one.</summary>
    /// <param name="low">The least it may be.</param>
    /// <param name="high">The most it may be.</param>
    public static string PercentRange(double low, double high)
    {
        string format = Math.Max(Math.Abs(low), Math.Abs(high)) switch
        {
            >= PowersOfPercentFrom => "0.#E0",
            >= 10 => "#,0;-#,0;0",
            _ => "0.0;-0.0;0.0",
        };
        return $"{low.ToString(format, CultureInfo.InvariantCulture)} to {high.ToString(format, CultureInfo.InvariantCulture)}";
    }

    /// <summary>A change from one value to another in per cent; the two values where the first is zero, for nothing is a share of that.</summary>
    /// <param name="percent">The change, or <see langword="null"/> where the first value is zero.</param>
    /// <param name="from">The first value.</param>
    /// <param name="to">The second value.</param>
    public static string Change(double? percent, double? from, double? to) =>
        percent is null && from == 0 && to is not null && to != 0 ? $"0→{Fitting(to.Value, 6)}" : Change(percent);

    /// <summary>The size of a change in a column, <c>+14% (11 to 17%)</c>: without its interval where both do not fit.</summary>
    /// <param name="size">The size with its interval: a text, for what came out of a job or a file has nothing else.</param>
    /// <param name="width">The column's width.</param>
    public static string Size(string? size, int width) =>
        size is null || size.Length <= width || size.IndexOf(" (", StringComparison.Ordinal) is not (>= 0 and var interval) ? size ?? Missing : size[..interval];

    /// <summary>A range between two values, <c>206–213</c> or <c>-55 to -47.1</c>; one of them where both are the same.</summary>
    /// <param name="low">The lower end, or <see langword="null"/>.</param>
    /// <param name="high">The upper end, or <see langword="null"/>.</param>
    /// <param name="width">The width of the column it stands in.</param>
    public static string Range(double? low, double? high, int width = int.MaxValue)
    {
        if (low is not { } from || high is not { } to)
        {
            return Missing;
        }

        if (from == to)
        {
            return Fitting(from, width);
        }

        // A dash beside a sign reads as one, too.
        if ($"{Number(from)} to {Number(to)}" is var apart && from < 0 && apart.Length <= width)
        {
            return apart;
        }

        string whole = $"{Number(from)}–{Number(to)}";
        return whole.Length <= width ? whole : $"{Fitting(from, (width - 1) / 2)}–{Fitting(to, (width - 1) / 2)}";
    }

    private static bool StandsAlone([NotNullWhen(false)] string? unit) => unit is null or "" or "count";

    private static string Number(double number)
    {
        string text = number.ToString(
            Math.Abs(number) switch
            {
                >= PowersFrom => "0.##E0",
                >= 100 => "#,0",
                >= 10 => "0.#",
                >= 1 => "0.##",
                >= ThousandthsFrom or 0 => "0.####",
                _ => "0.##E0",
            },
            CultureInfo.InvariantCulture);
        return text == "-0" ? "0" : text;
    }

    private static string Fitting(double number, int width)
    {
        string text = Compact(number, width) ?? number.ToString("0.#E0", CultureInfo.InvariantCulture);
        return text.Length <= width ? text : number.ToString("0E0", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The number without what it can spare, as little of that as the width asks for: the separators of thousands, the fourth digit
    /// behind the point; <see langword="null"/> where that is not enough.
    /// </summary>
    private static string? Compact(double number, int width)
    {
        string text = Number(number);
        string[] shorter = Math.Abs(number) switch
        {
            >= 100 and < PowersFrom => Integer,
            >= 0.1 and < 1 => LargeShare,
            >= 0.01 and < 0.1 => SmallShare,
            _ => Power,
        };
        for (int i = 0; text.Length > width && i < shorter.Length; i++)
        {
            text = number.ToString(shorter[i], CultureInfo.InvariantCulture);
        }

        return text.Length <= width ? text : null;
    }
}
