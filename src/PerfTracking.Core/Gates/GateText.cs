using PerfTracking.Comparison;
using PerfTracking.Formatting;

namespace PerfTracking.Gates;

/// <summary>What a gate says as sentences, without markup.</summary>
public static class GateText
{
    /// <summary>The result in one sentence.</summary>
    /// <param name="result">The result.</param>
    public static string Of(PerfGateResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        string said = result.Outcome switch
        {
            GateOutcome.Passed => "The gate passed",
            GateOutcome.Warned => "The gate passed with a warning",
            GateOutcome.Undecided => result.Limits.OnUndecided == UndecidedRule.Pass ? "The gate passed undecided" : "The gate is undecided",
            GateOutcome.NotCompared => "The gate could not compare what it should have",
            _ => result.ReportOnly ? "The gate would have failed" : "The gate failed",
        };
        PerfGateFinding[] worst = [.. result.Findings.Where(finding => finding.Outcome == result.Outcome && result.Outcome != GateOutcome.Passed)];
        return $"{said}: {Counts(result.Comparisons)}.{(worst.Length == 0 ? "" : " " + worst[0].Message)}{(worst.Length > 1 ? $" {worst.Length - 1} more like it." : "")}";
    }

    /// <summary>How many metrics there are of each status, the worst first.</summary>
    /// <param name="comparisons">The comparisons.</param>
    public static string Counts(IReadOnlyList<PerfComparison> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ComparisonStatus[] order =
        [
            ComparisonStatus.Regressed, ComparisonStatus.Failed, ComparisonStatus.Removed, ComparisonStatus.Uncertain, ComparisonStatus.Improved, ComparisonStatus.Added,
            ComparisonStatus.Unchanged,
        ];
        string[] counts =
        [
            .. order.Select(status => (Status: status, Count: comparisons.Count(comparison => comparison.Status == status)))
                .Where(static one => one.Count > 0)
                .Select(static one => $"{one.Count} {one.Status.ToString().ToLowerInvariant()}"),
        ];
        return counts.Length == 0 ? "nothing was compared" : string.Join(", ", counts);
    }

    internal static string Beyond(PerfComparison comparison, double limit) =>
        comparison.Status == ComparisonStatus.Unchanged
            ? $"{comparison.Message} It was compared by a threshold of {ValueText.Of(comparison.ThresholdPercent)} %, and the limit is {ValueText.Of(limit)} %."
            : $"{comparison.Message} The limit is {ValueText.Of(limit)} %.";

    internal static string Undecided(PerfComparison comparison, double limit) =>
        $"{comparison.Message} Whether it regressed by more than the limit of {ValueText.Of(limit)} % is not decided.";

    internal static string Fell(double index, double limit) =>
        $"The performance index fell by {ValueText.Of(100 - index)} %, from 100 to {ValueText.Of(index)}. The limit is {ValueText.Of(limit)} %.";
}
