using System.Diagnostics;
using PerfTracking.Formats.Results;

namespace PerfTracking.GateEvaluation;

/// <summary>What many teams do: hyperfine for all of base, then for all of head, and a threshold.</summary>
internal static class HyperfineGate
{
    /// <summary>By how many per cent the mean of head lies above that of base, at the worst benchmark.</summary>
    public static double WorstChange(IReadOnlyList<(BusyProgram Head, BusyProgram Base)> benchmarks)
    {
        double[] bases = Means([.. benchmarks.Select(static pair => pair.Base)]), heads = Means([.. benchmarks.Select(static pair => pair.Head)]);
        return heads.Zip(bases, static (head, origin) => 100 * ((head / origin) - 1)).Max();
    }

    // As hyperfine does it unless told otherwise: at least ten runs, and at least three seconds.
    private static double[] Means(BusyProgram[] programs)
    {
        string file = Path.GetTempFileName();
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("hyperfine", ["-N", "--warmup", "3", "--style", "none", "--export-json", file, .. programs.Select(static program => program.CommandLine)]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return [.. ResultFile.Read(file).Results.Select(static result => result.Series[0].Samples.Average(static sample => sample.Value))];
        }
        finally
        {
            File.Delete(file);
        }
    }
}
