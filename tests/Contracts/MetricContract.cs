using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IMetricStore"/> and <see cref="IPolicyStore"/> do.</summary>
public abstract class MetricContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void Metrics_and_targets_are_there_for_every_user()
    {
        var metric = new PerfMetric("IMP", "import_rate", "Import 'rate'; --", "rows/s", MetricDirection.HigherIsBetter, MetricAggregation.Mean, MetricKind.Custom, "import");
        Store.Register(metric);
        Store.SetTarget(metric, "", new PerfTarget(9));

        using IPerfStore other = Fixture.Open();
        Assert.Equal(metric with { Target = new PerfTarget(9) }, other.ReadCatalogue("web").ForOperation("IMPORT"));

        other.Unregister(metric);
        Assert.Null(Store.ReadCatalogue("").FindById("IMP"));
    }

    [Fact]
    public void A_target_counts_for_its_application_before_the_general_one_before_the_built_in_one()
    {
        Assert.Equal(500, TargetOf("web")?.Value);

        Store.SetTarget(Startup, "", new PerfTarget(400, 5, 15));
        Assert.Equal((400, 400), (TargetOf("web")?.Value, TargetOf("")?.Value));

        Store.SetTarget(Startup, "Web", new PerfTarget(300));
        Assert.Equal((300, 400, 400), (TargetOf("WEB")?.Value, TargetOf("batch")?.Value, TargetOf("")?.Value));
        Assert.Equal(new PerfTarget(400, 5, 15), TargetOf("batch"));
    }

    [Fact]
    public void A_target_that_was_taken_away_stays_away_for_its_application_alone_until_it_is_set_again()
    {
        Store.SetTarget(Startup, "web", target: null);
        Assert.Equal((null, 500), (TargetOf("web")?.Value, TargetOf("batch")?.Value));

        Store.SetTarget(Startup, "", target: null);
        Assert.Null(TargetOf("batch"));

        Store.SetTarget(Startup, "", new PerfTarget(1));
        Assert.Equal((null, 1), (TargetOf("web")?.Value, TargetOf("batch")?.Value));
    }

    [Fact]
    public void An_application_has_targets_of_its_own_whatever_they_are()
    {
        Store.SetTarget(Startup, "", new PerfTarget(400));
        Assert.False(Store.HasTargets("web"));

        Store.SetTarget(Startup, "Web", new PerfTarget(400));
        Store.SetTarget(Startup, "batch", target: null);

        Assert.Equal((true, true, false), (Store.HasTargets("WEB"), Store.HasTargets("batch"), Store.HasTargets("mail")));
    }

    [Fact]
    public void Registering_again_replaces_the_definition_and_keeps_the_history()
    {
        Append(Snapshot(1, [("import_rate", 5)]));
        PerfMetric metric = Store.ReadCatalogue("").Find("import_rate")!;

        Store.Register(metric with { Unit = "rows", Title = "Rows" });

        Assert.Equal(("rows", 5.0), Snapshots()[0].Measurements.Select(row => (row.Unit, row.Value)).Single());
        Assert.Equal("Rows", Assert.Single(Store.ReadCatalogue("").Metrics, known => known.Kind == MetricKind.Custom).Title);
    }

    [Fact]
    public void Unregistering_removes_everything_about_a_metric_and_nothing_else()
    {
        Append(Snapshot(-1440, [("APP-001", 1), ("queue", 5)]), Snapshot(1440, [("APP-001", 2), ("queue", 6)]));
        Store.SetRetention(1);
        Store.RollUp(Noon.AddDays(1));
        PerfMetric queue = Store.ReadCatalogue("").Find("queue")!;
        Store.SetTarget(queue, "", new PerfTarget(9));
        Store.Raise(Alert("queue", "queue", snapshot: Snapshots()[0].Id));
        Store.Raise(Alert("APP-001", "startup_time_ms", snapshot: Snapshots()[0].Id));

        Store.Unregister(queue);

        Assert.Equal(["APP-001"], Snapshots().Single().Measurements.Select(row => row.Metric));
        Assert.Equal(["APP-001"], Store.ReadDaily(new HistoryQuery()).Select(series => series.Metric.Id));
        Assert.Equal(["APP-001"], Store.ReadAlerts(new AlertQuery()).Select(alert => alert.Metric));
        Store.Register(queue);
        Assert.Equal(["APP-001"], Snapshots().Single().Measurements.Select(row => row.Metric));
        Assert.Null(Store.ReadCatalogue("").Find("queue")!.Target);
    }

    [Fact]
    public void The_policy_is_the_default_one_until_another_is_set()
    {
        Assert.Equal(PerfPolicy.Calibrated, Store.ReadPolicy());
        Store.WritePolicy(PerfPolicy.Tiered with { BaselineWindow = 33 });

        using IPerfStore other = Fixture.Open();
        Assert.Equal(PerfPolicy.Tiered with { BaselineWindow = 33 }, other.ReadPolicy());
    }

    private static PerfMetric Startup => MetricCatalogue.BuiltIn.FindById("APP-001")!;

    private PerfTarget? TargetOf(string application) => Store.ReadCatalogue(application).FindById("APP-001")!.Target;
}
