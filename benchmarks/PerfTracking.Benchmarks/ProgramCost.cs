using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PerfTracking.Benchmarks;

/// <summary>How exactly programs are measured: time and processor time beside hyperfine's, peak memory beside GNU time's, in turns.</summary>
internal static class ProgramCost
{
    private const int Turns = 15;
    private const int RunsInTurn = 20;
    private const int PeakMeasurements = 300;
    private const string GnuTime = "/usr/bin/time";
    private const string Busy = "i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done";

    public static void MeasureTimes(Workplace workplace, CostTable table)
    {
        if (!OtherPrograms.HasHyperfine())
        {
            return;
        }

        using Runspace module = Workplace.Open(workplace.Module);
        foreach ((string what, string[] program) in OtherPrograms.OfLengths)
        {
            (double floor, double ours, double difference) = Beside(workplace, module, program, static run => run.Milliseconds);
            table.Add($"a program of {what}, median of {RunsInTurn}", $"hyperfine -N: {floor:0.000} ms", $"{ours:0.000} ms", CostTable.Signed(difference, "ms"), "± 0.15 ms or 1.5 %", "");
        }

        using (var sibling = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "while :; do :; done"])))
        {
            (double floor, double ours, double difference) = Beside(workplace, module, ["/bin/sh", "-c", Busy], static run => run.CpuMs);
            sibling!.Kill();
            table.Add("a program's processor time, beside a busy sibling", $"hyperfine -N: {floor:0.00} ms", $"{ours:0.00} ms", CostTable.Signed(difference, "ms"), "± 1 ms or 2 %", "");
        }
    }

    public static void MeasurePeaks(Workplace workplace, CostTable table)
    {
        if (!OtherPrograms.Has(GnuTime))
        {
            return;
        }

        using Runspace module = Workplace.Open(workplace.Module);
        foreach ((string what, string[] program) in new (string, string[])[]
        {
            ("`true`", ["/bin/true"]),
            ("`git --version`", ["git", "--version"]),
            ("a child of `sh -c` with 300 MiB", ["/bin/sh", "-c", "head -c 300M /dev/zero | tail -c 300M > /dev/null"]),
        })
        {
            double expected = Rounds.Median([.. Enumerable.Range(0, 21).Select(_ => ByGnuTime(program))]);
            double[] peaks = Peaks(module, program);
            int absent = peaks.Count(double.IsNaN);
            double worst = peaks.Where(double.IsFinite).Select(peak => peak - expected).MaxBy(Math.Abs);
            table.Add($"peak memory of {what}, {PeakMeasurements} measurements", $"GNU time: {expected:0.00} MiB", $"{Rounds.Median([.. peaks.Where(double.IsFinite)]):0.00} MiB", $"farthest {CostTable.Signed(worst, "MiB")}, {absent} absent", "± 0.25 MiB or 10 %", "");
        }
    }

    private static (double Floor, double Ours, double Difference) Beside(Workplace workplace, Runspace module, string[] program, Func<(double Milliseconds, double CpuMs), double> what)
    {
        double[] floors = new double[Turns], ours = new double[Turns], differences = new double[Turns];
        for (int turn = 0; turn < Turns; turn++)
        {
            (double ms, double cpuMs, _) = OtherPrograms.ByHyperfine(workplace, program, RunsInTurn);
            floors[turn] = what((ms, cpuMs));
            ours[turn] = what(ByUs(module, program));
            differences[turn] = ours[turn] - floors[turn];
        }

        return (Rounds.Median(floors), Rounds.Median(ours), Rounds.Median(differences));
    }

    private static (double Milliseconds, double CpuMs) ByUs(Runspace module, string[] program)
    {
        System.Collections.ObjectModel.Collection<PSObject> figures = Workplace.Run(
            module,
            "$summary = Measure-PerfOperation bench -FilePath $program -ArgumentList $arguments -Warmup 1 -Repeat $runs -AsSummary -WarningAction Ignore; $summary.MedianMs; $summary.Runs.Program.CpuTimeMs",
            ("program", program[0]),
            ("arguments", program[1..]),
            ("runs", RunsInTurn));
        return ((double)figures[0].BaseObject, figures.Skip(1).Average(static time => (double)time.BaseObject));
    }

    // One warm-up run each, which is where the peak of repeated runs comes from.
    private static double[] Peaks(Runspace module, string[] program) =>
    [
        .. Workplace.Run(
            module,
            "foreach ($i in 1..$runs) { $peak = (Measure-PerfOperation bench -FilePath $program -ArgumentList $arguments -Warmup 1 -AsOperation).Program.PeakMemoryMiB; $null -eq $peak ? [double]::NaN : $peak }",
            ("program", program[0]),
            ("arguments", program[1..]),
            ("runs", PeakMeasurements)).Select(static peak => (double)peak.BaseObject),
    ];

    private static double ByGnuTime(string[] program) =>
        double.Parse(OtherPrograms.Run(GnuTime, ["-f", "%M", .. program]).Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture) / 1024;
}
