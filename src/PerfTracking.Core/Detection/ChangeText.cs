using PerfTracking.Formatting;
using PerfTracking.Statistics;

namespace PerfTracking.Detection;

/// <summary>Words for the size of a change and for how sure it is. Made when someone reads them.</summary>
internal static class ChangeText
{
    /// <summary>The size with its sign and what it may be, <c>+14% (11 to 17%)</c>.</summary>
    /// <param name="before">The level before, or <see langword="null"/> where it is not known.</param>
    /// <param name="after">The level after, or <see langword="null"/>.</param>
    /// <param name="lower">The least by which it may have changed, in the metric's unit, or <see langword="null"/>.</param>
    /// <param name="upper">The most by which it may have, or <see langword="null"/>.</param>
    public static string Size(double? before, double? after, double? lower, double? upper)
    {
        if (before is not { } from || after is not { } to || from == 0)
        {
            return ValueText.Change(null, before, after);
        }

        return ValueText.Change(Percentage.Change(from, to)) + Interval(lower, upper, to < from ? -Math.Abs(from) : Math.Abs(from), 100, "%");
    }

    /// <summary>What a change may be, as far from the level before as the change: <c> (11 to 17%)</c>; nothing where that is not known or no number.</summary>
    /// <param name="lower">The least it may be, or <see langword="null"/>.</param>
    /// <param name="upper">The most it may be, or <see langword="null"/>.</param>
    /// <param name="whole">What is <paramref name="percent"/>: with the sign of the change.</param>
    /// <param name="percent">How much that is, in per cent.</param>
    /// <param name="unit">How per cent is written: with a space in a sentence, without one in a table.</param>
    public static string Interval(double? lower, double? upper, double whole, double percent, string unit) =>
        lower / whole * percent is { } one && upper / whole * percent is { } other && double.IsFinite(one) && double.IsFinite(other)
            ? $" ({ValueText.PercentRange(Math.Min(one, other), Math.Max(one, other))}{unit})"
            : "";

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
