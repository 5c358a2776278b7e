using System.Diagnostics;
using System.Globalization;
using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>A store of thirty days that version 0.1.0 wrote, with what that version said of it, in tests/Fixtures/Stores.</summary>
public sealed class OlderStoreTests : IDisposable
{
    private static readonly string Fixture = Path.Combine(AppContext.BaseDirectory, "Stores", "thirty-days.db");

    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public OlderStoreTests()
    {
        _path = _folder["performance.db"];
        File.Copy(Fixture, _path);
        File.SetAttributes(_path, FileAttributes.Normal);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_baseline_verdict_alert_and_snapshot_reads_as_before()
    {
        using var test = new TestStore(_path);

        string[] expected = File.ReadAllLines(Path.ChangeExtension(Fixture, ".txt"));
        Assert.Equal(expected, Lines(test.Store));
    }

    [Fact]
    public async Task Eight_users_that_open_it_at_once_migrate_it_once_and_lose_nothing()
    {
        using var start = new Barrier(8);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(user => Task.Factory.StartNew(
            () =>
            {
                using var own = new TestStore(_path);
                start.SignalAndWait();
                own.Save(TestStore.Values(("APP-001", user)), TestStore.Context("migration"));
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        using var test = new TestStore(_path);
        Assert.Equal(488, test.Snapshots.Count);
        Assert.Equal(488, test.Snapshots.Select(snapshot => snapshot.Identity).Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 8).Select(user => (double)user), test.Snapshots.Where(snapshot => snapshot.Application == "migration").Select(snapshot => snapshot.Measurements[0].Value).Order());
        Assert.Empty(test.Store.FindDefects());
        Assert.Null(test.Ask("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void A_migration_in_another_process_is_waited_for_longer_than_a_save()
    {
        TimeSpan timeout = TimeSpan.FromMilliseconds(20);
        using var test = new TestStore(_path, timeout);
        using Microsoft.Data.Sqlite.SqliteConnection other = test.Connect();
        using Microsoft.Data.Sqlite.SqliteTransaction migration = other.BeginTransaction(deferred: false);
        long began = Stopwatch.GetTimestamp();

        Assert.Equal(StoreFailure.Locked, test.SaveFails().Failure);
        Assert.InRange(Stopwatch.GetElapsedTime(began), 0.95 * 6 * timeout, TimeSpan.FromSeconds(5));

        migration.Rollback();
        Assert.Equal(481, test.Save(1));
    }

    [Needs("small disk")]
    public void One_on_a_disk_that_cannot_be_written_says_that_it_has_to_be_migrated()
    {
        using var disk = new SmallDisk(4096);
        string path = disk["performance.db"];
        File.Copy(_path, path);
        disk.SetWritable(false);
        using var test = new TestStore(path);
        using var present = new TestStore();
        present.Save(1);

        PerfStoreException trouble = Assert.Throws<PerfStoreException>(() => test.Snapshots);

        Assert.Equal(StoreFailure.ReadOnly, trouble.Failure);
        Assert.Contains($"has version 2 and has to be migrated to version {present.Store.Describe().Version}", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(StoreFailure.ReadOnly, test.SaveFails().Failure);
    }

    [Fact]
    public void Old_rows_have_the_same_identities_in_every_copy_in_the_order_of_their_numbers()
    {
        string copy = _folder["copy.db"];
        File.Copy(Fixture, copy);
        using var test = new TestStore(_path);
        using var other = new TestStore(copy);

        Assert.Equal(test.Snapshots.Select(snapshot => snapshot.Identity), other.Snapshots.Select(snapshot => snapshot.Identity));
        Assert.Equal(Enumerable.Range(1, 480).Select(id => (long)id), test.Snapshots.Select(snapshot => snapshot.Id));
        Assert.All(test.Snapshots, snapshot =>
        {
            string text = snapshot.Identity.ToString("N");
            Assert.Equal(snapshot.Timestamp.ToUnixTimeMilliseconds(), long.Parse(text.AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
            Assert.Equal(('7', true), (text[12], text[16] is '8' or '9' or 'a' or 'b'));
        });
        Assert.Equal(0, test.Store.Append([.. other.Snapshots]));
    }

    [Fact]
    public void An_older_alert_knows_between_which_commits_it_began()
    {
        using var test = new TestStore(_path);
        PerfAlert[] alerts = [.. test.Store.ReadAlerts(new AlertQuery()).Where(alert => alert.ChangeSnapshotId is not null)];

        Assert.NotEmpty(alerts);
        Assert.All(alerts, alert =>
        {
            SeriesPoint[] points = test.Store.ReadSeries(
                new HistoryQuery { Application = NameFilter.Exactly(alert.Application), Environment = NameFilter.Exactly(alert.Environment), Cold = alert.Cold, Metric = NameFilter.Exactly(alert.Metric) }, wholeHistory: true).Single().Points;
            int first = Array.FindIndex(points, point => point.SnapshotId == alert.ChangeSnapshotId);
            Assert.Equal((points[first - 1].Commit, points[first].Commit), (alert.CommitBefore, alert.CommitAfter));
            Assert.NotNull(alert.CommitAfter);
        });
    }

    [Fact]
    public void Where_a_clock_had_stepped_back_the_order_is_by_time_from_now_on()
    {
        using (Microsoft.Data.Sqlite.SqliteConnection connection = new TestStore(_path).Connect())
        using (Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand())
        {
            // The hundredth snapshot of the old store was taken a day earlier than its neighbours.
            command.CommandText = "UPDATE performance_snapshots SET timestamp = strftime('%Y-%m-%dT%H:%M:%fZ', timestamp, '-1 day') WHERE snapshot_id = 100";
            Assert.Equal(1, command.ExecuteNonQuery());
        }

        using var test = new TestStore(_path);
        PerfSnapshot late = test.Store.ReadSnapshots(new HistoryQuery { SnapshotIds = [100] }).Single();
        foreach (MetricSeries series in test.Store.ReadSeries(new HistoryQuery(), wholeHistory: true))
        {
            Assert.Equal(series.Points.OrderBy(point => point.Timestamp), series.Points);
        }

        Assert.NotEmpty(late.Measurements);
        Assert.All(late.Measurements, row => Assert.Contains(
            test.Store.ReadSeries(new HistoryQuery { Application = NameFilter.Exactly(late.Application), Environment = NameFilter.Exactly(late.Environment), Cold = late.Cold, Metric = NameFilter.Exactly(row.Metric) }, wholeHistory: true).Single().Points,
            point => point.SnapshotId == 100 && point.Value == row.Value));
    }

    private static List<string> Lines(SqliteStore store)
    {
        var estimator = new BaselineEstimator();
        var detector = new RegressionDetector();
        var lines = new List<string>();
        foreach (MetricSeries s in store.ReadSeries(new HistoryQuery { Last = 20 }))
        {
            PerfBaseline b = estimator.Estimate(s, 20)!;
            lines.Add($"baseline {Name(s)}: median {N(b.Median)} p5 {N(b.P5)} p95 {N(b.P95)} mean {N(b.Mean)} sd {N(b.StandardDeviation)} mad {N(b.Mad)} n {b.SampleCount} outliers {b.OutlierCount} confidence {N(b.Confidence)} from {b.From:O} to {b.To:O}");
        }

        foreach (PerfPolicy policy in PerfPolicy.Presets)
        {
            foreach (MetricSeries s in store.ReadSeries(new HistoryQuery { Last = policy.PointsNeeded + 1 }))
            {
                PerfVerdict v = detector.Judge(s with { Points = s.Points[..^1] }, s.Points[^1], policy);
                lines.Add($"verdict {policy.Name} {Name(s)} at {v.SnapshotId}: {v.Severity} {v.Kind} {v.Effect} value {N(v.Value)} expected {N(v.Expected)} deviation {N(v.DeviationPercent)}");
            }
        }

        foreach (PerfAlert a in store.ReadAlerts(new AlertQuery()))
        {
            lines.Add($"alert {a.Id} {a.Metric} {a.Application} {a.Environment} {Start(a.Cold)}: {a.Kind} {a.Severity} {a.State} lasts {a.Lasts} raised {a.RaisedAt:O} seen {a.LastSeenAt:O} count {a.Count} good {a.GoodSnapshots} value {N(a.Value)} expected {N(a.Expected)} deviation {N(a.DeviationPercent)} first {a.FirstSnapshotId} last {a.LastSnapshotId} change {a.ChangeSnapshotId} notes {a.Notes} by {a.DecidedBy} | {a.Message}");
        }

        foreach (PerfSnapshot s in store.ReadSnapshots(new HistoryQuery { Last = 3 }))
        {
            lines.Add($"snapshot {s.Id} {s.Timestamp:O} {s.Application} {s.Environment} {Start(s.Cold)} {s.Commit} {s.Branch} index {N(s.PerformanceIndex)}: {string.Join(" ", s.Measurements.Select(m => $"{m.Metric}={N(m.Value)}"))}");
        }

        return lines;
    }

    private static string Name(MetricSeries series) => $"{series.Metric.Id} {series.Application} {series.Environment} {Start(series.Cold)}";

    private static string Start(bool cold) => cold ? "cold" : "warm";

    private static string N(double? value) => value is { } known ? known.ToString("R", CultureInfo.InvariantCulture) : "-";
}
