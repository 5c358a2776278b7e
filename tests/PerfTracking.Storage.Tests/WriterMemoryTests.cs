using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>What a process remembers between its saves, and when it must not.</summary>
public sealed class WriterMemoryTests : IDisposable
{
    private readonly TestStore _test = new();

    [Fact]
    public void A_save_like_the_one_before_looks_nothing_up()
    {
        using var trace = new StatementTrace(_test.Path);
        WholeSave(); // Makes an unregistered metric known, which changes the catalogue.
        WholeSave();
        trace.Clear();

        WholeSave();

        Assert.DoesNotContain(trace.Statements, statement => statement.StartsWith("SELECT", StringComparison.Ordinal));
    }

    [Fact]
    public void Checkpoints_do_not_open_the_store_again()
    {
        MeasuredValue[] values = TestStore.Values([.. Enumerable.Range(0, 60).Select(i => ($"metric-{i}", (double)i))]);
        using var trace = new StatementTrace(_test.Path);
        _test.Save(values);
        long before = new FileInfo(_test.Path).Length;
        for (int i = 0; i < 250; i++)
        {
            _test.Save(values);
        }

        Assert.True(new FileInfo(_test.Path).Length > before, "there was no checkpoint, so that nothing was tested");
        Assert.Equal(1, trace.Connections);
    }

    // Windows lets nobody delete a store in use.
    [Needs("unix")]
    public void A_deleted_store_is_made_again()
    {
        _test.Save(1);
        foreach (string file in new[] { _test.Path, _test.Path + "-wal", _test.Path + "-shm" })
        {
            File.Delete(file);
        }

        _test.Save(2);

        Assert.Equal(2, Assert.Single(Assert.Single(_test.Snapshots).Measurements).Value);
    }

    // Nor replace it.
    [Needs("unix")]
    public void A_store_that_was_replaced_by_another_is_written_to()
    {
        using var other = new TestStore();
        other.Save(1);
        other.Store.Dispose();
        _test.Save(2);
        foreach (string file in new[] { _test.Path + "-wal", _test.Path + "-shm" })
        {
            File.Delete(file);
        }

        File.Move(other.Path, _test.Path, overwrite: true);

        _test.Save(3);

        Assert.Equal([1, 3], _test.Snapshots.Select(snapshot => snapshot.Measurements[0].Value).Order());
    }

    [Fact]
    public void Targets_policies_and_retention_set_by_others_count_at_once()
    {
        WholeSave();
        using (var other = new TestStore(_test.Path))
        {
            other.Store.SetTarget(TestStore.Metric("APP-001"), "", new PerfTarget(123, 10, 20));
            other.Store.WritePolicy(PerfPolicy.Tiered);
            other.Store.SetRetention(2);
        }

        using ISaveTransaction transaction = _test.Store.BeginSave();

        Assert.Equal(123, transaction.ReadCatalogue("app").Resolve(new MetricKey("APP-001", IsOperation: false)).Target?.Value);
        Assert.Equal(PerfPolicy.Tiered.Name, transaction.ReadPolicy().Name);
        Assert.False(transaction.IsRollUpDue(TestStore.Noon.Date.AddDays(3).AddTicks(-1)));
        Assert.True(transaction.IsRollUpDue(TestStore.Noon.Date.AddDays(3)));
    }

    [Fact]
    public void What_was_rolled_back_is_not_remembered()
    {
        _test.Save(1);
        using (ISaveTransaction abandoned = _test.Store.BeginSave())
        {
            abandoned.Append(TestStore.Context("other", "elsewhere", "abc", "main"), TestStore.Mark(TestStore.Noon), cold: true, TestStore.Values(("new", 1)));
        }

        _test.Save(TestStore.Values(("new", 2)), TestStore.Context("other", "elsewhere", "abc", "main"), cold: true);

        PerfSnapshot saved = Assert.Single(_test.Store.ReadSnapshots(new HistoryQuery { Application = NameFilter.Exactly("other") }));
        Assert.Equal(("elsewhere", "abc", "main"), (saved.Environment, saved.Commit, saved.Branch));
        Assert.Equal(2, Assert.Single(saved.Measurements).Value);
    }

    [Fact]
    public void The_latest_times_are_those_that_another_process_would_read()
    {
        string[] applications = ["app", "APP", "app", "other", "app", "app"];
        for (int i = 0; i < applications.Length; i++)
        {
            using (ISaveTransaction transaction = _test.Store.BeginSave())
            {
                transaction.ReadLatestTimestamps(TestStore.Context(applications[i]), 3);
                transaction.Append(TestStore.Context(applications[i]), TestStore.Mark(TestStore.Noon.AddMinutes(i)), cold: i < 2, TestStore.Values(("APP-001", i)));
                transaction.Commit();
            }

            foreach (string application in applications.Distinct())
            {
                using var other = new TestStore(_test.Path);
                DateTimeOffset[] expected;
                using (ISaveTransaction fresh = other.Store.BeginSave())
                {
                    expected = fresh.ReadLatestTimestamps(TestStore.Context(application), 3);
                }

                using ISaveTransaction own = _test.Store.BeginSave();
                Assert.Equal(expected, own.ReadLatestTimestamps(TestStore.Context(application), 3));
                own.Commit();
            }
        }
    }

    public void Dispose() => _test.Dispose();

    private void WholeSave()
    {
        using ISaveTransaction transaction = _test.Store.BeginSave();
        RunContext context = TestStore.Context(commit: "abc", branch: "main");
        transaction.ReadLatestTimestamps(context, 3);
        transaction.ReadCatalogue(context.Application);
        transaction.Append(context, TestStore.Mark(TestStore.Noon), cold: false, TestStore.Values(("APP-001", 1), ("queue", 1)));
        transaction.IsRollUpDue(TestStore.Noon);
        transaction.Commit();
    }
}
