using System.Diagnostics;
using PerfTracking.Analysis;
using PerfTracking.Detection;

namespace PerfTracking.AnalysisBenchmarks;

/// <summary>The verdicts of one save: 21 metrics with 120 points of history each.</summary>
internal static class VerdictCost
{
    private static readonly RegressionDetector Detector = new();

    /// <param name="eachMetric">Also every series of the realistic mix for itself.</param>
    public static void Measure(bool eachMetric)
    {
        Console.WriteLine("| verdicts of one save: 21 metrics, 120 points of history each | ms, warm | KiB allocated | ms, first in this process (JIT) |");
        Console.WriteLine("|---|--:|--:|--:|");
        Row("nothing changed", Workload.Save(0));
        Row("every metric changed 30 points ago", Workload.Save(30));
        var mix = SaveMix.Series();
        Row("a realistic mix", mix);
        if (eachMetric)
        {
            foreach (var series in mix)
            {
                Row(series.Metric.Name, [series]);
            }
        }
    }

    private static void Row(string name, IReadOnlyList<MetricSeries> save)
    {
        var histories = new MetricSeries[save.Count];
        for (var i = 0; i < histories.Length; i++)
        {
            histories[i] = save[i] with { Points = save[i].Points[..^1] };
        }

        void Judge()
        {
            for (var i = 0; i < histories.Length; i++)
            {
                Detector.Judge(histories[i], save[i].Points[^1], PerfPolicy.Calibrated);
            }
        }

        var first = Stopwatch.StartNew();
        Judge();
        var cold = first.Elapsed.TotalMilliseconds;
        var warm = Stopwatches.Best(Judge, TimeSpan.FromSeconds(save.Count > 1 ? 3 : 0.5));
        Console.WriteLine($"| {name} | {warm:0.0000} | {Stopwatches.Allocated(Judge) / 1024.0:0.0} | {cold:0.00} |");
    }
}
