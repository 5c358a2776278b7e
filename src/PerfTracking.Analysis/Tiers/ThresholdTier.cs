using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tiers;

/// <summary>The value against the metric's target: per cent beyond it in the bad direction.</summary>
internal static class ThresholdTier
{
    public static TierResult Judge(PerfMetric metric, double value, PerfPolicy policy)
    {
        if (metric.Target is not { } target)
        {
            return new TierResult { Tier = DetectionTier.Threshold, Counts = policy.CountsThreshold, Reason = "The metric has no target." };
        }

        var deviation = target.DeviationPercent(value, metric.Direction);
        var (severity, limit) =
            Exceeds.Limit(deviation, target.CriticalPercent) ? (PerfSeverity.Critical, target.CriticalPercent)
            : Exceeds.Limit(deviation, target.ErrorPercent) ? (PerfSeverity.Error, target.ErrorPercent)
            : Exceeds.Limit(deviation, target.WarningPercent) ? (PerfSeverity.Warning, target.WarningPercent)
            : (PerfSeverity.Ok, target.WarningPercent);
        return new TierResult
        {
            Tier = DetectionTier.Threshold,
            Counts = policy.CountsThreshold,
            CanSpeak = true,
            Severity = severity,
            Direction = severity > PerfSeverity.Ok ? ChangeDirection.Worse : ChangeDirection.None,
            Expected = target.Value,
            DeviationPercent = deviation,
            Limit = limit,
        };
    }
}
