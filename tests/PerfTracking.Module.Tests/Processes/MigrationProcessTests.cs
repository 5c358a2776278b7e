using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>A store that version 0.1.0 wrote, under an update that eight scripts notice at once.</summary>
[Collection(SharedEngine.Name)]
public sealed class MigrationProcessTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Needs("sqlite3")]
    public async Task Eight_processes_migrate_it_once_lose_nothing_and_read_every_verdict_as_one_would()
    {
        string alone = Copy("alone.db"), shared = Copy("shared.db"), begin = _session["begin"];
        string[] expected = Answers(alone);
        Assert.True(expected.Length > 480, $"{expected.Length} answers");
        Assert.Contains(expected, line => line.StartsWith('#'));
        string script =
            $$"""
            Add-PerfMeasurement APP-001 5
            [IO.File]::WriteAllText("{{begin}}.$PID", '')
            while (@([IO.Directory]::GetFiles('{{Path.GetDirectoryName(begin)}}', 'begin.*')).Count -lt 8) { [Threading.Thread]::Sleep(1) }
            (Save-PerfBaseline migration -Environment here -WarningAction Ignore).Id
            """;

        ShellResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ShellRun.Script(script, shared)));

        Assert.All(results, result => Assert.Equal((0, "", 1), (result.ExitCode, result.ErrorText, result.Lines.Length)));
        Assert.Equal(Enumerable.Range(481, 8).Select(id => $"{id}"), results.SelectMany(result => result.Lines).Order(StringComparer.Ordinal));
        Assert.Equal(expected, Answers(shared));
        Assert.Equal(["True"], _session.Lines($"Test-PerfStore -Store '{shared}'"));
        Assert.Equal("", Tool.Run("sqlite3", shared, "PRAGMA foreign_key_check"));
    }

    // Its days are older than a store keeps in full by itself.
    private string Copy(string name)
    {
        string path = _session[name];
        File.Copy(Built.OlderStore, path);
        File.SetAttributes(path, FileAttributes.Normal);
        Tool.Run("sqlite3", path, "INSERT OR REPLACE INTO performance_settings (name, value) VALUES ('retention_days', '36500')");
        return path;
    }

    private string[] Answers(string store) => _session.Lines(
        $$"""
        $old = @{ Store = '{{store}}'; Application = 'report', 'shop' }
        & {
            Get-PerfMeasurement @old
            Get-PerfBaseline @old
            Get-PerfRegression @old -All -IncludeAccepted -Policy Calibrated
            Get-PerfRegression @old -All -IncludeAccepted -Policy Tiered
            Get-PerfAlert @old -All
        } | ForEach-Object { "$_ | $($_.Id) $($_.SnapshotId) $($_.Timestamp.Ticks) $($_.Value) $($_.Median) $($_.P95) $($_.Expected) $($_.State) $($_.Kind) $($_.Count)" }
        """);
}
