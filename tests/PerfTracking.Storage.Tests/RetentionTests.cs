using CsCheck;
using Microsoft.Data.Sqlite;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Statistics;

namespace PerfTracking.Storage.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 15, 0, 0, TimeSpan.Zero);
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Quantiles_made_in_SQL_are_those_of_Core()
    {
        // SQLite has no quantile of its own, and a year of values is not to be read for one row a day.
        var day = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Gen.Double[-1e6, 1e6].Array[1, 60].Sample(
            values =>
            {
                day = day.AddDays(1);
                using (ISaveTransaction transaction = _test.Store.BeginSave())
                {
                    foreach (double value in values)
                    {
                        transaction.Append(TestStore.Context(), TestStore.Mark(day), cold: false, TestStore.Values(("APP-001", value)));
                    }

                    transaction.Commit();
                }

                _test.Store.RollUp(day.AddDays(40));
                var row = Daily().Last();
                Array.Sort(values);
                Assert.Equal(values.Length, row.Count);
                Assert.Equal(Quantiles.Median(values), row.Median, 1e-9 * Scale(values));
                Assert.Equal(Quantiles.Of(values, 0.05), row.P5, 1e-9 * Scale(values));
                Assert.Equal(Quantiles.Of(values, 0.95), row.P95, 1e-9 * Scale(values));
            },
            iter: 50,
            threads: 1);

        static double Scale(double[] values) => 1 + values.Max(Math.Abs);
    }

    [Fact]
    public void Space_is_given_back()
    {
        for (int i = 0; i < 500; i++)
        {
            _test.Save(TestStore.Values(("APP-001", i), ("a", i), ("b", i), ("c", i)), timestamp: Now.AddDays(-40).AddSeconds(i));
        }

        _test.Store.Compact();
        long before = _test.Store.Describe().SizeBytes;
        _test.Store.RollUp(Now);
        _test.Store.Compact();

        Assert.True(_test.Store.Describe().SizeBytes < before);
        Assert.Empty(_test.Store.FindDefects());
    }

    [Fact]
    public void Sessions_and_commits_go_with_their_last_snapshot_and_come_back_with_the_next()
    {
        using var other = new TestStore(_test.Path);
        RunContext kept = TestStore.Context(commit: "kept"), gone = TestStore.Context(commit: "gone", branch: "main") with { SessionId = Guid.NewGuid() };
        other.Save(TestStore.Values(("APP-001", 1)), kept, Now);
        other.Save(TestStore.Values(("APP-001", 2)), gone, Now.AddDays(-40));

        _test.Store.RollUp(Now);
        _test.Store.Compact();

        Assert.Equal((1L, 1L), (_test.Ask("SELECT count(*) FROM performance_sessions"), _test.Ask("SELECT count(*) FROM performance_revisions")));
        other.Save(TestStore.Values(("APP-001", 3)), gone, Now.AddMinutes(1));
        Assert.Equal([(kept.SessionId, "kept"), (gone.SessionId, "gone")], _test.Snapshots.Select(snapshot => (snapshot.SessionId, snapshot.Commit)));
        Assert.Equal(["main"], _test.Store.ReadBranches());
    }

    private List<(string Day, double Median, double P5, double P95, int Count)> Daily()
    {
        var rows = new List<(string, double, double, double, int)>();
        using SqliteConnection connection = _test.Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT day, round(median, 9), round(p5, 9), round(p95, 9), sample_count FROM performance_daily ORDER BY day, series_id";
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetDouble(1), reader.GetDouble(2), reader.GetDouble(3), reader.GetInt32(4)));
        }

        return rows;
    }
}
