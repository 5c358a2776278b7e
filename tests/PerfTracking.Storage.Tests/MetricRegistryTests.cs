using PerfTracking.Metrics;

namespace PerfTracking.Storage.Tests;

public sealed class MetricRegistryTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_registered_metric_is_in_the_catalogue_of_every_process()
    {
        PerfMetric metric = TestStore.CustomMetric("import_rate", "rows/s", "import") with
        {
            Id = "IMP",
            Title = "Import 'rate'; --",
            Direction = MetricDirection.HigherIsBetter,
            Aggregation = MetricAggregation.Mean,
        };
        _test.Store.Register(metric);

        using var other = new TestStore(_test.Path);
        Assert.Equal(metric, other.Store.ReadCatalogue("").Find("import_rate"));
        Assert.Equal(metric, other.Store.ReadCatalogue("").ForOperation("IMPORT"));
    }

    [Fact]
    public void Registering_again_replaces_the_definition_and_keeps_the_history()
    {
        _test.Save(TestStore.Values(("import_rate", 5)));
        _test.Store.Register(TestStore.CustomMetric("IMPORT_RATE", "rows"));

        Assert.Equal("rows", _test.Snapshots[0].Measurements[0].Unit);
        Assert.Single(_test.Store.ReadCatalogue("").Metrics, metric => metric.Kind == MetricKind.Custom);
    }

    [Fact]
    public void Unregistering_removes_everything_measured_of_a_metric_and_nothing_else()
    {
        _test.Save(TestStore.Values(("APP-001", 1), ("import_rate", 5)));
        _test.Store.Unregister(TestStore.CustomMetric("import_rate"));

        Assert.Equal(["APP-001"], _test.Snapshots[0].Measurements.Select(row => row.Metric));
        Assert.Null(_test.Store.ReadCatalogue("").Find("import_rate"));
    }

    [Fact]
    public void A_built_in_metric_survives_being_unregistered()
    {
        _test.Save(1);
        _test.Store.Unregister(TestStore.CustomMetric("no such metric"));

        Assert.NotNull(_test.Store.ReadCatalogue("").Find("APP-001"));
        Assert.Equal(21L, _test.Ask("SELECT count(*) FROM performance_metrics"));
    }

    [Fact]
    public void A_target_counts_for_its_application_before_the_general_one_before_the_built_in_one()
    {
        Assert.Equal(500, Target("web"));

        _test.Store.SetTarget(TestStore.Metric("APP-001"), "", new PerfTarget(400, 5, 15));
        Assert.Equal((400.0, 400.0), (Target("web"), Target("")));

        _test.Store.SetTarget(TestStore.Metric("APP-001"), "Web", new PerfTarget(300));
        Assert.Equal((300.0, 400.0, 400.0), (Target("WEB"), Target("batch"), Target("")));
        Assert.Equal((5.0, 15.0), (TargetOf("batch")!.WarningPercent, TargetOf("batch")!.ErrorPercent));
    }

    [Fact]
    public void A_target_that_was_taken_away_stays_away_for_its_application_alone()
    {
        _test.Store.SetTarget(TestStore.Metric("APP-001"), "web", target: null);

        Assert.Null(TargetOf("web"));
        Assert.Equal(500, Target("batch"));
    }

    [Fact]
    public void A_built_in_target_can_be_taken_away_and_set_again()
    {
        _test.Store.SetTarget(TestStore.Metric("APP-001"), "", target: null);
        Assert.Null(TargetOf("web"));

        _test.Store.SetTarget(TestStore.Metric("APP-001"), "", new PerfTarget(1));
        Assert.Equal(1, Target("web"));
    }

    [Fact]
    public void A_custom_metric_has_targets_too_and_they_go_with_it()
    {
        PerfMetric metric = TestStore.CustomMetric("import_rate");
        _test.Store.Register(metric);
        _test.Store.SetTarget(metric, "", new PerfTarget(9));
        Assert.Equal(9, _test.Store.ReadCatalogue("web").Find("import_rate")!.Target!.Value);

        _test.Store.Unregister(metric);
        Assert.Equal(0L, _test.Ask("SELECT count(*) FROM performance_targets"));
    }

    [Fact]
    public void The_save_sees_the_same_catalogue_as_a_reader()
    {
        _test.Store.Register(TestStore.CustomMetric("import_rate"));
        _test.Store.SetTarget(TestStore.Metric("APP-001"), "web", new PerfTarget(300));

        using Recording.ISaveTransaction transaction = _test.Store.BeginSave();
        Assert.Equal(_test.Store.ReadCatalogue("web").Metrics, transaction.ReadCatalogue("web").Metrics);
    }

    private double? Target(string application) => TargetOf(application)?.Value;

    private PerfTarget? TargetOf(string application) => _test.Store.ReadCatalogue(application).Find("APP-001")!.Target;
}
