using System.Diagnostics;
using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;

namespace PerfTracking.DashboardBenchmarks;

/// <summary>What the dashboard and its pages cost those who never start it: a part of the import, and room on the disk.</summary>
internal static class ModuleShare
{
    private const int Turns = 41;

    // What only pages are made with. PerfTracking.Pages brings the chart library.
    private static readonly string[] Own = ["PerfTracking.Pages.dll", "Microsoft.AspNetCore.*.dll", "Microsoft.Extensions.*.dll", "Microsoft.JSInterop.dll", "System.IO.Pipelines.dll"];
    private static readonly string[] Commands = ["Get-PerfDashboard", "Start-PerfDashboard", "Stop-PerfDashboard", "Export-PerfReport"];

    public static async Task Measure(Workplace workplace, CostTable table)
    {
        string whole = Path.GetDirectoryName(workplace.Module)!, without = Path.Combine(workplace.Folder, "without", "PerfTracking");
        Copy(whole, without);
        FileInfo[] own =
        [
            .. Own.SelectMany(pattern => new DirectoryInfo(Path.Combine(without, "lib")).GetFiles(pattern)),
            .. new DirectoryInfo(Path.Combine(without, "dashboard")).GetFiles(),
        ];
        double megabytes = own.Sum(static file => file.Length) / 1e6;
        Array.ForEach(own, static file => file.Delete());
        string manifest = Path.Combine(without, "PerfTracking.psd1");
        string text = await File.ReadAllTextAsync(manifest);
        await File.WriteAllTextAsync(manifest, Commands.Aggregate(text, static (left, command) => Regex.Replace(left, $@"\s*'{command}',", "")));

        var differences = new double[Turns];
        string[] scripts = [await Script(workplace, "import-without", manifest), await Script(workplace, "import-whole", workplace.Module)];
        Array.ForEach(scripts, script => Import(workplace.Pwsh, script));
        for (int turn = 0; turn < Turns; turn++)
        {
            // Who is first takes turns as well.
            int first = turn % 2;
            double[] times = new double[2];
            times[first] = Import(workplace.Pwsh, scripts[first]);
            times[1 - first] = Import(workplace.Pwsh, scripts[1 - first]);
            differences[turn] = times[1] - times[0];
        }

        table.Add("import of the module", "without the dashboard's commands and files", "", $"{Rounds.Median(differences):+0.0;−0.0} ms", "+ 1 ms", "");
        table.Add("size on disk of dashboard and pages", "", $"{megabytes:0.0} MB", "", "8 MB", "");
    }

    private static async Task<string> Script(Workplace workplace, string name, string manifest)
    {
        string path = Path.Combine(workplace.Folder, name + ".ps1");
        await File.WriteAllTextAsync(path, $"$watch = [Diagnostics.Stopwatch]::StartNew(); Import-Module '{manifest}'; [Console]::Write($watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))");
        return path;
    }

    private static double Import(string pwsh, string script)
    {
        using Process process = Process.Start(new ProcessStartInfo(pwsh, ["-NoLogo", "-NoProfile", "-NonInteractive", "-File", script]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return double.Parse(output, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        foreach (string folder in Directory.GetDirectories(from))
        {
            Copy(folder, Path.Combine(to, Path.GetFileName(folder)));
        }
    }
}
