using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Failures;

public sealed class LockTests : IDisposable
{
    private readonly TestStore _test = new(lockTimeout: TimeSpan.FromMilliseconds(100));

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_store_that_another_process_keeps_locked_is_locked_after_the_timeout_and_not_before()
    {
        _test.Save(1);
        using SqliteConnection other = Lock();
        long began = Stopwatch.GetTimestamp();

        Assert.Equal(StoreFailure.Locked, _test.SaveFails().Failure);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromMilliseconds(95), TimeSpan.FromSeconds(5));

        Execute(other, "COMMIT");
        _test.Save(2);
        Assert.Equal(2, _test.Snapshots.Count);
    }

    [Fact]
    public void A_locked_store_can_be_read()
    {
        _test.Save(1);
        using SqliteConnection other = Lock();

        Assert.Single(_test.Snapshots);
    }

    [Fact]
    public void A_new_store_that_another_process_has_locked_is_locked()
    {
        using SqliteConnection other = Lock();

        Assert.Equal(StoreFailure.Locked, _test.SaveFails().Failure);
    }

    [Fact]
    public async Task A_lock_that_ends_within_the_timeout_is_waited_for()
    {
        using var patient = new TestStore(_test.Path, TimeSpan.FromSeconds(30));
        patient.Save(1);
        using SqliteConnection other = Lock();
        Task<long> save = Task.Run(() => patient.Save(2));
        Execute(other, "COMMIT");

        Assert.Equal(2, await save.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_change_of_targets_is_told_that_the_store_is_locked()
    {
        _test.Save(1);
        using SqliteConnection other = Lock();

        PerfStoreException failure = Assert.Throws<PerfStoreException>(() => _test.Store.SetTarget(TestStore.Metric("APP-001"), "", new Metrics.PerfTarget(1)));
        Assert.Equal(StoreFailure.Locked, failure.Failure);
        Assert.EndsWith("(SQLite: database is locked, code 5)", failure.Message, StringComparison.Ordinal);
    }

    private SqliteConnection Lock()
    {
        SqliteConnection connection = _test.Connect();
        Execute(connection, "BEGIN EXCLUSIVE");
        return connection;
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
