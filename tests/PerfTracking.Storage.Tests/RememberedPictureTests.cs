using PerfTracking.Charts;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>A picture that is made of what a store remembers is the one that a store makes that remembers nothing.</summary>
public sealed class RememberedPictureTests : IDisposable
{
    private const int Columns = 8;
    private const int Window = 5;

    private readonly TestStore _test = new();
    private readonly Random _random = new(1);
    private int _minute;

    public RememberedPictureTests()
    {
        Append(2000);
        AssertSame();
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Also_when_more_was_saved()
    {
        for (int i = 0; i < 5; i++)
        {
            Append(70);
            AssertSame();
        }
    }

    [Fact]
    public void Also_of_a_shorter_and_of_a_longer_span()
    {
        AssertSame(since: 700, until: 1300);
        AssertSame(since: 1500);
        AssertSame(until: 500);

        using var fresh = new SqliteStore(_test.Path);
        foreach ((int? since, int? until) in new (int?, int?)[] { (1500, null), (700, 1300), (0, null) })
        {
            Assert.Equal(Text(Picture(_test.Store, since, until)), Text(Picture(fresh, since, until)));
        }
    }

    [Fact]
    public void Also_when_snapshots_arrived_late()
    {
        Save(1000.5, 5000);
        AssertSame();
        Save(1000.7, 6000);
        Append(200);
        AssertSame();
        Save(-1, 7000);
        AssertSame();
    }

    [Fact]
    public void Also_when_snapshots_were_removed()
    {
        _test.Store.RemoveSnapshots([.. Enumerable.Range(900, 150).Select(static id => (long)id)]);
        AssertSame();
    }

    [Fact]
    public void Also_when_old_days_were_rolled_up()
    {
        _test.Store.SetRetention(1);
        Assert.Equal(1, _test.Store.RollUp(TestStore.Noon.AddDays(2)).Days);
        AssertSame();
    }

    [Fact]
    public void Also_of_a_metric_that_was_taken_away_and_came_back()
    {
        PerfMetric metric = TestStore.CustomMetric("own");
        Append(500, "own");
        AssertSame(metric: "own");
        _test.Store.Unregister(metric);
        Append(500, "own");
        AssertSame(metric: "own");
    }

    [Fact]
    public void Also_of_another_store_in_the_place_of_this_one()
    {
        using var other = new TestStore();
        other.Store.Append([.. Enumerable.Range(0, 2000).Select(static i => Snapshot(i, i))]);
        other.Store.Compact();
        other.Store.Dispose();
        _test.Store.Dispose();
        File.Delete(_test.Path + "-wal");
        File.Delete(_test.Path + "-shm");
        File.Copy(other.Path, _test.Path, overwrite: true);

        AssertSame();
    }

    [Fact]
    public void Also_with_an_accepted_level()
    {
        _test.Ask("UPDATE performance_series SET (baseline_at, baseline_identity) = (SELECT timestamp, identity FROM performance_snapshots WHERE snapshot_id = 1234)");
        AssertSame();
        AssertSame(since: 1240);
    }

    [Fact]
    public void Also_when_one_arrived_late_behind_the_last_point_of_a_column()
    {
        // Of the end of each column there are snapshots without the metric.
        using var test = new TestStore();
        ChartGrid grid = ChartGrid.Of(TestStore.Noon, TestStore.Noon.AddMinutes(2999), Columns);
        DateTimeOffset second = grid.BeginOf(grid.ColumnOf(TestStore.Noon.AddMinutes(2999)) - 1);
        test.Store.Append([.. Enumerable.Range(0, 3000).Select(i => Snapshot(i, i, i < 2999 && TestStore.Noon.AddMinutes(i + 200) >= second && TestStore.Noon.AddMinutes(i) < second ? "own" : "APP-001"))]);
        AssertSame(test);

        test.Save(TestStore.Values(("APP-001", 9000)), timestamp: second.AddMinutes(-100.5));
        AssertSame(test);
        test.Save(TestStore.Values(("APP-001", 9500)), timestamp: second.AddMilliseconds(-1));
        AssertSame(test);
    }

    [Fact]
    public void What_a_picture_saw_before_a_late_snapshot_arrived_is_not_used_by_later_ones()
    {
        Append(2000, "own");
        using (IEnumerator<ThinnedSeries> pictures = _test.Store.ReadThinned(new HistoryQuery(), Columns, Window).GetEnumerator())
        {
            Assert.True(pictures.MoveNext());
            Save(3000.5, 5000, "own");
            Assert.Equal(2, _test.Store.ReadThinned(new HistoryQuery(), Columns, Window + 1).Count());
            Assert.True(pictures.MoveNext());
        }

        AssertSame(metric: "own");
    }

    [Fact]
    public void A_picture_after_a_save_reads_what_is_new_and_where_it_begins()
    {
        const int columns = 50;
        HistoryQuery query = Query(null, null, "APP-001");
        using var trace = new StatementTrace(_test.Path);
        using var store = new SqliteStore(_test.Path);
        _ = store.ReadThinned(query, columns, Window).Single();
        long first = trace.Steps;
        Append(1);
        trace.Clear();

        _ = store.ReadThinned(query, columns, Window).Single();

        Assert.InRange(trace.Steps, 1, first / 10);
    }

    private void Append(int snapshots, string metric = "APP-001") =>
        _test.Store.Append([.. Enumerable.Range(0, snapshots).Select(_ => Snapshot(_minute++, Math.Round(100 * _random.NextDouble()), metric))]);

    private static PerfSnapshot Snapshot(double minute, double value, string metric = "APP-001") => TestStore.Snapshot(TestStore.Mark(TestStore.Noon.AddMinutes(minute)), metric, value);

    private void Save(double minute, double value, string metric = "APP-001") =>
        _test.Save(TestStore.Values((metric, value)), timestamp: TestStore.Noon.AddMinutes(minute));

    private void AssertSame(int? since = null, int? until = null, string metric = "APP-001") => AssertSame(_test, since, until, metric);

    private static void AssertSame(TestStore test, int? since = null, int? until = null, string metric = "APP-001")
    {
        using var fresh = new SqliteStore(test.Path);
        ThinnedSeries remembered = Picture(test.Store, since, until, metric);
        Assert.Equal(Text(Picture(fresh, since, until, metric)), Text(remembered));

        // A picture's columns are those of its group, which only this metric is in from the first snapshot to the last.
        if (metric == "APP-001")
        {
            Assert.Equal(Text(Reference(fresh, since, until)), Text(remembered));
        }
    }

    private static ThinnedSeries Picture(SqliteStore store, int? since, int? until, string metric = "APP-001") => store.ReadThinned(Query(since, until, metric), Columns, Window).Single();

    private static HistoryQuery Query(int? since, int? until, string metric) => new()
    {
        Metric = NameFilter.Exactly(metric),
        Since = since is { } first ? TestStore.Noon.AddMinutes(first) : null,
        Until = until is { } last ? TestStore.Noon.AddMinutes(last) : null,
    };

    // What the columns of equal time keep of all points, from nothing but the points.
    private static ThinnedSeries Reference(SqliteStore store, int? since, int? until)
    {
        ThinnedSeries whole = store.ReadThinned(Query(since, until, "APP-001"), int.MaxValue / 8, Window).Single();
        ChartGrid grid = ChartGrid.Of(whole.Points[0].Timestamp, whole.Points[^1].Timestamp, Columns);
        long first = grid.ColumnOf(whole.Points[0].Timestamp);
        var columns = new ChartColumns(0);
        for (int i = 0; i < whole.Points.Count; i++)
        {
            columns.Add((int)(grid.ColumnOf(whole.Points[i].Timestamp) - first), i, whole.Points[i].Value);
        }

        var points = columns.Columns.SelectMany(static column => column.Points).Select(point => whole.Points[(int)point.Key]).ToList();
        var windows = new List<ThinnedWindow>();
        int place = 0;
        foreach (ChartColumn column in columns.Columns)
        {
            windows.Add(new ThinnedWindow(place, whole.Windows[(int)column.Points[0].Key].Before));
            place += column.Points.Count;
        }

        return whole with { Points = points, Windows = windows };
    }

    private static string Text(ThinnedSeries series) =>
        $"{series.Count}: {string.Join(' ', series.Points.Select(static point => $"{point.SnapshotId}={point.Value}"))} | {string.Join(' ', series.Windows.Select(static window => $"{window.Point}:[{string.Join(',', window.Before)}]"))}";
}
