using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests;

public sealed class RegressionDetectorTests
{
    private static PerfVerdict Judge(double[] history, double value, PerfPolicy policy, PerfTarget? target = null)
    {
        var series = TestSeries.Of(history, TestSeries.Metric(target: target));
        return new RegressionDetector().Judge(series, TestSeries.Next(series, value), policy);
    }

    [Fact]
    public void The_worst_tier_that_counts_decides()
    {
        // 13 % over the target is a warning, far outside the baseline is critical.
        var verdict = Judge(Noise.Normal(20, 500, 5), 565, PerfPolicy.Tiered, new PerfTarget(500));
        Assert.Equal(PerfSeverity.Warning, verdict.Tiers[0].Severity);
        Assert.Equal((PerfSeverity.Critical, DetectionTier.Statistical), (verdict.Severity, verdict.Kind));
        Assert.Equal(verdict.Tiers[1].Message, verdict.Message);
    }

    [Fact]
    public void A_tier_that_does_not_count_still_tells_its_numbers()
    {
        var verdict = Judge(Noise.Normal(20, 500, 5), 565, PerfPolicy.Calibrated, new PerfTarget(500));
        Assert.Equal((PerfSeverity.Critical, false), (verdict.Tiers[1].Severity, verdict.Tiers[1].Counts));
        Assert.Equal((PerfSeverity.Warning, DetectionTier.Threshold), (verdict.Severity, verdict.Kind));
    }

    [Fact]
    public void Every_verdict_has_four_tiers_in_order()
    {
        foreach (var policy in PerfPolicy.Presets)
        {
            Assert.Equal(
                [DetectionTier.Threshold, DetectionTier.Statistical, DetectionTier.Trend, DetectionTier.ChangePoint],
                Judge([], 1, policy).Tiers.Select(tier => tier.Tier));
        }
    }

    [Fact]
    public void Without_history_or_target_there_is_nothing_to_report()
    {
        var verdict = Judge([], 1, PerfPolicy.Calibrated);
        Assert.Equal((PerfSeverity.Ok, null, null, null, "Nothing to report."), (verdict.Severity, verdict.Kind, verdict.Baseline, verdict.Expected, verdict.Message));
        Assert.All(verdict.Tiers, tier => Assert.False(tier.CanSpeak));
        Assert.All(verdict.Tiers, tier => Assert.NotEmpty(tier.Reason!));
    }

    [Fact]
    public void A_quiet_value_is_expected_at_the_median()
    {
        var verdict = Judge([100, 100, 100, 100, 100, 100], 105, PerfPolicy.Calibrated);
        Assert.Equal((PerfSeverity.Ok, 100, 5), (verdict.Severity, verdict.Expected, verdict.DeviationPercent));
    }

    [Fact]
    public void Only_the_points_needed_are_read()
    {
        var recent = Noise.Normal(PerfPolicy.Calibrated.PointsNeeded);
        var shortHistory = Judge(recent, 150, PerfPolicy.Calibrated);
        var longHistory = Judge([.. Enumerable.Repeat(9e9, 500), .. recent], 150, PerfPolicy.Calibrated);
        Assert.Equal(shortHistory.Tiers.Select(tier => tier.Message), longHistory.Tiers.Select(tier => tier.Message));
    }

    [Fact]
    public void A_value_that_is_not_finite_is_refused() =>
        Assert.Throws<ArgumentException>(() => Judge([1], double.NaN, PerfPolicy.Calibrated));

    [Fact]
    public void A_policy_with_a_limit_outside_its_range_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Judge([1], 1, PerfPolicy.Calibrated with { ErrorZ = 0.5 }));
        Assert.Contains("ErrorZ is 0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_survives_json()
    {
        var policy = PerfPolicy.Tiered with { WarningZ = 1.5, HistoryLimit = 90 };
        var json = System.Text.Json.JsonSerializer.Serialize(policy);
        Assert.Equal(policy, System.Text.Json.JsonSerializer.Deserialize<PerfPolicy>(json));
        Assert.DoesNotContain("PointsNeeded", json, StringComparison.Ordinal);
    }
}
