using PerfTracking.Metrics;

namespace PerfTracking.Tests.Metrics;

public class TargetTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_target_is_a_finite_number_above_zero(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerfTarget(value));
    }

    [Theory]
    [InlineData(-1, 20)]
    [InlineData(30, 20)]
    [InlineData(double.NaN, 20)]
    [InlineData(10, double.PositiveInfinity)]
    public void Percentages_grow_from_warning_to_error(double warning, double error)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PerfTarget(500, warning, error));
    }

    [Theory]
    [InlineData(MetricDirection.LowerIsBetter, 550, 10)]
    [InlineData(MetricDirection.LowerIsBetter, 450, -10)]
    [InlineData(MetricDirection.HigherIsBetter, 450, 10)]
    [InlineData(MetricDirection.HigherIsBetter, 550, -10)]
    public void A_deviation_is_positive_in_the_bad_direction(MetricDirection direction, double value, double expected)
    {
        Assert.Equal(expected, new PerfTarget(500).DeviationPercent(value, direction));
    }

    [Fact]
    public void Critical_is_one_and_a_half_times_the_error()
    {
        Assert.Equal(30, new PerfTarget(500).CriticalPercent);
    }
}
