using PerfTracking.Metrics;

namespace PerfTracking.Tests.Metrics;

public class BuiltInMetricsTests
{
    [Theory]
    [InlineData("APP-001", "startup_time_ms", "ms", false, "app_startup", 500)]
    [InlineData("SVC-001", "container_init_time_ms", "ms", false, "container_init", 200)]
    [InlineData("SVC-002", "container_init_count", "count", false, null, 1)]
    [InlineData("VAL-001", "validation_time_ms", "ms", false, "validation", 1000)]
    [InlineData("VAL-002", "rule_loading_time_ms", "ms", false, "rule_loading", null)]
    [InlineData("VAL-003", "rule_cache_hit_rate", "ratio", true, null, null)]
    [InlineData("GEN-001", "generation_time_ms", "ms", false, "generation", 5000)]
    [InlineData("API-001", "api_call_time_ms", "ms", false, "api_call", 2000)]
    [InlineData("API-002", "prompt_token_count", "tokens", false, null, null)]
    [InlineData("API-003", "api_cost_cents", "cents", false, null, null)]
    [InlineData("EXP-001", "export_time_ms", "ms", false, "export", 2000)]
    [InlineData("MEM-001", "peak_memory_mb", "MiB", false, null, 512)]
    [InlineData("MEM-002", "managed_memory_mb", "MiB", false, null, null)]
    public void A_core_metric_is_as_the_catalogue_says(string id, string name, string unit, bool higherIsBetter, string? operation, int? target)
    {
        PerfMetric metric = MetricCatalogue.BuiltIn.Find(id)!;

        Assert.Equal((name, unit, operation, (double?)target), (metric.Name, metric.Unit, metric.OperationName, metric.Target?.Value));
        Assert.Equal((higherIsBetter ? MetricDirection.HigherIsBetter : MetricDirection.LowerIsBetter, MetricKind.Core), (metric.Direction, metric.Kind));
        Assert.Equal(operation is null ? MetricAggregation.Last : MetricAggregation.Median, metric.Aggregation);
    }

    [Fact]
    public void Eight_secondary_metrics_are_read_without_asking()
    {
        Assert.Equal(
            ["IDX-001", "ERR-001", "CPU-001", "GC-001", "GC-002", "THR-001", "HDL-001", "TRK-001"],
            BuiltInMetrics.All.Where(metric => metric.Kind == MetricKind.Secondary).Select(metric => metric.Id));
        Assert.Equal(21, BuiltInMetrics.All.Count);
    }
}
