using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>A command that asks several questions opens the store once, sees what others do meanwhile, and holds nothing when it ends.</summary>
public sealed class KeptReaderTests : IDisposable
{
    private readonly TestStore _test = new();

    public KeptReaderTests()
    {
        _test.Save(1);
        _test.Store.Dispose();
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Questions_in_a_row_open_the_store_once_and_without_that_once_each()
    {
        using var trace = new StatementTrace(_test.Path);
        using (_test.Store.KeepReading())
        {
            Ask();
            Ask();
            _ = _test.Store.ReadSnapshots(new HistoryQuery()).First(); // Whoever has seen enough gives it back too.
            Assert.Single(_test.Store.ReadThinned(new HistoryQuery(), columns: 10, window: 5));
            _ = _test.Store.ReadThinned(new HistoryQuery(), columns: 10, window: 5).First();
            Ask();
        }

        Assert.Equal(1, trace.Connections);

        Ask();
        Ask();

        Assert.Equal(3, trace.Connections);
    }

    [Fact]
    public void A_question_inside_another_has_a_connection_of_its_own()
    {
        using var trace = new StatementTrace(_test.Path);
        using IDisposable keep = _test.Store.KeepReading();

        Assert.Equal(1, _test.Store.ReadSnapshots(new HistoryQuery()).Count(snapshot => _test.Store.ReadSnapshots(new HistoryQuery { SnapshotIds = [snapshot.Id] }).Any()));
        Assert.Equal(2, trace.Connections);
    }

    [Fact]
    public void What_others_save_meanwhile_is_seen()
    {
        using var other = new TestStore(_test.Path);
        using IDisposable keep = _test.Store.KeepReading();
        Ask();

        other.Save(2);

        Assert.Equal(2, _test.Snapshots.Count);
    }

    [Needs("unix")]
    public void A_store_that_another_one_took_the_place_of_is_read_in_its_new_place()
    {
        using var other = new TestStore();
        other.Save(10);
        other.Save(20);
        other.Store.Dispose();
        using IDisposable keep = _test.Store.KeepReading();
        Ask();

        File.Move(other.Path, _test.Path, overwrite: true);

        Assert.Equal([10.0, 20], _test.Snapshots.Select(static snapshot => snapshot.Measurements[0].Value));
    }

    [Needs("unix")]
    public void Nothing_is_held_when_the_last_of_several_ends()
    {
        IDisposable one = _test.Store.KeepReading(), other = _test.Store.KeepReading();
        Ask();
        one.Dispose();
        one.Dispose();

        Assert.True(IsHeld());

        other.Dispose();

        Assert.False(IsHeld());
    }

    private void Ask() => Assert.NotEmpty(_test.Snapshots);

    // The file of the log is there for as long as somebody has the store open.
    private bool IsHeld() => File.Exists(_test.Path + "-wal");
}
