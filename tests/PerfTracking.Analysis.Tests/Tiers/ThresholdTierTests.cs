using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.Tiers;

public sealed class ThresholdTierTests
{
    private static TierResult Judge(double value, MetricDirection direction, PerfTarget? target)
    {
        var series = TestSeries.Of([], TestSeries.Metric(direction, target));
        return new RegressionDetector().Judge(series, TestSeries.Next(series, value), PerfPolicy.Tiered).Tier(DetectionTier.Threshold)!;
    }

    [Theory]
    [InlineData(100, PerfSeverity.Ok)]
    [InlineData(500, PerfSeverity.Ok)]
    [InlineData(550, PerfSeverity.Ok)]
    [InlineData(551, PerfSeverity.Warning)]
    [InlineData(600, PerfSeverity.Warning)]
    [InlineData(601, PerfSeverity.Error)]
    [InlineData(650, PerfSeverity.Error)]
    [InlineData(651, PerfSeverity.Critical)]
    public void Over_a_target_of_500_the_limits_are_550_600_and_650(double value, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(value, MetricDirection.LowerIsBetter, new PerfTarget(500)).Severity);

    [Theory]
    [InlineData(900, PerfSeverity.Ok)]
    [InlineData(450, PerfSeverity.Ok)]
    [InlineData(449, PerfSeverity.Warning)]
    [InlineData(400, PerfSeverity.Warning)]
    [InlineData(399, PerfSeverity.Error)]
    [InlineData(350, PerfSeverity.Error)]
    [InlineData(349, PerfSeverity.Critical)]
    public void Where_higher_is_better_they_are_450_400_and_350(double value, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(value, MetricDirection.HigherIsBetter, new PerfTarget(500)).Severity);

    [Theory]
    [InlineData(0.3, 0.33)]
    [InlineData(0.7, 0.77)]
    [InlineData(1.1, 1.21)]
    [InlineData(3e-9, 3.3e-9)]
    [InlineData(7e12, 7.7e12)]
    public void Rounding_does_not_push_a_value_over_a_limit_it_is_exactly_at(double target, double value) =>
        Assert.Equal(PerfSeverity.Ok, Judge(value, MetricDirection.LowerIsBetter, new PerfTarget(target)).Severity);

    [Fact]
    public void The_numbers_behind_the_verdict_are_told()
    {
        var result = Judge(620, MetricDirection.LowerIsBetter, new PerfTarget(500));
        Assert.Equal((500, 24, 20, true), (result.Expected, result.DeviationPercent, result.Limit, result.CanSpeak));
        Assert.Equal("24 % beyond the target of 500.", result.Message);
    }

    [Fact]
    public void Without_a_target_it_says_so()
    {
        var result = Judge(620, MetricDirection.LowerIsBetter, null);
        Assert.Equal((false, PerfSeverity.Ok, "The metric has no target."), (result.CanSpeak, result.Severity, result.Reason));
    }
}
