using PerfTracking.Metrics;

namespace PerfTracking.Tests.Metrics;

public class ValueDefectTests
{
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_finite_number_is_a_defect_of_every_metric(double value)
    {
        Assert.Equal("it is not a finite number", CustomMetric.DefectOfValue(Implied(null), value));
        Assert.Equal("it is not a finite number", CustomMetric.DefectOfValue(MetricCatalogue.BuiltIn.Find("APP-001")!, value));
    }

    [Theory]
    [InlineData("ms")]
    [InlineData("s")]
    [InlineData("µs")]
    [InlineData("H")]
    public void A_negative_duration_is_a_defect(string unit)
    {
        Assert.Contains("negative", CustomMetric.DefectOfValue(Implied(unit), -0.001), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("APP-001")]
    [InlineData("SVC-002")]
    [InlineData("VAL-003")]
    public void A_negative_value_of_a_built_in_metric_is_a_defect(string id)
    {
        Assert.NotNull(CustomMetric.DefectOfValue(MetricCatalogue.BuiltIn.Find(id)!, -1));
    }

    [Fact]
    public void A_temperature_may_be_below_zero()
    {
        Assert.Null(CustomMetric.DefectOfValue(Implied("°C"), -40));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.0)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void The_extremes_of_numbers_are_values(double value)
    {
        Assert.Null(CustomMetric.DefectOfValue(MetricCatalogue.BuiltIn.Find("APP-001")!, value));
    }

    private static PerfMetric Implied(string? unit) => CustomMetric.Implied(new MetricKey("m", IsOperation: false, unit));
}
