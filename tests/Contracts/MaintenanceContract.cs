using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IStoreMaintenance"/> does.</summary>
public abstract class MaintenanceContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public void A_day_becomes_its_median_p5_p95_and_count()
    {
        // 1 to 20, not in order. By definition R-7: h = 19 p, so p5 = 1.95, median = 10.5, p95 = 19.05.
        Append([.. Enumerable.Range(0, 20).Select(i => On(-40, 1 + (i * 7 % 20), minute: i))]);

        Assert.Equal(new RollUp(1, 20, 1), Store.RollUp(Noon));

        Assert.Equal([Row(-40, 10.5, 1.95, 19.05, 20)], Days());
        Assert.Empty(Snapshots());
        Assert.Empty(Store.ReadSeries(new HistoryQuery()));
    }

    [Fact]
    public void Series_are_rolled_up_apart_and_read_by_what_they_are_of()
    {
        foreach (double value in new double[] { 3, 1, 2 })
        {
            Append(On(-40, value), On(-40, 100 * value, cold: true), On(-41, 7, "other"));
        }

        Assert.Equal(new RollUp(2, 9, 3), Store.RollUp(Noon));
        Assert.Equal([2.0, 7, 200], Days().Select(day => day.Median).Order());
        Assert.Equal([200.0], Days(new HistoryQuery { Cold = true }).Select(day => day.Median));
        Assert.Equal([7.0], Days(new HistoryQuery { Application = NameFilter.Exactly("OTHER") }).Select(day => day.Median));
        Assert.Empty(Days(new HistoryQuery { Environment = NameFilter.Exactly("mars") }));
        Assert.Empty(Days(new HistoryQuery { Metric = NameFilter.Exactly("queue") }));
        Assert.Equal([7.0], Days(new HistoryQuery { Until = Noon.AddDays(-41) }).Select(day => day.Median));
    }

    [Fact]
    public void A_day_that_comes_back_is_added_to_what_is_left_of_it()
    {
        // Three values around 10, then one of 50: weighted by count, (3 × 10 + 50) / 4.
        Append([.. new double[] { 9, 10, 11 }.Select(value => On(-40, value))]);
        Store.RollUp(Noon);
        Append(On(-40, 50));

        Assert.Equal(new RollUp(1, 1, 1), Store.RollUp(Noon));

        Assert.Equal([Row(-40, 20.0, 19.325, 20.675, 4)], Days());
        Assert.Equal(default, Store.RollUp(Noon));
    }

    [Fact]
    public void Thirty_days_are_kept_in_full_by_whole_days()
    {
        PerfSnapshot kept = On(-30, 1) with { Timestamp = Noon.AddDays(-30).AddHours(-12) };
        Append(kept, kept with { Identity = Guid.NewGuid(), Timestamp = kept.Timestamp.AddMilliseconds(-1) });

        Assert.Equal(new RollUp(1, 1, 1), Store.RollUp(Noon));

        Assert.Equal([kept.Identity], Snapshots().Select(snapshot => snapshot.Identity));
        Assert.Equal(new DateOnly(2026, 1, 29), Days().Single().Day);
    }

    [Fact]
    public void The_retention_is_that_of_every_user_and_at_least_a_day()
    {
        Store.SetRetention(5);
        Append(On(-5, 1), On(-6, 2));

        using IPerfStore other = Fixture.Open();
        Assert.Equal(5, other.Describe().RetentionDays);
        Assert.Equal(1, other.RollUp(Noon).Snapshots);
        Assert.Throws<ArgumentOutOfRangeException>(() => Store.SetRetention(0));
    }

    [Fact]
    public void Days_go_oldest_first_and_only_so_many_as_wanted()
    {
        Append(On(-33, 1), On(-35, 2), On(-34, 3));

        Assert.Equal(2, Store.RollUp(Noon, maxDays: 2).Days);
        Assert.Equal([2.0, 3], Days().Select(day => day.Median));
        Assert.Equal(1, Store.RollUp(Noon).Days);
        Assert.Equal(default, Store.RollUp(Noon));
    }

    [Fact]
    public void Removed_snapshots_take_their_measurements_with_them_and_no_others_and_their_numbers_are_not_given_again()
    {
        Append(On(-1, 1), On(0, 2));

        Assert.Equal(1, Store.RemoveSnapshots([2, 99]));
        Append(On(1, 3));

        Assert.Equal([1L, 3], Snapshots().Select(snapshot => snapshot.Id));
        Assert.Equal([1.0, 3], Store.ReadSeries(new HistoryQuery()).Single().Points.Select(point => point.Value));
    }

    [Fact]
    public void A_change_that_began_with_a_removed_snapshot_begins_with_the_next_one_of_its_series()
    {
        Append(On(-3, 1), On(-2, 2), On(-1, 3), On(0, 4));
        PerfAlert raised = Store.Raise(Alert("APP-001", "startup_time_ms", snapshot: 2) with { ChangeSnapshotId = 2, Steps = [new PerfAlertStep(2, 2, Noon, 1, 2)] });
        Store.Edit(raised.Id, new AlertEdit("me", Noon) { Change = new AlertChange(3, 2, 3, 50, "moved") });

        Store.RemoveSnapshots([2, 3]);
        Assert.Equal((4L, 4L, Noon.AddDays(-1)), Store.ReadAlerts(new AlertQuery()).Single() is var alert ? (alert.ChangeSnapshotId, alert.Steps[0].ChangeSnapshotId, alert.Since) : default);

        Store.RemoveSnapshots([4]);
        Assert.Equal(4, Store.ReadAlerts(new AlertQuery()).Single().ChangeSnapshotId);
    }

    [Fact]
    public void Alerts_outlive_the_snapshots_that_raised_them()
    {
        Append(On(-40, 1));
        PerfAlert alert = Store.Raise(Alert("APP-001", "startup_time_ms", snapshot: 1));

        Store.RollUp(Noon);

        Assert.Empty(Snapshots());
        Assert.Equal(alert with { IsNew = false }, Assert.Single(Store.ReadAlerts(new AlertQuery())));
    }

    [Fact]
    public void A_store_describes_itself_and_says_where_it_is_in_one_way()
    {
        Append(Snapshot(5, [("APP-001", 1)]), Snapshot(1, [("APP-001", 2), ("queue", 3)]));
        Store.SetRetention(9);

        StoreSummary summary = Store.Describe();

        Assert.Equal((2L, 2L, 9, true), (summary.Snapshots, summary.Series, summary.RetentionDays, summary.Exists));
        Assert.Equal((Noon.AddMinutes(1), Noon.AddMinutes(5)), (summary.Oldest, summary.Latest));
        Assert.Equal(Store.Location, summary.Location);
        Assert.Empty(Store.FindDefects());
        Store.Compact();
        Assert.Equal(2, Snapshots().Length);
    }

    [Fact]
    public void What_is_ended_before_it_begins_does_nothing()
    {
        Append(Snapshot(5, [("APP-001", 1)]));
        var ended = new CancellationToken(canceled: true);

        Assert.Throws<OperationCanceledException>(() => Store.FindDefects(ended));
        Assert.Throws<OperationCanceledException>(() => Store.Compact(ended));
        Assert.Single(Snapshots());
    }

    private static PerfSnapshot On(int day, double value, string application = "app", bool cold = false, int minute = 0) =>
        Snapshot((1440 * day) + minute, [("APP-001", value)], application, cold: cold);

    private static DailyPoint Row(int day, double median, double p5, double p95, long count) => new(DateOnly.FromDateTime(Noon.AddDays(day).UtcDateTime), median, p5, p95, count);

    private List<DailyPoint> Days(HistoryQuery? query = null) =>
        [.. Store.ReadDaily(query ?? new HistoryQuery()).SelectMany(series => series.Days).Select(day => day with { Median = Math.Round(day.Median, 9), P5 = Math.Round(day.P5, 9), P95 = Math.Round(day.P95, 9) })];
}
