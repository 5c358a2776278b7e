using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

/// <summary>Versions with other built-in metrics on one store: each value stays with its metric.</summary>
public sealed class GrownCatalogueTests : IDisposable
{
    private static readonly PerfMetric Later = New("NEW-001", "later_time_ms", "later");
    private static readonly PerfMetric StillLater = New("NEW-002", "later_bytes", null);
    private static readonly MetricCatalogue Grown = new([.. BuiltInMetrics.All, Later]);

    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_metric_that_is_built_in_later_takes_no_series_of_a_custom_one()
    {
        _test.Save(TestStore.Values(("APP-001", 1), ("queue", 2), ("rows", 3)));

        using var newer = new TestStore(_test.Path, builtIn: Grown);
        newer.Save([Value("APP-001", 10), new MeasuredValue(Later, AggregatedValue.OfOne(20)), Value("queue", 30)]);

        Assert.Equal([("APP-001", "1 10"), ("NEW-001", "20"), ("queue", "2 30"), ("rows", "3")], Series(newer));
        Assert.Equal(["NEW-001", "queue", "rows"], newer.Store.ReadCatalogue("app").Metrics.Skip(BuiltInMetrics.All.Count).Select(metric => metric.Id));
    }

    [Fact]
    public void A_metric_that_only_a_newer_version_has_built_in_is_read_and_written_as_what_it_is()
    {
        using (var newer = new TestStore(_test.Path, builtIn: new MetricCatalogue([.. BuiltInMetrics.All, StillLater, Later])))
        {
            newer.Save([new MeasuredValue(StillLater, AggregatedValue.OfOne(1)), new MeasuredValue(Later, AggregatedValue.OfOne(2))]);
        }

        MetricCatalogue known = _test.Store.ReadCatalogue("app");
        Assert.Equal([StillLater, Later], known.Metrics.Skip(BuiltInMetrics.All.Count));
        Assert.Same(known.FindById("NEW-001"), known.ForOperation("later"));

        _test.Save([Value("queue", 3), new MeasuredValue(known.FindById("NEW-001")!, AggregatedValue.OfOne(4))]);
        using var grown = new TestStore(_test.Path, builtIn: Grown);
        Assert.Equal([("NEW-001", "2 4"), ("NEW-002", "1"), ("queue", "3")], Series(grown));
    }

    [Fact]
    public void A_target_of_a_metric_that_is_built_in_later_can_be_set_before_it_is_measured()
    {
        _test.Save(TestStore.Values(("queue", 1)));
        using var newer = new TestStore(_test.Path, builtIn: Grown);

        newer.Store.SetTarget(Later, "", new PerfTarget(7));

        Assert.Equal(7, newer.Store.ReadCatalogue("app").FindById("NEW-001")!.Target!.Value);
        Assert.Null(newer.Store.ReadCatalogue("app").FindById("queue")!.Target);
    }

    private static PerfMetric New(string id, string name, string? operation) =>
        new(id, name, name, "ms", MetricDirection.LowerIsBetter, MetricAggregation.Median, MetricKind.Core, operation);

    private static MeasuredValue Value(string metric, double value) => TestStore.Values((metric, value))[0];

    private static IEnumerable<(string Metric, string Values)> Series(TestStore store) => store.Store
        .ReadSeries(new HistoryQuery())
        .Select(series => (series.Metric.Id, string.Join(' ', series.Points.Select(point => point.Value))))
        .OrderBy(series => series.Id, StringComparer.Ordinal);
}
