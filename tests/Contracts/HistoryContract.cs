using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IHistoryReader"/> answers.</summary>
public abstract class HistoryContract : StoreContract
{
    protected HistoryContract(IStoreFixture fixture)
        : base(fixture)
    {
        // Snapshots 1 to 10, a minute apart; even ones of 'web', odd ones of 'batch', the first four cold.
        Append([.. Enumerable.Range(1, 10).Select(i => Snapshot(i, [("APP-001", i), ("queue", 10 * i)], i % 2 == 0 ? "web" : "batch", cold: i <= 4, commit: $"c{i}"))]);
    }

    [Fact]
    public void A_store_that_nobody_wrote_to_is_empty()
    {
        using IPerfStore store = Fixture.Open();
        Assert.Equal(["batch", "web"], store.ReadApplications());
        Assert.Empty(store.ReadSnapshots(new HistoryQuery { Application = NameFilter.None }));
        Assert.Empty(store.ReadSeries(new HistoryQuery { Application = NameFilter.None }));
        Assert.Empty(store.ReadMeasurements(new HistoryQuery { Application = NameFilter.None, Last = 1 }));
    }

    [Fact]
    public void Snapshots_come_oldest_first() => AssertIds(new HistoryQuery(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    [Fact]
    public void The_last_ones_come_oldest_first_too() => AssertIds(new HistoryQuery { Last = 3 }, 8, 9, 10);

    [Fact]
    public void Last_counts_within_what_the_other_parts_leave() =>
        AssertIds(new HistoryQuery { Last = 2, Application = NameFilter.Exactly("batch"), Cold = false }, 7, 9);

    [Theory]
    [InlineData("web")]
    [InlineData("WEB")]
    [InlineData("w*")]
    [InlineData("?eb")]
    [InlineData("[u-z]eb")]
    [InlineData("w`eb")]
    public void An_application_is_matched_by_name_and_by_wildcard(string text) =>
        AssertIds(new HistoryQuery { Application = NameFilter.Matching([text]) }, 2, 4, 6, 8, 10);

    [Theory]
    [InlineData("50%_done\\")]
    [InlineData("[draft")]
    [InlineData("[draft]")]
    [InlineData("Ähre 😀 'x\"")]
    public void A_name_of_any_letters_is_found_as_it_stands(string name)
    {
        Append(Snapshot(11, [("APP-001", 1)], name));

        AssertIds(new HistoryQuery { Application = NameFilter.Matching([name]) }, 11);
        AssertIds(new HistoryQuery { Application = NameFilter.Exactly(name) }, 11);
        AssertIds(new HistoryQuery { Application = NameFilter.Exactly(name.ToUpperInvariant()) }, 11);
        AssertIds(new HistoryQuery { Application = NameFilter.Exactly(name[..^1] + "x") });
    }

    [Fact]
    public void Cold_and_warm_are_told_apart()
    {
        AssertIds(new HistoryQuery { Cold = true }, 1, 2, 3, 4);
        AssertIds(new HistoryQuery { Cold = false }, 5, 6, 7, 8, 9, 10);
    }

    [Fact]
    public void A_span_of_time_includes_both_ends() =>
        AssertIds(new HistoryQuery { Since = Noon.AddMinutes(3), Until = Noon.AddMinutes(5).ToOffset(TimeSpan.FromHours(7)) }, 3, 4, 5);

    [Fact]
    public void Snapshots_are_found_by_number_and_unknown_numbers_are_no_trouble() => AssertIds(new HistoryQuery { SnapshotIds = [7, 2, 99, -1] }, 2, 7);

    [Fact]
    public void An_environment_that_nobody_has_is_empty() => AssertIds(new HistoryQuery { Environment = NameFilter.Exactly("mars") });

    [Fact]
    public void The_latest_snapshot_of_each_application_is_one_read()
    {
        Append(Snapshot(3.5, [("APP-001", 1)], "WEB", "other host"));

        Assert.Equal([("batch", 9L), ("web", 10)], Store.ReadLatestSnapshots(new HistoryQuery()).Select(snapshot => (snapshot.Application, snapshot.Id)));
        Assert.Equal([4L], Store.ReadLatestSnapshots(new HistoryQuery { Application = NameFilter.Exactly("web"), Cold = true }).Select(snapshot => snapshot.Id));
        Assert.Equal(2, Store.ReadLatestSnapshots(new HistoryQuery { Application = NameFilter.Exactly("web") }).Single().Measurements.Count);
    }

    [Fact]
    public void Many_snapshots_are_all_read()
    {
        Append([.. Enumerable.Range(0, 700).Select(i => Snapshot(100 + (i / 3), [("APP-001", i)]))]);

        Assert.Equal(Enumerable.Range(0, 700).Select(i => (double)i), Snapshots(new HistoryQuery { Application = NameFilter.Exactly("app") }).Select(snapshot => snapshot.Measurements[0].Value));
        Assert.Equal(600, Snapshots(new HistoryQuery { Application = NameFilter.Exactly("app"), Last = 600 }).Length);
    }

    [Fact]
    public void The_last_measurements_are_the_last_within_a_span_of_time()
    {
        IEnumerable<PerfMeasurement> rows = Store.ReadMeasurements(new HistoryQuery
        {
            Application = NameFilter.Exactly("web"),
            Cold = false,
            Metric = NameFilter.Exactly("queue"),
            Until = Noon.AddMinutes(8),
            Last = 1,
        });

        Assert.Equal(8, Assert.Single(rows).SnapshotId);
    }

    [Fact]
    public void Measurements_are_flat_rows_in_the_order_of_snapshots_and_catalogue()
    {
        IEnumerable<PerfMeasurement> rows = Store.ReadMeasurements(new HistoryQuery { SnapshotIds = [1, 2] });

        Assert.Equal([(1, "APP-001", 1.0), (1, "queue", 10), (2, "APP-001", 2), (2, "queue", 20)], rows.Select(row => (row.SnapshotId, row.Metric, row.Value)));
    }

    [Fact]
    public void A_measurement_says_where_it_comes_from_and_a_snapshot_what_its_index_is()
    {
        Append(Snapshot(20, [("APP-001", 1), ("IDX-001", 87)], commit: "abc", tags: new Dictionary<string, string> { ["ring"] = "canary" }), Snapshot(21, [("APP-001", 1)]));

        PerfMeasurement[] rows = [.. Store.ReadMeasurements(new HistoryQuery { SnapshotIds = [11, 12], Metric = NameFilter.Exactly("APP-001") })];

        Assert.Equal([("abc", "main", "ring=canary", Noon.AddMinutes(20)), (null, null, null, Noon.AddMinutes(21))], rows.Select(row => (row.Commit, row.Branch, row.Tags, row.Timestamp)));
        Assert.Equal([87.0, null], Snapshots(new HistoryQuery { SnapshotIds = [11, 12] }).Select(snapshot => snapshot.PerformanceIndex));
    }

    [Fact]
    public void The_last_measurements_are_counted_by_series()
    {
        IEnumerable<PerfMeasurement> rows = Store.ReadMeasurements(new HistoryQuery { Last = 1, Cold = false, Metric = NameFilter.Exactly("queue") });

        Assert.Equal([(9L, 90.0), (10, 100)], rows.Select(row => (row.SnapshotId, row.Value)));
    }

    [Fact]
    public void A_series_has_the_latest_points_oldest_first_with_their_commits()
    {
        MetricSeries series = Assert.Single(Store.ReadSeries(
            new HistoryQuery { Application = NameFilter.Exactly("web"), Cold = false, Metric = NameFilter.Exactly("startup_time_ms"), Last = 2 }));

        Assert.Equal([(8L, 8.0, "c8"), (10, 10, "c10")], series.Points.Select(point => (point.SnapshotId, point.Value, point.Commit)));
        Assert.Equal("APP-001", series.Metric.Id);
    }

    [Fact]
    public void A_series_ends_at_a_mark_with_the_snapshot_of_the_mark()
    {
        SnapshotMark mark = Snapshots(new HistoryQuery { SnapshotIds = [8] })[0].Mark;
        var query = new HistoryQuery { Application = NameFilter.Exactly("web"), Metric = NameFilter.Exactly("queue"), Cold = false };

        Assert.Equal([6L, 8], Ids(Store.ReadSeries(query with { UpTo = mark }).Single()));
        Assert.Equal([8L], Ids(Store.ReadSeries(query with { UpTo = mark, Last = 1 }).Single()));
        Assert.Equal([6L], Ids(Store.ReadSeries(query with { UpTo = SnapshotMark.Before(mark.At) }).Single()));
        Assert.Equal([6L, 8], Ids(Store.ReadSeries(query with { Since = Noon.AddMinutes(5), Until = Noon.AddMinutes(9) }).Single()));
        Assert.Empty(Store.ReadSeries(query with { Since = Noon.AddMinutes(10.5) }));
    }

    [Fact]
    public void The_series_of_many_groups_end_each_at_its_own_snapshot_in_the_order_of_those()
    {
        // 10 and 8 are 'web', 3 and 9 'batch'; 3 is cold.
        var query = new HistoryQuery { EachUpTo = [8, 3], Metric = NameFilter.Exactly("queue") };

        Assert.Equal([("web", false, "60 80"), ("batch", true, "10 30")], Store.ReadSeries(query).Select(Told));
        Assert.Equal([("batch", true, "30"), ("web", false, "80")], Store.ReadSeries(query with { EachUpTo = [3, 8], Last = 1 }).Select(Told));
        Assert.Equal([("web", false, "80")], Store.ReadSeries(query with { Within = TimeSpan.FromMinutes(1), Cold = false }).Select(Told));
        Assert.Equal([("web", false, "60 80")], Store.ReadSeries(query with { Within = TimeSpan.FromMinutes(2), Application = NameFilter.Exactly("WEB") }).Select(Told));
        Assert.Equal([("web", false, "60 80 100")], Store.ReadSeries(query with { EachUpTo = [8, 10, 6, 99] }).Select(Told));
        Assert.Equal(4, Store.ReadSeries(query with { Metric = null }).Count());
        Assert.Empty(Store.ReadSeries(query with { EachUpTo = [] }));
        Assert.Empty(Store.ReadSeries(query with { Metric = NameFilter.None }));

        static (string, bool, string) Told(MetricSeries series) => (series.Application, series.Cold, string.Join(' ', series.Points.Select(static point => point.Value)));
    }

    [Fact]
    public void Each_application_has_its_own_targets_in_one_read()
    {
        PerfMetric startup = MetricCatalogue.BuiltIn.FindById("APP-001")!;
        Store.SetTarget(startup, "WEB", new PerfTarget(123, 10, 20));
        Store.SetTarget(startup, string.Empty, new PerfTarget(456, 10, 20));

        Assert.Equal(
            [("batch", 456.0), ("web", 123)],
            Store.ReadSeries(new HistoryQuery { Cold = false, Metric = NameFilter.Exactly("APP-001") }).Select(static series => (series.Application, series.Metric.Target!.Value)).Order());
    }

    [Fact]
    public void A_series_begins_at_the_level_that_was_accepted_unless_the_whole_history_is_wanted()
    {
        PerfAlert alert = Fixture.Raise(Alert("queue", "queue", DetectionTier.ChangePoint, minute: 10, snapshot: 10) with { Application = "web", ChangeSnapshotId = 8 });
        Assert.Equal(Noon.AddMinutes(8), alert.Since);
        Store.Decide(alert.Id, new AlertDecision(AlertState.Approved, null, "me", Noon.AddMinutes(10), Rebaseline: true));
        Append(Snapshot(7.5, [("queue", 7.5)], "web"));
        var query = new HistoryQuery { Application = NameFilter.Exactly("web"), Cold = false, Metric = NameFilter.Exactly("queue") };

        Assert.Equal([80.0, 100], Store.ReadSeries(query).Single().Points.Where(point => point.SnapshotId <= 10).Select(point => point.Value));
        Assert.DoesNotContain(Store.ReadSeries(query).Single().Points, point => point.Value == 7.5);
        Assert.Contains(Store.ReadSeries(query, wholeHistory: true).Single().Points, point => point.Value == 7.5);
    }

    [Fact]
    public void A_series_up_to_a_snapshot_before_the_accepted_level_begins_where_it_did_at_that_snapshot()
    {
        HistoryQuery query = new() { Application = NameFilter.Exactly("web"), Cold = false, Metric = NameFilter.Exactly("queue") };
        long[] all = [.. Store.ReadSeries(query).Single().Points.Select(static point => point.SnapshotId)];
        Accept(all[1]);
        Accept(all[^1]);

        Assert.Equal([all[^1]], Points(all[^1]));
        Assert.Equal(all[1..^1], Points(all[^2]));
        Assert.Equal([all[0]], Points(all[0]));

        IEnumerable<long> Points(long end) => Store.ReadSeries(query with { EachUpTo = [end] }).Single().Points.Select(static point => point.SnapshotId);

        void Accept(long change)
        {
            PerfAlert alert = Fixture.Raise(Alert("queue", "queue", ManualAlert.Kind, minute: (int)change, snapshot: change) with { Application = "web", ChangeSnapshotId = change });
            Store.Decide(alert.Id, new AlertDecision(AlertState.Approved, null, "me", Noon.AddMinutes(change), Rebaseline: true));
        }
    }

    [Fact]
    public void A_reader_may_remove_what_it_reads()
    {
        foreach (PerfSnapshot snapshot in Store.ReadSnapshots(new HistoryQuery()))
        {
            Assert.Equal(1, Store.RemoveSnapshots([snapshot.Id]));
        }

        Assert.Empty(Snapshots());
    }

    private static IEnumerable<long> Ids(MetricSeries series) => series.Points.Select(point => point.SnapshotId);

    private void AssertIds(HistoryQuery query, params long[] expected) => Assert.Equal(expected, Store.ReadSnapshots(query).Select(snapshot => snapshot.Id));
}
