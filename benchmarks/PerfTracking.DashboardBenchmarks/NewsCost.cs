using System.Diagnostics;
using System.Globalization;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>How long it takes from a save in another process until an open page is told, and until it has the new content.</summary>
internal static class NewsCost
{
    private const int Saves = 15;
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    public static async Task Measure(Workplace workplace, DashboardStores stores, CostTable table)
    {
        string script = Path.Combine(workplace.Folder, "save-when-told.ps1");
        await File.WriteAllTextAsync(
            script,
            $$"""
            Import-Module '{{workplace.Module}}'
            while ([Console]::ReadLine()) { {{SaveCost.Measure21}} $null = Save-PerfBaseline bench -Store '{{stores.Small}}' -WarningAction Ignore; [Console]::WriteLine('saved') }
            """);
        using RunningDashboard dashboard = stores.Start(stores.Small);
        using var saving = Process.Start(new ProcessStartInfo(workplace.Pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await Save(saving);
        double[] told = new double[Saves], shown = new double[Saves];
        var random = new Random(1);
        for (int i = 0; i < Saves; i++)
        {
            string live = RunningDashboard.LiveAddress(await dashboard.Page(""));
            long saved = 0;

            // The save falls anywhere between two questions of the browser.
            var save = Task.Run(async () =>
            {
                await Task.Delay(Retry * random.NextDouble());
                await Save(saving);
                saved = Stopwatch.GetTimestamp();
            });
            while (!await IsNews(dashboard, live))
            {
                await Task.Delay(Retry);
            }

            long heard = Stopwatch.GetTimestamp();
            await dashboard.Time("");
            long has = Stopwatch.GetTimestamp();
            await save;
            told[i] = Stopwatch.GetElapsedTime(Math.Min(saved, heard), heard).TotalSeconds;
            shown[i] = Stopwatch.GetElapsedTime(Math.Min(saved, has), has).TotalSeconds;
        }

        saving.StandardInput.Close();
        await saving.WaitForExitAsync();
        table.Add(
            "from a save in another process until an open page has it, longest of " + Saves.ToString(CultureInfo.InvariantCulture),
            $"told after {told.Max():0.00} s",
            $"{shown.Max():0.00} s (median {Rounds.Median(shown):0.00})",
            "",
            "2 s",
            "");
    }

    private static async Task Save(Process saving)
    {
        await saving.StandardInput.WriteLineAsync("save");
        await saving.StandardInput.FlushAsync();
        if (await saving.StandardOutput.ReadLineAsync() != "saved")
        {
            throw new InvalidOperationException("The process that saves has ended.");
        }
    }

    private static async Task<bool> IsNews(RunningDashboard dashboard, string live) => (await dashboard.Page(live)).Contains("data: ", StringComparison.Ordinal);
}
