using PerfTracking.Formatting;

namespace PerfTracking.Comparison;

/// <summary>A comparison as a sentence, without markup.</summary>
public static class ComparisonText
{
    /// <summary>What it says, with the numbers behind it.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Of(PerfComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return $"{comparison.Benchmark}, {comparison.Metric}: {Said(comparison)}{(comparison.Reason is { } reason ? " " + reason : "")}";
    }

    /// <summary>The interval of a change, <c>+1.2 % to +3.4 %</c>; empty where there is none.</summary>
    /// <param name="comparison">The comparison.</param>
    public static string Interval(PerfComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return comparison is { ChangeLower: { } lower, ChangeUpper: { } upper } ? $"{ValueText.Change(lower)} to {ValueText.Change(upper)}" : string.Empty;
    }

    private static string Said(PerfComparison comparison) => comparison.Status switch
    {
        ComparisonStatus.Added => $"only the current side has it, {Value(comparison, comparison.Current)}.",
        ComparisonStatus.Removed => $"only the baseline has it, {Value(comparison, comparison.Baseline)}.",
        ComparisonStatus.Failed => "it could not be compared.",
        ComparisonStatus.Unchanged => $"unchanged, {Numbers(comparison)}.",
        ComparisonStatus.Improved => $"improved, {Numbers(comparison)}.",
        ComparisonStatus.Regressed => $"regressed, {Numbers(comparison)}.",
        _ => $"uncertain, {Numbers(comparison)}{(comparison.MoreRounds is { } more ? $"; about {ValueText.Of(more)} more {(more == 1 ? "round" : "rounds")} would probably decide" : "")}.",
    };

    private static string Numbers(PerfComparison comparison)
    {
        string interval = Interval(comparison);
        return $"{Value(comparison, comparison.Current)} against {Value(comparison, comparison.Baseline)}"
            + (comparison.ChangePercent is null ? "" : $", {ValueText.Change(comparison.ChangePercent)}{(interval.Length == 0 ? "" : $" ({interval})")}")
            + (comparison.NoiseFloorPercent is null ? "" : $", noise floor {ValueText.Of(comparison.NoiseFloorPercent)} %");
    }

    private static string Value(PerfComparison comparison, double? value) => ValueText.Of(value, comparison.Unit);
}
