using PerfTracking.Metrics;

namespace PerfTracking.Tests.Metrics;

public class CatalogueTests
{
    [Theory]
    [InlineData("APP-001")]
    [InlineData("app-001")]
    [InlineData("startup_time_ms")]
    [InlineData("STARTUP_TIME_MS")]
    public void A_metric_is_found_by_identifier_and_by_name_in_any_case(string key)
    {
        Assert.Equal("APP-001", MetricCatalogue.BuiltIn.Find(key)?.Id);
    }

    [Fact]
    public void An_operation_that_a_metric_claims_resolves_to_it()
    {
        Assert.Equal("APP-001", MetricCatalogue.BuiltIn.Resolve(new MetricKey("App_Startup", IsOperation: true)).Id);
    }

    [Fact]
    public void A_value_named_like_an_operation_is_no_measurement_of_its_metric()
    {
        Assert.Equal(("app_startup", MetricKind.Custom), IdAndKind(MetricCatalogue.BuiltIn.Resolve(new MetricKey("app_startup", IsOperation: false))));
    }

    [Fact]
    public void An_unknown_operation_becomes_a_duration_and_an_unknown_value_a_gauge()
    {
        PerfMetric operation = MetricCatalogue.BuiltIn.Resolve(new MetricKey("copy", IsOperation: true));
        PerfMetric gauge = MetricCatalogue.BuiltIn.Resolve(new MetricKey("queue", IsOperation: false));
        PerfMetric timed = MetricCatalogue.BuiltIn.Resolve(new MetricKey("query", IsOperation: false, "s"));

        Assert.Equal(("ms", MetricAggregation.Median), (operation.Unit, operation.Aggregation));
        Assert.Equal(("", MetricAggregation.Last), (gauge.Unit, gauge.Aggregation));
        Assert.Equal(("s", MetricAggregation.Median), (timed.Unit, timed.Aggregation));
    }

    [Fact]
    public void A_registered_metric_claims_its_operation_but_not_a_built_in_ones()
    {
        var catalogue = new MetricCatalogue([.. BuiltInMetrics.All, Custom("report", "make_report"), Custom("thief", "app_startup")]);

        Assert.Equal("report", catalogue.ForOperation("MAKE_REPORT")?.Id);
        Assert.Equal("APP-001", catalogue.ForOperation("app_startup")?.Id);
    }

    [Theory]
    [InlineData("APP-001", "APP")]
    [InlineData("GC-002", "GC")]
    public void A_category_is_what_stands_before_the_dash(string id, string category)
    {
        Assert.Equal(category, MetricCatalogue.BuiltIn.Find(id)!.Category);
    }

    [Fact]
    public void A_custom_metrics_category_is_custom_even_with_a_dash()
    {
        Assert.Equal("Custom", Custom("my-metric", null).Category);
    }

    private static PerfMetric Custom(string name, string? operation) =>
        new(name, name, name, "ms", MetricDirection.LowerIsBetter, MetricAggregation.Median, MetricKind.Custom, operation);

    private static (string, MetricKind) IdAndKind(PerfMetric metric) => (metric.Id, metric.Kind);
}
