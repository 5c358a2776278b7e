using System.Globalization;

namespace PerfTracking.Formatting;

/// <summary>Numbers as a person reads them, the same in every culture.</summary>
public static class ValueText
{
    /// <summary>A value with three or four digits that matter, and its unit; a dash for none.</summary>
    /// <param name="value">The value, or <see langword="null"/>.</param>
    /// <param name="unit">Its unit; empty for none.</param>
    public static string Of(double? value, string? unit = null)
    {
        if (value is not { } number)
        {
            return "-";
        }

        string format = Math.Abs(number) switch
        {
            >= 100 => "#,0",
            >= 10 => "0.#",
            >= 1 => "0.##",
            _ => "0.####",
        };
        string text = number.ToString(format, CultureInfo.InvariantCulture);
        text = text == "-0" ? "0" : text;
        return string.IsNullOrEmpty(unit) ? text : $"{text} {unit}";
    }

    /// <summary>A share of a whole, 0–1, in per cent.</summary>
    /// <param name="share">The share.</param>
    public static string Share(double share) => share.ToString("0%", CultureInfo.InvariantCulture);

    /// <summary>A change in per cent with its sign; a dash for none.</summary>
    /// <param name="percent">The change, or <see langword="null"/>.</param>
    public static string Change(double? percent) =>
        percent is { } known ? known.ToString(Math.Abs(known) >= 10 ? "+0'%';-0'%';0'%'" : "+0.0'%';-0.0'%';0'%'", CultureInfo.InvariantCulture) : "-";

    /// <summary>A range between two values.</summary>
    /// <param name="low">The lower end, or <see langword="null"/>.</param>
    /// <param name="high">The upper end, or <see langword="null"/>.</param>
    public static string Range(double? low, double? high) => low is null || high is null ? "-" : $"{Of(low)}–{Of(high)}";
}
