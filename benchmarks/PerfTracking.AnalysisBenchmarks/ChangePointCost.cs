using Perfolizer.Mathematics.Cpd;
using PerfTracking.Analysis;
using PerfTracking.Detection;

namespace PerfTracking.AnalysisBenchmarks;

/// <summary>Change points of whole series, beside Perfolizer's ED-PELT.</summary>
internal static class ChangePointCost
{
    public static void Measure(TimeSpan patience)
    {
        Console.WriteLine("| series | points | PerfTracking, ms | Perfolizer ED-PELT, ms | ratio | changes found |");
        Console.WriteLine("|---|--:|--:|--:|--:|--:|");
        foreach (var count in new[] { 1_000, 10_000, 100_000 })
        {
            foreach (var (name, values) in new[] { ("steps every 200 points", Workload.Steps(count)), ("no change", Workload.Quiet(count)) })
            {
                var points = Workload.Points(values);
                var detector = new ChangePointDetector();
                var found = 0;
                var ours = Stopwatches.Best(() => found = detector.Detect(points, new ChangePointOptions()).Count, TimeSpan.FromSeconds(2));
                var theirs = Stopwatches.Once(() => EdPeltChangePointDetector.Instance.GetChangePointIndexes(values, 5), patience);
                var (time, ratio) = theirs is { } ms
                    ? ($"{ms:0.0}", $"{ours / ms:0.0000}")
                    : ($"over {patience.TotalMilliseconds:0}", $"under {ours / patience.TotalMilliseconds:0.0000}");
                Console.WriteLine($"| {name} | {count:N0} | {ours:0.0} | {time} | {ratio} | {found} |");
            }
        }
    }
}
