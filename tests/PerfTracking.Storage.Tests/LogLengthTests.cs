using Microsoft.Data.Sqlite;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

/// <summary>Who opens a store that nobody has open reads its whole write-ahead log, so that scripts of one save keep it short.</summary>
public sealed class LogLengthTests : IDisposable
{
    private const int PageBytes = 2048, FrameBytes = PageBytes + 24;

    private readonly TestStore _test = new();

    // The last one that closes a store folds its log in, where processes that just end leave it: this one is never the last.
    private readonly SqliteConnection _somebody;

    public LogLengthTests()
    {
        _test.Save(1);
        _somebody = _test.Connect();
        using SqliteCommand read = _somebody.CreateCommand();
        read.CommandText = "SELECT count(*) FROM sqlite_master";
        read.ExecuteScalar();
    }

    private long Frames => new FileInfo(_test.Path + "-wal").Length / FrameBytes;

    public void Dispose()
    {
        _somebody.Dispose();
        _test.Dispose();
    }

    [Fact]
    public void Scripts_that_save_once_keep_the_log_at_a_quarter_of_what_SQLite_lets_it_grow_to()
    {
        for (int script = 0; script < 60; script++)
        {
            using var fresh = new TestStore(_test.Path);
            SaveAll(fresh, script);
        }

        // 256 pages, and what one save writes over them.
        Assert.InRange(Frames, 200, 330);
        Assert.Equal(61L, _test.Ask("SELECT count(*) FROM performance_snapshots"));
    }

    [Fact]
    public void A_script_that_saves_in_a_loop_folds_it_in_as_seldom_as_SQLite_does()
    {
        for (int save = 0; save < 150; save++)
        {
            SaveAll(_test, save);
        }

        Assert.InRange(Frames, 900, 1100);
    }

    private static void SaveAll(TestStore store, int number) =>
        store.Save([.. BuiltInMetrics.All.Select(static metric => new MeasuredValue(metric, AggregatedValue.OfOne(1)))], timestamp: TestStore.Noon.AddMinutes(number + 1));
}
