using System.Diagnostics;
using System.Globalization;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>What a save returned is in the store, whatever happens next and whoever else saves.</summary>
[Collection(SharedEngine.Name)]
public sealed class NothingLostTests : IDisposable
{
    private const int KilledProcesses = 50;

    private readonly ModuleSession _session = new();

    private string Store => _session["shared.db"];

    public void Dispose() => _session.Dispose();

    [Fact]
    public async Task Eight_processes_save_a_hundred_times_each_into_one_new_store()
    {
        const string script =
            """
            foreach ($i in 1..100) { Start-PerfOperation app_startup; Stop-PerfOperation app_startup; (Save-PerfBaseline -Application "app$PID" -WarningAction Ignore).Id }
            """;

        ShellResult[] results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ShellRun.Script(script, Store)));

        Assert.All(results, result => Assert.Equal((0, "", 100), (result.ExitCode, result.ErrorText, result.Lines.Length)));
        Assert.Equal(Enumerable.Range(1, 800).Select(id => (long)id), results.SelectMany(result => result.Lines).Select(Number).Order());
        Assert.Equal(["800", "800", "True"], _session.Lines($"@(Get-PerfSnapshot -Store '{Store}').Count; @(Get-PerfMeasurement APP-001 -Store '{Store}').Count; Test-PerfStore -Store '{Store}'"));
    }

    [Fact]
    public async Task Fifty_processes_killed_in_the_middle_of_saving_lose_no_save_that_returned()
    {
        const string script = "while ($true) { Add-PerfMeasurement APP-001 5; [Console]::Out.WriteLine((Save-PerfBaseline app -WarningAction Ignore).Id); [Console]::Out.Flush() }";
        var returned = new List<long>();

        await Parallel.ForAsync(0, KilledProcesses, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (index, stop) =>
        {
            List<long> own = await KillAfterSomeSaves(script, _session[$"loop{index}.ps1"], saves: 1 + (index * 7 % 23), stop);
            lock (returned)
            {
                returned.AddRange(own);
            }
        });

        long[] stored = [.. _session.Lines($"(Get-PerfSnapshot -Store '{Store}').Id").Select(Number)];
        Assert.True(returned.Count >= KilledProcesses);
        Assert.Empty(returned.Except(stored));
        Assert.Equal(returned.Count, returned.Distinct().Count());

        // At most the one save of each process that was under way when it was killed.
        Assert.InRange(stored.Length, returned.Count, returned.Count + KilledProcesses);
        Assert.Equal(["True"], _session.Lines($"Test-PerfStore -Store '{Store}'"));
        if (Tool.Exists("sqlite3"))
        {
            Assert.Equal("ok\n", Tool.Run("sqlite3", Store, "PRAGMA integrity_check"));
        }
    }

    private static long Number(string line) => long.Parse(line, CultureInfo.InvariantCulture);

    private async Task<List<long>> KillAfterSomeSaves(string script, string path, int saves, CancellationToken stop)
    {
        using Process process = ShellRun.Start(path, script, Store);
        Task<string> error = process.StandardError.ReadToEndAsync(stop);
        var returned = new List<long>();
        while (await process.StandardOutput.ReadLineAsync(stop).AsTask().WaitAsync(ShellRun.Patience, stop) is { } line)
        {
            // The last line may be half a number where the process died in the middle of writing it.
            if (long.TryParse(line, CultureInfo.InvariantCulture, out long id))
            {
                returned.Add(id);
            }

            if (returned.Count == saves)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(stop);
        Assert.Equal("", await error);
        return returned;
    }
}
