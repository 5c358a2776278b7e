using CsCheck;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Recording;

public class PerformanceIndexTests
{
    [Theory]
    [InlineData(500, 500, 100)]
    [InlineData(500, 250, 100)]
    [InlineData(500, 1000, 50)]
    [InlineData(500, 2000, 25)]
    [InlineData(500, 0, 100)]
    [InlineData(500, -1, 100)]
    public void A_lower_value_is_better_up_to_the_target(double target, double value, double expected)
    {
        Assert.Equal(expected, PerformanceIndex.Of([Measured(MetricDirection.LowerIsBetter, target, value)]));
    }

    [Theory]
    [InlineData(0.8, 0.8, 100)]
    [InlineData(0.8, 1.0, 100)]
    [InlineData(0.8, 0.4, 50)]
    [InlineData(0.8, 0, 0)]
    [InlineData(0.8, -1, 0)]
    public void A_higher_value_is_better_up_to_the_target(double target, double value, double expected)
    {
        Assert.Equal(expected, PerformanceIndex.Of([Measured(MetricDirection.HigherIsBetter, target, value)]));
    }

    [Fact]
    public void The_index_is_the_mean_over_metrics_with_a_target()
    {
        double? index = PerformanceIndex.Of(
        [
            Measured(MetricDirection.LowerIsBetter, 500, 1000),
            Measured(MetricDirection.HigherIsBetter, 1, 0.75),
            Measured(MetricDirection.LowerIsBetter, 1, 0.5),
            Measured(MetricDirection.LowerIsBetter, target: null, 1e9),
        ]);

        Assert.Equal(75, index);
    }

    [Fact]
    public void Without_a_target_there_is_no_index()
    {
        Assert.Null(PerformanceIndex.Of([]));
        Assert.Null(PerformanceIndex.Of([Measured(MetricDirection.LowerIsBetter, target: null, 1)]));
    }

    [Fact]
    public void The_index_is_always_from_0_to_100() => Gen.Select(Gen.Double[1e-6, 1e9], Gen.Double[-1e9, 1e9], Gen.Enum<MetricDirection>()).Array[1, 10]
        .Sample(metrics => PerformanceIndex.Of([.. metrics.Select(metric => Measured(metric.Item3, metric.Item1, metric.Item2))]) is >= 0 and <= 100);

    private static MeasuredValue Measured(MetricDirection direction, double? target, double value) => new(
        new PerfMetric("M", "m", "M", "ms", direction, MetricAggregation.Last, MetricKind.Custom, null, target is { } known ? new PerfTarget(known) : null),
        AggregatedValue.OfOne(value));
}
