using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.Tiers;

public sealed class StatisticalTierTests
{
    /// <summary>Twenty values with a median of 400 and a standard deviation of 20.</summary>
    private static readonly double[] History = [.. Enumerable.Range(0, 20).Select(i => 400 + (i % 2 == 0 ? 1 : -1) * 20 * Math.Sqrt(19.0 / 20))];

    private static TierResult Judge(double[] history, double value, MetricDirection direction = MetricDirection.LowerIsBetter)
    {
        var series = TestSeries.Of(history, TestSeries.Metric(direction));
        return new RegressionDetector().Judge(series, TestSeries.Next(series, value), PerfPolicy.Tiered).Tier(DetectionTier.Statistical)!;
    }

    [Theory]
    [InlineData(300, PerfSeverity.Ok)]
    [InlineData(405, PerfSeverity.Ok)]
    [InlineData(420, PerfSeverity.Ok)]
    [InlineData(420.1, PerfSeverity.Warning)]
    [InlineData(440, PerfSeverity.Warning)]
    [InlineData(440.1, PerfSeverity.Error)]
    [InlineData(460, PerfSeverity.Error)]
    [InlineData(460.1, PerfSeverity.Critical)]
    public void Around_400_with_a_deviation_of_20_the_limits_are_420_440_and_460(double value, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(History, value).Severity);

    [Theory]
    [InlineData(500, PerfSeverity.Ok)]
    [InlineData(380, PerfSeverity.Ok)]
    [InlineData(379.9, PerfSeverity.Warning)]
    [InlineData(360, PerfSeverity.Warning)]
    [InlineData(359.9, PerfSeverity.Error)]
    [InlineData(340, PerfSeverity.Error)]
    [InlineData(339.9, PerfSeverity.Critical)]
    public void Where_higher_is_better_they_are_380_360_and_340(double value, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(History, value, MetricDirection.HigherIsBetter).Severity);

    [Fact]
    public void The_numbers_behind_the_verdict_are_told()
    {
        var result = Judge(History, 450);
        Assert.Equal(2.5, result.ZScore!.Value, 9);
        Assert.Equal((400, 12.5, 2, 20), (result.Expected!.Value, result.DeviationPercent!.Value, result.Limit!.Value, result.SampleCount));
    }

    [Fact]
    public void With_too_few_samples_it_says_how_many_are_needed()
    {
        var result = Judge([1, 2, 3, 4], 100);
        Assert.Equal((false, "The baseline has 4 samples; 5 are needed."), (result.CanSpeak, result.Reason));
        Assert.Equal("The baseline has 1 sample; 5 are needed.", Judge([1], 100).Reason);
    }

    [Fact]
    public void A_value_on_the_good_side_is_told_as_better_and_not_as_less_than_nothing_beyond()
    {
        Assert.Equal("2.5 standard deviations beyond the median of 400 (20 samples).", Judge(History, 450).Message);
        Assert.Equal("2.5 standard deviations better than the median of 400 (20 samples).", Judge(History, 350).Message);
        Assert.Equal("2.5 standard deviations better than the median of 400 (20 samples).", Judge(History, 450, MetricDirection.HigherIsBetter).Message);
    }

    [Fact]
    public void Without_any_spread_it_says_so_and_divides_by_nothing()
    {
        var result = Judge([7, 7, 7, 7, 7, 7], 100);
        Assert.Equal((false, PerfSeverity.Ok, null), (result.CanSpeak, result.Severity, result.ZScore));
        Assert.Contains("equal", result.Reason, StringComparison.Ordinal);
    }
}
