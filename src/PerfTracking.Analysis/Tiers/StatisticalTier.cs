using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Analysis.Tiers;

/// <summary>The value against the baseline: standard deviations beyond the median, in the bad direction.</summary>
internal static class StatisticalTier
{
    public static TierResult Judge(MetricSeries series, PerfBaseline? baseline, double value, PerfPolicy policy)
    {
        var samples = baseline?.SampleCount ?? 0;
        if (baseline is null || samples < policy.MinimumBaselineSamples)
        {
            return Silent(policy, samples, $"The baseline has {ValueText.Count(samples, "sample")}; {policy.MinimumBaselineSamples} are needed.");
        }

        var beyond = Deviation.Beyond(series.Metric.Direction, value, baseline.Median);
        if (baseline.StandardDeviation == 0)
        {
            return Silent(policy, samples, $"All {samples} samples of the baseline are equal, so there is no spread to compare with.") with
            {
                Expected = baseline.Median,
                DeviationPercent = Deviation.Percent(beyond, baseline.Median),
            };
        }

        var z = beyond / baseline.StandardDeviation;
        var grade = Grade.Of(z, policy.WarningZ, policy.ErrorZ, policy.CriticalZ);
        return new TierResult
        {
            Tier = DetectionTier.Statistical,
            Counts = policy.CountsStatistical,
            CanSpeak = true,
            Severity = grade.Severity,
            Effect = grade.Severity > PerfSeverity.Ok ? ChangeEffect.Worse : ChangeEffect.None,
            Expected = baseline.Median,
            DeviationPercent = Deviation.Percent(beyond, baseline.Median),
            Limit = grade.Limit,
            ZScore = z,
            SampleCount = samples,
        };
    }

    private static TierResult Silent(PerfPolicy policy, int samples, string reason) => new()
    {
        Tier = DetectionTier.Statistical,
        Counts = policy.CountsStatistical,
        Reason = reason,
        SampleCount = samples,
    };
}
