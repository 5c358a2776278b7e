namespace PerfTracking.Storage.Tests;

public sealed class ReadableViewTests : IDisposable
{
    private const string LatestRow = "SELECT * FROM performance_baselines ORDER BY timestamp DESC LIMIT 1";
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Needs("sqlite3")]
    public void The_sqlite3_program_answers_with_the_latest_snapshot()
    {
        _test.Save(1, TestStore.Noon);
        long latest = _test.Save(
            TestStore.Values(("APP-001", 412.5), ("VAL-003", 0.75), ("MEM-002", 64), ("queue", 3)),
            TestStore.Context("shop", "lab", "abc123", "main", new Dictionary<string, string> { ["ring"] = "canary" }),
            TestStore.Noon.AddHours(1));

        string[] lines = Tool.Run("sqlite3", "-header", "-nullvalue", "-", _test.Path, LatestRow).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(2, lines.Length);
        var row = lines[0].Split('|').Zip(lines[1].Split('|')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal("2026-03-01T13:00:00.000Z", row["timestamp"]);
        Assert.Equal(
            ($"{latest}", "shop", "lab", "0", "abc123", "main", """{"ring":"canary"}"""),
            (row["snapshot_id"], row["application"], row["environment"], row["cold"], row["git_commit"], row["git_branch"], row["tags"]));
        Assert.Equal(("412.5", "0.75", "64.0", "-"), (row["startup_time_ms"], row["rule_cache_hit_rate"], row["managed_memory_mb"], row["api_call_time_ms"]));
        Assert.Equal(
            Metrics.BuiltInMetrics.All.Where(metric => metric.Kind == Metrics.MetricKind.Core).Select(metric => metric.Name),
            row.Keys.Where(column => Metrics.MetricCatalogue.BuiltIn.Find(column) is not null));
    }

    [Needs("sqlite3")]
    public void It_answers_while_the_store_is_in_use()
    {
        _test.Save(1);
        using (_test.Store.BeginSave())
        {
            Assert.Contains("app", Tool.Run("sqlite3", _test.Path, LatestRow), StringComparison.Ordinal);
        }
    }

    [Needs("sqlite3")]
    public void The_program_finds_the_store_sound()
    {
        _test.Save(1);

        Assert.Equal("ok\n", Tool.Run("sqlite3", _test.Path, "PRAGMA integrity_check"));
    }
}
