using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Gates;

/// <summary>A verdict on stored history as a comparison, so that one gate judges both.</summary>
public static class StoredVerdict
{
    /// <summary>What the method of such a comparison is called.</summary>
    internal const string Method = "stored history";

    private static readonly double Threshold = new ComparisonOptions().ThresholdPercent;

    /// <summary>The comparison of a value with what its history or its target made expect.</summary>
    /// <param name="verdict">
    /// The verdict. Where its policy finds nothing, the value is unchanged within the usual threshold of a comparison; one that
    /// lies farther off is uncertain: history is noisy, and a change may be too young to be told from noise.
    /// </param>
    public static PerfComparison AsComparison(PerfVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        double? change = verdict.DeviationPercent is { } worse ? (verdict.Metric.Direction == MetricDirection.HigherIsBetter ? -worse : worse) : null;
        ComparisonStatus status = StatusOf(verdict);
        return new PerfComparison
        {
            Benchmark = verdict.Application,
            Metric = verdict.Metric.Name,
            Unit = verdict.Metric.Unit,
            Direction = verdict.Metric.Direction,
            Status = status,
            Current = verdict.Value,
            Baseline = verdict.Expected,
            ChangePercent = change,
            Method = Method,
            SampleCount = verdict.Baseline?.SampleCount ?? 0,
            ThresholdPercent = Threshold,
            Commit = verdict.Commit,
            Reason = status switch
            {
                ComparisonStatus.Regressed => verdict.Message,
                ComparisonStatus.Uncertain => Silence(verdict),
                _ => null,
            },
        };
    }

    private static ComparisonStatus StatusOf(PerfVerdict verdict) =>
        verdict.Severity >= PerfSeverity.Warning ? ComparisonStatus.Regressed
        : verdict.Expected is not { } expected ? ComparisonStatus.Added
        : verdict.IsImprovement ? ComparisonStatus.Improved
        : verdict.Value == expected || Math.Abs(verdict.DeviationPercent ?? double.PositiveInfinity) <= Threshold ? ComparisonStatus.Unchanged
        : ComparisonStatus.Uncertain;

    private static string Silence(PerfVerdict verdict) => verdict.Baseline is { } history
        ? $"Its history lies between {ValueText.Of(history.P5, verdict.Metric.Unit)} and {ValueText.Of(history.P95, verdict.Metric.Unit)} (p5 and p95), and the policy '{verdict.Policy}' finds no change."
        : "There is too little history to hold it against, and it keeps its target.";
}
