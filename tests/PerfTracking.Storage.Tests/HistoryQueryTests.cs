using PerfTracking.Detection;
using PerfTracking.History;

namespace PerfTracking.Storage.Tests;

public sealed class HistoryQueryTests : IDisposable
{
    private readonly TestStore _test = new();

    public HistoryQueryTests()
    {
        // Snapshots 1 to 10, a minute apart; even ones of 'web', odd ones of 'batch', the first four cold.
        for (int i = 1; i <= 10; i++)
        {
            _test.Save(
                TestStore.Values(("APP-001", i), ("queue", 10 * i)),
                TestStore.Context(i % 2 == 0 ? "web" : "batch", commit: $"c{i}"),
                TestStore.Noon.AddMinutes(i),
                cold: i <= 4);
        }
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Snapshots_come_oldest_first() => AssertIds(new HistoryQuery(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    [Fact]
    public void The_last_ones_come_oldest_first_too() => AssertIds(new HistoryQuery { Last = 3 }, 8, 9, 10);

    [Fact]
    public void Last_counts_within_what_the_other_parts_leave() =>
        AssertIds(new HistoryQuery { Last = 2, Application = name => name == "batch", Cold = false }, 7, 9);

    [Fact]
    public void An_application_is_matched() => AssertIds(new HistoryQuery { Application = name => name == "web" }, 2, 4, 6, 8, 10);

    [Fact]
    public void Cold_and_warm_are_told_apart()
    {
        AssertIds(new HistoryQuery { Cold = true }, 1, 2, 3, 4);
        AssertIds(new HistoryQuery { Cold = false }, 5, 6, 7, 8, 9, 10);
    }

    [Fact]
    public void A_span_of_time_includes_both_ends() =>
        AssertIds(new HistoryQuery { Since = TestStore.Noon.AddMinutes(3), Until = TestStore.Noon.AddMinutes(5).ToOffset(TimeSpan.FromHours(7)) }, 3, 4, 5);

    [Fact]
    public void Snapshots_are_found_by_number_and_unknown_numbers_are_no_trouble() => AssertIds(new HistoryQuery { SnapshotIds = [7, 2, 99, -1] }, 2, 7);

    [Fact]
    public void An_environment_that_nobody_has_is_empty() => AssertIds(new HistoryQuery { Environment = name => name == "mars" });

    [Fact]
    public void The_last_measurements_are_the_last_within_a_span_of_time()
    {
        IEnumerable<PerfMeasurement> rows = _test.Store.ReadMeasurements(new HistoryQuery
        {
            Application = name => name == "web",
            Cold = false,
            Metric = (id, _) => id == "queue",
            Until = TestStore.Noon.AddMinutes(8),
            Last = 1,
        });

        Assert.Equal(8, Assert.Single(rows).SnapshotId);
    }

    [Fact]
    public void Measurements_are_flat_rows_in_the_order_of_snapshots_and_catalogue()
    {
        IEnumerable<PerfMeasurement> rows = _test.Store.ReadMeasurements(new HistoryQuery { SnapshotIds = [1, 2] });

        Assert.Equal([(1, "APP-001", 1.0), (1, "queue", 10), (2, "APP-001", 2), (2, "queue", 20)], rows.Select(row => (row.SnapshotId, row.Metric, row.Value)));
    }

    [Fact]
    public void The_last_measurements_are_counted_by_series()
    {
        IEnumerable<PerfMeasurement> rows = _test.Store.ReadMeasurements(new HistoryQuery { Last = 1, Cold = false, Metric = (id, _) => id == "queue" });

        Assert.Equal([(9L, 90.0), (10, 100)], rows.Select(row => (row.SnapshotId, row.Value)));
    }

    [Fact]
    public void A_series_has_the_latest_points_oldest_first_with_their_commits()
    {
        MetricSeries series = Assert.Single(_test.Store.ReadSeries(
            new HistoryQuery { Application = name => name == "web", Cold = false, Metric = (_, name) => name == "startup_time_ms", Last = 2 }));

        Assert.Equal([(8L, 8.0, "c8"), (10, 10, "c10")], series.Points.Select(point => (point.SnapshotId, point.Value, point.Commit)));
        Assert.Equal("APP-001", series.Metric.Id);
    }

    [Fact]
    public void A_series_begins_at_the_level_that_was_accepted_unless_the_whole_history_is_wanted()
    {
        _test.Ask("UPDATE performance_series SET (baseline_at, baseline_identity) = (SELECT timestamp, identity FROM performance_snapshots WHERE snapshot_id = 8)");
        var query = new HistoryQuery { Application = name => name == "web", Cold = false, Metric = (id, _) => id == "queue" };

        Assert.Equal([8L, 10], Ids(_test.Store.ReadSeries(query).Single()));
        Assert.Equal([6L, 8, 10], Ids(_test.Store.ReadSeries(query, wholeHistory: true).Single()));
    }

    [Fact]
    public void A_reader_may_remove_what_it_reads()
    {
        foreach (PerfSnapshot snapshot in _test.Store.ReadSnapshots(new HistoryQuery()))
        {
            Assert.Equal(1, _test.Store.RemoveSnapshots([snapshot.Id]));
        }

        Assert.Empty(_test.Snapshots);
    }

    private static IEnumerable<long> Ids(MetricSeries series) => series.Points.Select(point => point.SnapshotId);

    private void AssertIds(HistoryQuery query, params long[] expected) => Assert.Equal(expected, _test.Store.ReadSnapshots(query).Select(snapshot => snapshot.Id));
}
