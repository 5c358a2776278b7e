using System.Globalization;
using PerfTracking.Formatting;

namespace PerfTracking.Detection;

/// <summary>Words for the size of a change and for how sure it is. Made when someone reads them.</summary>
internal static class ChangeText
{
    private const double PowersFrom = 100_000;

    /// <summary>The size with its sign and what it may be, <c>+14% (11 to 17%)</c>; the first alone where both do not fit.</summary>
    /// <param name="width">The most characters there are room for.</param>
    /// <param name="shift">The change, in the metric's unit, or <see langword="null"/> where it is not known.</param>
    /// <param name="lower">The least it may be, or <see langword="null"/>.</param>
    /// <param name="upper">The most it may be, or <see langword="null"/>.</param>
    /// <param name="before">The level before, or <see langword="null"/> where it is not known.</param>
    public static string SizeWithin(int width, double? shift, double? lower, double? upper, double? before)
    {
        if (shift is not { } known || before is not { } level || level == 0)
        {
            return ValueText.Change(null, before, shift);
        }

        string size = ValueText.Change(100 * known / Math.Abs(level));
        string interval = Interval(lower, upper, 100 / Math.Abs(level) * (known < 0 ? -1 : 1), "%");
        return size.Length + interval.Length <= width ? size + interval : size;
    }

    /// <summary>What a change may be, as far from the level before as the change: <c> (11 to 17%)</c>; nothing where that is not known.</summary>
    /// <param name="lower">The least it may be, or <see langword="null"/>.</param>
    /// <param name="upper">The most it may be, or <see langword="null"/>.</param>
    /// <param name="scale">Per cent in the direction of the change, of one unit.</param>
    /// <param name="unit">How per cent is written: with a space in a sentence, without one in a table.</param>
    public static string Interval(double? lower, double? upper, double scale, string unit)
    {
        if (lower * scale is not { } one || upper * scale is not { } other)
        {
            return "";
        }

        string format = Math.Max(Math.Abs(one), Math.Abs(other)) switch
        {
            >= PowersFrom => "0.#E0",
            >= 10 => "0",
            _ => "0.0",
        };
        return $" ({Text(Math.Min(one, other))} to {Text(Math.Max(one, other))}{unit})";

        string Text(double percent) => percent.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>The first commit on the new level: <c>, since commit f3a53d50f5</c>; nothing where that is not known or no other one.</summary>
    /// <param name="before">The commit before the change, or <see langword="null"/>.</param>
    /// <param name="after">The commit after it, or <see langword="null"/>.</param>
    public static string Since(string? before, string? after) => after is null || after == before
        ? ""
        : $", since commit {NameText.Commit(after)}";

    /// <summary>One word: sure, likely, possible.</summary>
    /// <param name="certainty">How sure it is.</param>
    public static string Word(ChangeCertainty certainty) => certainty switch
    {
        ChangeCertainty.Sure => "sure",
        ChangeCertainty.Likely => "likely",
        _ => "possible",
    };
}
