using CsCheck;
using Microsoft.Data.Sqlite;
using PerfTracking.Recording;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests;

public sealed class RetentionTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 31, 15, 0, 0, TimeSpan.Zero);
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void A_day_becomes_its_median_p5_p95_and_count()
    {
        // 1 to 20, not in order. By definition R-7: h = 19 p, so p5 = 1.95, median = 10.5, p95 = 19.05.
        for (int i = 0; i < 20; i++)
        {
            _test.Save(1 + (i * 7 % 20), Now.AddDays(-40).AddMinutes(i));
        }

        Assert.Equal(new RollUp(1, 20, 1), _test.Store.RollUp(Now));
        Assert.Equal([("2026-02-19", 10.5, 1.95, 19.05, 20)], Daily());
        Assert.Empty(_test.Snapshots);
        Assert.Equal(0L, _test.Ask("SELECT count(*) FROM performance_measurements"));
    }

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
    public void Series_are_rolled_up_apart()
    {
        foreach (double value in new double[] { 3, 1, 2 })
        {
            _test.Save(TestStore.Values(("APP-001", value)), timestamp: Now.AddDays(-40), cold: false);
            _test.Save(TestStore.Values(("APP-001", 100 * value), ("queue", 7)), timestamp: Now.AddDays(-40), cold: true);
        }

        Assert.Equal(new RollUp(1, 6, 3), _test.Store.RollUp(Now));
        Assert.Equal([2, 200, 7], Daily().Select(day => day.Median));
    }

    [Fact]
    public void A_day_that_comes_back_is_added_to_what_is_left_of_it()
    {
        // Three values around 10, then one of 50: weighted by count, (3 × 10 + 50) / 4.
        foreach (double value in new double[] { 9, 10, 11 })
        {
            _test.Save(value, Now.AddDays(-40));
        }

        _test.Store.RollUp(Now);
        _test.Save(50, Now.AddDays(-40));
        Assert.Equal(new RollUp(1, 1, 1), _test.Store.RollUp(Now));

        Assert.Equal([("2026-02-19", 20.0, 19.325, 20.675, 4)], Daily());
        Assert.Equal(default, _test.Store.RollUp(Now));
    }

    [Fact]
    public void Thirty_days_are_kept_in_full_by_whole_days()
    {
        var midnight = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        long kept = _test.Save(1, midnight);
        _test.Save(2, midnight.AddMilliseconds(-1));

        Assert.Equal(new RollUp(1, 1, 1), _test.Store.RollUp(Now));
        Assert.Equal([kept], _test.Snapshots.Select(snapshot => snapshot.Id));
        Assert.Equal("2026-02-28", Daily().Single().Day);
    }

    [Fact]
    public void The_retention_is_kept_in_the_store()
    {
        _test.Store.SetRetention(5);
        _test.Save(1, Now.AddDays(-5));
        _test.Save(2, Now.AddDays(-6));

        using var other = new TestStore(_test.Path);
        Assert.Equal(5, other.Store.Describe().RetentionDays);
        Assert.Equal(1, other.Store.RollUp(Now).Snapshots);
    }

    [Fact]
    public void A_retention_of_less_than_a_day_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _test.Store.SetRetention(0));
    }

    [Fact]
    public void Days_go_oldest_first_and_only_so_many_as_wanted()
    {
        _test.Save(1, Now.AddDays(-33));
        _test.Save(2, Now.AddDays(-35));
        _test.Save(3, Now.AddDays(-34));

        Assert.Equal(2, _test.Store.RollUp(Now, maxDays: 2).Days);
        Assert.Equal([2.0, 3], Daily().Select(day => day.Median));
        Assert.Equal(1, _test.Store.RollUp(Now).Days);
        Assert.Equal(default, _test.Store.RollUp(Now));
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
    public void Removed_snapshots_take_their_measurements_with_them_and_no_others()
    {
        long removed = _test.Save(1);
        long kept = _test.Save(2);

        Assert.Equal(1, _test.Store.RemoveSnapshots([removed, 99]));
        Assert.Equal([kept], _test.Snapshots.Select(snapshot => snapshot.Id));
        Assert.Equal(1L, _test.Ask("SELECT count(*) FROM performance_measurements"));
    }

    [Fact]
    public void The_number_of_a_removed_snapshot_is_never_used_again()
    {
        long removed = _test.Save(1);
        _test.Store.RemoveSnapshots([removed]);

        Assert.True(_test.Save(2) > removed);
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
