using PerfTracking.Analysis.Comparison;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;

namespace PerfTracking.GateEvaluation;

/// <summary>What is evaluated: the gate as it is when nobody sets anything.</summary>
internal static class Evaluation
{
    private static readonly string[] Folders = ["one", "two"];

    public static BenchmarkComparer Comparer { get; } = new();

    public static ComparisonOptions Options { get; } = new();

    /// <summary>Equal programs of 1–5 ms in two folders whose names change places: what each session says of head.</summary>
    public static void Swap(int times, TimeSpan budget, Calibration calibration)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string[] shells = [.. Folders.Select(name => Path.Combine(folder.CreateSubdirectory(name).FullName, "sh"))];
            foreach (string shell in shells)
            {
                File.Copy(new FileInfo("/bin/sh").ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "/bin/sh", shell);
            }

            var said = new Dictionary<ComparisonStatus, int>();
            for (int i = 0; i < times; i++)
            {
                double length = 1 + (4.0 * i / Math.Max(1, times - 1));
                PerfBenchmarkSession session = RealGate.Run([(BusyProgram.Lasting(length, calibration, shells[i % 2]), BusyProgram.Lasting(length, calibration, shells[1 - (i % 2)]))], budget, i);
                foreach (PerfComparison comparison in Comparer.Compare(session, Options))
                {
                    said[comparison.Status] = said.GetValueOrDefault(comparison.Status) + 1;
                    Console.Error.WriteLine($"swap {i + 1}: {comparison.Message}");
                }
            }

            Console.WriteLine();
            Console.WriteLine($"Names swapped {times} times, equal programs of 1–5 ms: {string.Join(", ", said.Select(static one => $"{one.Value} {one.Key}"))}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
