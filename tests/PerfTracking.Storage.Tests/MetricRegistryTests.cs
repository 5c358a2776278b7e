using PerfTracking.Metrics;

namespace PerfTracking.Storage.Tests;

public sealed class MetricRegistryTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_built_in_metric_survives_being_unregistered()
    {
        _test.Save(1);
        _test.Store.Unregister(TestStore.CustomMetric("no such metric"));

        Assert.NotNull(_test.Store.ReadCatalogue("").Find("APP-001"));
        Assert.Equal(21L, _test.Ask("SELECT count(*) FROM performance_metrics"));
    }

    [Fact]
    public void The_save_sees_the_same_catalogue_as_a_reader()
    {
        _test.Store.Register(TestStore.CustomMetric("import_rate"));
        _test.Store.SetTarget(TestStore.Metric("APP-001"), "web", new PerfTarget(300));

        using Recording.ISaveTransaction transaction = _test.Store.BeginSave();
        Assert.Equal(_test.Store.ReadCatalogue("web").Metrics, transaction.ReadCatalogue("web").Metrics);
    }
}
