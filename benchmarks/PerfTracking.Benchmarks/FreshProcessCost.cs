using System.Diagnostics;
using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>A fresh pwsh that imports, starts, stops and saves, beside one that imports the floor and calls it twice.</summary>
internal static class FreshProcessCost
{
    private const int Runs = 31;

    public static void Measure(Workplace workplace, CostTable table)
    {
        string store = workplace.Store("fresh");
        using (Runspace module = Workplace.Open(workplace.Module))
        {
            SaveCost.Prepare(module, store, 1000);
        }

        string import = $"Import-Module '{workplace.Module}'";
        string begin = $"{import}; Start-PerfOperation app_startup; Stop-PerfOperation app_startup; $null = Save-PerfBaseline bench -Store '{store}' -WarningAction Ignore";
        string[] scripts =
        [
            Script(workplace, "empty", ""),
            Script(workplace, "floor", $"Import-Module '{workplace.Floor}'; Test-Nothing app_startup; Test-Nothing app_startup"),
            Script(workplace, "import", import),
            Script(workplace, "plain", $"{begin} -NoEvaluation"),
            Script(workplace, "judged", begin),
        ];
        Array.ForEach(scripts, script => Start(workplace.Pwsh, script));
        double[][] times = Array.ConvertAll(scripts, _ => new double[Runs]);
        for (int run = 0; run < Runs; run++)
        {
            for (int turn = 0; turn < scripts.Length; turn++)
            {
                // Each arm stands in each place of the order.
                int arm = (run + turn) % scripts.Length;
                times[arm][run] = Start(workplace.Pwsh, scripts[arm]);
            }
        }

        double[] plainRatios = Ratios(times[3], times[1]), importRatios = Ratios(times[2], times[1]), judgedDifferences = [.. times[4].Zip(times[3], static (judged, plain) => judged - plain)];
        double[] medians = Array.ConvertAll(times, Rounds.Median);
        string floor = $"import of one cmdlet, two calls: {medians[1]:0} ms (an empty script: {medians[0]:0})";
        table.Add("fresh pwsh: import + start + stop + save, not judged", floor, $"{medians[3]:0} ms", $"{Rounds.Median(plainRatios):0.00} ×", "1.12 ×", "1.08 ×");
        table.Add("the same, judged", $"not judged, turn by turn: {medians[3]:0} ms", $"{medians[4]:0} ms", More(Rounds.Median(judgedDifferences)), "+ 30 ms", "");
        table.Add("import alone", $"{medians[1]:0} ms", $"{medians[2]:0} ms", $"{Rounds.Median(importRatios):0.00} ×", "", "");
    }

    private static string More(double ms) => $"{(ms < 0 ? "−" : "+")} {Math.Abs(ms):0} ms";

    private static double[] Ratios(double[] measured, double[] floor) => [.. measured.Zip(floor, static (ours, least) => ours / least)];

    private static string Script(Workplace workplace, string name, string text)
    {
        string path = Path.Combine(workplace.Folder, name + ".ps1");
        File.WriteAllText(path, text);
        return path;
    }

    private static double Start(string pwsh, string script)
    {
        var start = new ProcessStartInfo(pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", script]) { RedirectStandardError = true };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        start.Environment["POWERSHELL_UPDATECHECK"] = "Off";
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && errors.Length == 0
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{script} exited with {process.ExitCode}: {errors}");
    }
}
