using PerfTracking.Analysis.Statistics;
using PerfTracking.Analysis.Tiers;
using PerfTracking.Detection;

namespace PerfTracking.Analysis;

/// <summary>
/// Asks every tier about a value and combines those that the policy counts: the worst severity wins, and of equal ones
/// the first that was asked. Holds no state, so one instance serves any number of threads.
/// </summary>
public sealed class RegressionDetector : IRegressionDetector
{
    private readonly BaselineEstimator _baselines = new();

    /// <inheritdoc/>
    public PerfVerdict Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(policy);
        policy.EnsureValid();
        FiniteValues.Checked(point.Value);

        var baseline = _baselines.Estimate(series, policy.BaselineWindow);
        var change = ChangePointTier.Judge(series, point, policy);
        TierResult[] tiers =
        [
            ThresholdTier.Judge(series.Metric, point.Value, policy),
            StatisticalTier.Judge(series, baseline, point.Value, policy),
            TrendTier.Judge(series, baseline, point, policy),
            change,
        ];

        TierResult? worst = null;
        foreach (var tier in tiers)
        {
            if (tier.Counts && tier.Severity > (worst?.Severity ?? PerfSeverity.Ok))
            {
                worst = tier;
            }
        }

        var deciding = worst ?? (change.Effect == ChangeEffect.Better ? change : null);
        var expected = baseline?.Median ?? series.Metric.Target?.Value;
        return new PerfVerdict
        {
            Metric = series.Metric,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            SnapshotId = point.SnapshotId,
            Timestamp = point.Timestamp,
            Commit = point.Commit,
            Value = point.Value,
            Severity = worst?.Severity ?? PerfSeverity.Ok,
            Kind = worst?.Tier,
            Effect = deciding?.Effect ?? ChangeEffect.None,
            Policy = policy.Name,
            Baseline = baseline,
            Expected = deciding is null ? expected : deciding.Expected,
            DeviationPercent = deciding is not null ? deciding.DeviationPercent
                : expected is { } level ? Deviation.PercentBeyond(series.Metric.Direction, point.Value, level)
                : null,
            Tiers = tiers,
        };
    }
}
