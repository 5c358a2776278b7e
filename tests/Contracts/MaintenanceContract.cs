using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IMetricStore"/>, <see cref="IPolicyStore"/> and <see cref="IStoreMaintenance"/> do.</summary>
public abstract class MaintenanceContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void Metrics_and_targets_are_there_for_every_user()
    {
        var metric = new PerfMetric("IMP", "import_rate", "Import 'rate'; --", "rows/s", MetricDirection.HigherIsBetter, MetricAggregation.Mean, MetricKind.Custom, "import");
        Store.Register(metric);
        Store.SetTarget(metric, "", new PerfTarget(9));
        Store.SetTarget(MetricCatalogue.BuiltIn.FindById("APP-001")!, "Web", new PerfTarget(300, 5, 15));
        Store.SetTarget(MetricCatalogue.BuiltIn.FindById("VAL-001")!, "", target: null);

        using IPerfStore other = Fixture.Open();
        MetricCatalogue web = other.ReadCatalogue("web"), general = other.ReadCatalogue("");
        Assert.Equal(metric with { Target = new PerfTarget(9) }, web.ForOperation("IMPORT"));
        Assert.Equal((300.0, 500.0), (web.FindById("APP-001")!.Target!.Value, general.FindById("APP-001")!.Target!.Value));
        Assert.Null(general.FindById("VAL-001")!.Target);

        other.Unregister(metric);
        Assert.Null(Store.ReadCatalogue("").FindById("IMP"));
    }

    [Fact]
    public void The_policy_is_the_default_one_until_another_is_set()
    {
        Assert.Equal(PerfPolicy.Calibrated, Store.ReadPolicy());
        Store.WritePolicy(PerfPolicy.Tiered with { BaselineWindow = 33 });

        using IPerfStore other = Fixture.Open();
        Assert.Equal(PerfPolicy.Tiered with { BaselineWindow = 33 }, other.ReadPolicy());
    }

    [Fact]
    public void Days_older_than_the_retention_become_daily_figures_and_the_rest_stays()
    {
        Append([.. Enumerable.Range(0, 20).Select(day => Snapshot(day * 1440, [("APP-001", day)]))]);
        Store.SetRetention(5);

        RollUp done = Store.RollUp(Noon.AddDays(20));

        Assert.Equal(new RollUp(15, 15, 15), done);
        Assert.Equal([15.0, 16, 17, 18, 19], Snapshots().Select(snapshot => snapshot.Measurements[0].Value));
        Assert.Equal(default, Store.RollUp(Noon.AddDays(20)));
    }

    [Fact]
    public void A_store_describes_itself_and_says_where_it_is_in_one_way()
    {
        Append(Snapshot(5, [("APP-001", 1)]), Snapshot(1, [("APP-001", 2), ("queue", 3)]));
        Store.SetRetention(9);

        StoreSummary summary = Store.Describe();

        Assert.Equal((2L, 2L, 9, true), (summary.Snapshots, summary.Series, summary.RetentionDays, summary.Exists));
        Assert.Equal((Noon.AddMinutes(1), Noon.AddMinutes(5)), (summary.Oldest, summary.Latest));
        Assert.Equal(Store.Location.Text, summary.Path);
        Assert.Empty(Store.FindDefects());
        Store.Compact();
        Assert.Equal(2, Snapshots().Length);
    }
}
