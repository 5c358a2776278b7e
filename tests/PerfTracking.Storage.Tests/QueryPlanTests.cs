using Microsoft.Data.Sqlite;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

/// <summary>The plans of the statements that the store really runs: none may grow with the age of the store.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly TestStore _test = new();

    public QueryPlanTests()
    {
        for (int i = 0; i < 50; i++)
        {
            _test.Save(TestStore.Values(("APP-001", i), ("queue", i)), TestStore.Context($"app{i % 3}"), TestStore.Noon.AddMinutes(i), cold: i % 2 == 0);
        }
    }

    public void Dispose() => _test.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_latest_window_is_a_search_of_the_clustered_key(bool analyzed)
    {
        AnalyzeIf(analyzed);
        string[] plan = PlanOf(() => _ = _test.Store.ReadSeries(new HistoryQuery { Last = 20 }).ToArray());

        Assert.Contains(plan, step => step.StartsWith("SEARCH m USING PRIMARY KEY (series_id=?", StringComparison.Ordinal));
        AssertNothingLargeIsScanned(plan);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_save_scans_nothing_large(bool analyzed)
    {
        AnalyzeIf(analyzed);
        string[] plan = PlanOf(() =>
        {
            using var fresh = new TestStore(_test.Path);
            using ISaveTransaction transaction = fresh.Store.BeginSave();
            transaction.ReadLatestTimestamps(TestStore.Context("app1"), 3);
            transaction.ReadCatalogue("app1");
            transaction.ReadPreviousCost(TestStore.Context("app1"), cold: false);
            transaction.Append(TestStore.Context("app1"), TestStore.Mark(TestStore.Noon), cold: false, TestStore.Values(("APP-001", 1), ("queue", 1)));
            transaction.Commit();
            transaction.RecordCost(1);
        });

        AssertNothingLargeIsScanned(plan);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_latest_snapshots_and_measurements_scan_nothing_large(bool analyzed)
    {
        AnalyzeIf(analyzed);
        string[] plan = PlanOf(() =>
        {
            _ = _test.Store.ReadMeasurements(new HistoryQuery { Last = 5 }).ToArray();
            _ = _test.Store.ReadSnapshots(new HistoryQuery { SnapshotIds = [3, 4] }).ToArray();
            _test.Store.RemoveSnapshots([5]);
        });

        AssertNothingLargeIsScanned(plan);
    }

    [Fact]
    public void Reading_every_group_costs_what_one_costs_for_each_of_them()
    {
        long twenty = StepsOf(groups: 20), forty = StepsOf(groups: 40);

        Assert.InRange(forty, twenty, 2.1 * twenty);
    }

    [Fact]
    public void What_was_measured_last_in_one_application_costs_the_same_however_many_there_are()
    {
        Assert.Equal(StepsOfOne(groups: 20), StepsOfOne(groups: 200));
    }

    [Fact]
    public void Metrics_that_each_application_has_of_its_own_are_read_once_for_all()
    {
        long twenty = StepsOf(groups: 20, hasOwnMetric: true), forty = StepsOf(groups: 40, hasOwnMetric: true);

        Assert.InRange(forty, twenty, 2.1 * twenty);
    }

    [Fact]
    public void The_last_snapshots_of_all_are_found_by_their_time()
    {
        AssertNothingLargeIsScanned(PlanOf(() => _ = _test.Store.ReadSnapshots(new HistoryQuery { Last = 3 }).ToArray()));

        Assert.InRange(StepsOfLast(groups: 200), 1, 2 * StepsOfLast(groups: 100));
    }

    [Fact]
    public void The_readable_view_searches_each_value_by_key()
    {
        string[] plan = Explain("SELECT * FROM performance_baselines ORDER BY timestamp DESC LIMIT 1");

        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN m", StringComparison.Ordinal) || step.Contains("TEMP B-TREE", StringComparison.Ordinal));
    }

    private static void AssertNothingLargeIsScanned(string[] plan)
    {
        Assert.NotEmpty(plan);
        Assert.DoesNotContain(plan, step => step is "SCAN m" or "SCAN n" or "SCAN performance_measurements" or "SCAN performance_snapshots");
    }

    private void AnalyzeIf(bool analyzed)
    {
        if (analyzed)
        {
            _test.Store.Compact();
        }
    }

    private string[] PlanOf(Action work)
    {
        string[] statements;
        using (var trace = new StatementTrace(_test.Path))
        {
            work();
            statements = [.. trace.Statements];
        }

        return [.. statements.SelectMany(Explain)];
    }

    // The statement finds the group by the snapshot; the metrics are the store's, and are the same here.
    private static long StepsOfOne(int groups)
    {
        using TestStore test = Filled(groups);
        using var trace = new StatementTrace(test.Path);
        Assert.Equal(2, test.Store.ReadSeries(new HistoryQuery { EachUpTo = [7], Last = 20 }).Count());
        Assert.Equal(2, test.Store.ReadSampled(new HistoryQuery { EachUpTo = [7], Within = TimeSpan.FromDays(7) }, 4, 4).Count());
        return trace.Steps;
    }

    private static long StepsOfLast(int groups)
    {
        using TestStore test = Filled(groups);
        using var trace = new StatementTrace(test.Path);
        Assert.Equal(3, test.Store.ReadSnapshots(new HistoryQuery { Last = 3 }).Count());
        return trace.Steps;
    }

    private static TestStore Filled(int groups, bool hasOwnMetric = false)
    {
        var test = new TestStore();
        for (int i = 0; i < groups; i++)
        {
            test.Save(TestStore.Values(("APP-001", i), (hasOwnMetric ? $"queue{i}" : "queue", i)), TestStore.Context($"app{i}"));
        }

        return test;
    }

    private static long StepsOf(int groups, bool hasOwnMetric = false)
    {
        using TestStore test = Filled(groups, hasOwnMetric);
        using var trace = new StatementTrace(test.Path);
        Assert.Equal(2 * groups, test.Store.ReadSeries(new HistoryQuery { Last = 20 }).Count());
        Assert.Equal(2 * groups, test.Store.ReadMeasurements(new HistoryQuery { Last = 20 }).Count());
        return trace.Steps;
    }

    private string[] Explain(string statement)
    {
        if (statement.StartsWith("PRAGMA", StringComparison.OrdinalIgnoreCase) || statement.StartsWith("--", StringComparison.Ordinal))
        {
            return [];
        }

        using SqliteConnection connection = _test.Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
        using SqliteDataReader reader = command.ExecuteReader();
        var steps = new List<string>();
        while (reader.Read())
        {
            steps.Add(reader.GetString(3));
        }

        // A co-routine is a subquery with a limit of its own: scanning it reads no more than that.
        return [.. steps.Where(step => !step.StartsWith("SCAN ", StringComparison.Ordinal) || !steps.Contains($"CO-ROUTINE {step[5..]}"))];
    }
}
