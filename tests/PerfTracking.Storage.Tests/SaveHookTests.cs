using Microsoft.Data.Sqlite;
using PerfTracking.Analysis;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

/// <summary>What is to be sent for a save is there exactly when its snapshot is.</summary>
public sealed class SaveHookTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly MeasurementBuffer _measurements = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void What_a_hook_posts_is_there_with_the_snapshot_and_its_new_alerts()
    {
        _test.Store.SetTarget(TestStore.Metric("APP-001"), "", new PerfTarget(100));
        var hook = new Hook();

        PerfSnapshot first = Save(hook, 200), second = Save(hook, 200);

        Assert.Equal(["New Threshold", "Threshold"], [.. hook.Told.Select(static told => Assert.Single(told.Alerts)).Select(static alert => (alert.IsNew ? "New " : "") + alert.Kind)]);
        Assert.Equal([(first.Id, first.Identity), (second.Id, second.Identity)], [.. hook.Told.Select(static told => (told.Id, told.Identity))]);
        Assert.Equal([$"1 mail {first.Identity}", $"2 mail {second.Identity}"], Outbox());
    }

    [Fact]
    public void Where_the_hook_fails_neither_is_there_and_the_next_save_has_both()
    {
        var hook = new Hook { Trouble = new PerfStoreException(StoreFailure.Full, new StoreLocation("here"), "no room") };

        Assert.Throws<PerfStoreException>(() => Save(hook, 7));

        Assert.Equal((0, 0), (_test.Snapshots.Count, Outbox().Count));
        hook.Trouble = null;
        PerfSnapshot saved = Save(hook);
        Assert.Equal(7, Assert.Single(_test.Snapshots).Measurements[0].Value);
        Assert.EndsWith($"mail {saved.Identity}", Assert.Single(Outbox()), StringComparison.Ordinal);
    }

    [Needs("small disk")]
    public void Where_the_disk_is_full_before_the_commit_neither_is_there()
    {
        using var disk = new SmallDisk(1024);
        using var test = new TestStore(disk["performance.db"]);
        var hook = new Hook();
        Save(hook, 1, test);
        string filler = disk.Fill();

        // The write-ahead log reuses what it has, so that some more saves may fit.
        Assert.Equal(StoreFailure.Full, Assert.Throws<PerfStoreException>(() =>
        {
            for (int i = 0; i < 10_000; i++)
            {
                Save(hook, i, test);
            }
        }).Failure);

        File.Delete(filler);
        Assert.Equal(test.Snapshots.Count, Outbox(test).Count);
        Assert.Equal(test.Snapshots.Count + 1, hook.Told.Count);
    }

    private PerfSnapshot Save(Hook hook, double? value = null, TestStore? test = null)
    {
        if (value is { } measured)
        {
            _measurements.Add(new MetricKey("APP-001", IsOperation: false), measured);
        }

        var recorder = new SnapshotRecorder(_measurements, new NoProbe(), TimeProvider.System, new SnapshotEvaluator(new(static () => new RegressionDetector())), hook);
        return recorder.Save((test ?? _test).Store, TestStore.Context()).Snapshot;
    }

    private List<string> Outbox(TestStore? test = null)
    {
        var messages = new List<string>();
        using SqliteConnection connection = (test ?? _test).Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT message_id || ' ' || receiver || ' ' || body FROM performance_outbox ORDER BY message_id";
        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            messages.Add(rows.GetString(0));
        }

        return messages;
    }

    private sealed class Hook : ISaveHook
    {
        public List<PerfSnapshot> Told { get; } = [];

        public PerfStoreException? Trouble { get; set; }

        public void Saving(PerfSnapshot snapshot, ISaveTransaction transaction)
        {
            transaction.Post("mail", snapshot.Identity.ToString());
            if (Trouble is not null)
            {
                throw Trouble;
            }

            Told.Add(snapshot);
        }
    }

    private sealed class NoProbe : IProcessProbe
    {
        public ProcessReading Read() => default;
    }
}
