using System.Diagnostics;
using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>A fresh process that imports, starts, stops and saves, beside one that imports the floor and calls it twice.</summary>
internal static class FreshProcessCost
{
    private const int Runs = 31;

    public static void Measure(Workplace workplace, CostTable table)
    {
        string shell = PublishShell(workplace);
        string store = workplace.Store("fresh");
        using (Runspace module = Workplace.Open(workplace.Module))
        {
            SaveCost.Prepare(module, store, 1000);
        }

        string floor = Script(workplace, "floor", $"Import-Module '{workplace.Floor}'; Test-Nothing app_startup; Test-Nothing app_startup");
        string begin = $"Import-Module '{workplace.Module}'; Start-PerfOperation app_startup; Stop-PerfOperation app_startup; ";
        string plain = Script(workplace, "plain", begin + $"$null = Save-PerfBaseline bench -Store '{store}' -NoEvaluation -WarningAction Ignore");
        string judged = Script(workplace, "judged", begin + $"$null = Save-PerfBaseline bench -Store '{store}' -WarningAction Ignore");
        string import = Script(workplace, "import", $"Import-Module '{workplace.Module}'");
        double[][] times = [new double[Runs], new double[Runs], new double[Runs], new double[Runs]];
        string[] scripts = [floor, plain, judged, import];
        Array.ForEach(scripts, script => Start(shell, script));
        for (int run = 0; run < Runs; run++)
        {
            for (int i = 0; i < scripts.Length; i++)
            {
                times[i][run] = Start(shell, scripts[i]);
            }
        }

        double[] medians = Array.ConvertAll(times, Rounds.Median);
        table.Add("fresh process: import + start + stop + save, not judged", $"import of one cmdlet, two calls: {medians[0]:0} ms", $"{medians[1]:0} ms", More(medians[1] - medians[0]), "+ 120 ms", "+ 50 ms");
        table.Add("the same, judged", $"not judged: {medians[1]:0} ms", $"{medians[2]:0} ms", More(medians[2] - medians[1]), "+ 30 ms", "");
        table.Add("import alone", $"{medians[0]:0} ms", $"{medians[3]:0} ms", More(medians[3] - medians[0]), "", "");
    }

    private static string More(double ms) => $"{(ms < 0 ? "−" : "+")} {Math.Abs(ms):0} ms";

    // The engine's package is not compiled ahead, pwsh's own engine is: the published shell compiles it, and is what a
    // scheduled task would meet.
    private static string PublishShell(Workplace workplace)
    {
        string folder = Path.Combine(workplace.Folder, "shell");
        using var publish = Process.Start(new ProcessStartInfo("dotnet", ["publish", Path.Combine(workplace.Root, "src", "PerfTracking.Shell"), "-c", "Release", "-v", "q", "-o", folder]) { RedirectStandardOutput = true })!;
        publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        return publish.ExitCode == 0 ? Path.Combine(folder, "PerfTracking.Shell.dll") : throw new InvalidOperationException("The shell could not be published.");
    }

    private static string Script(Workplace workplace, string name, string text)
    {
        string path = Path.Combine(workplace.Folder, name + ".ps1");
        File.WriteAllText(path, text);
        return path;
    }

    private static double Start(string shell, string script)
    {
        long began = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo("dotnet", [shell, "-NoImport", "-File", script]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 && errors.Length == 0
            ? Stopwatch.GetElapsedTime(began).TotalMilliseconds
            : throw new InvalidOperationException($"{script} exited with {process.ExitCode}: {errors}");
    }
}
