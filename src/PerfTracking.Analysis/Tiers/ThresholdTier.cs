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
        var grade = Grade.Of(deviation, target.WarningPercent, target.ErrorPercent, target.CriticalPercent);
        return new TierResult
        {
            Tier = DetectionTier.Threshold,
            Counts = policy.CountsThreshold,
            CanSpeak = true,
            Severity = grade.Severity,
            Effect = grade.Severity > PerfSeverity.Ok ? ChangeEffect.Worse : ChangeEffect.None,
            Expected = target.Value,
            DeviationPercent = deviation,
            Limit = grade.Limit,
        };
    }
}
