using PerfTracking.Comparison;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Gates;

/// <summary>A verdict on stored history as a comparison, so that one gate judges both.</summary>
public static class StoredVerdict
{
    /// <summary>The comparison of a value with what its history or its target made expect.</summary>
    /// <param name="verdict">The verdict. One whose policy finds nothing is no regression, however far its value lies off: history is noisy too.</param>
    public static PerfComparison AsComparison(PerfVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(verdict);
        double? change = verdict.DeviationPercent is { } worse ? (verdict.Metric.Direction == MetricDirection.HigherIsBetter ? -worse : worse) : null;
        return new PerfComparison
        {
            Benchmark = verdict.Application,
            Metric = verdict.Metric.Name,
            Unit = verdict.Metric.Unit,
            Direction = verdict.Metric.Direction,
            Status = verdict.Severity >= PerfSeverity.Warning ? ComparisonStatus.Regressed
                : verdict.Expected is null ? ComparisonStatus.Added
                : verdict.IsImprovement ? ComparisonStatus.Improved
                : ComparisonStatus.Unchanged,
            Current = verdict.Value,
            Baseline = verdict.Expected,
            ChangePercent = change,
            Method = "stored history",
            SampleCount = verdict.Baseline?.SampleCount ?? 0,
            Commit = verdict.Commit,
            Reason = verdict.Severity >= PerfSeverity.Warning ? verdict.Message : null,
        };
    }
}
