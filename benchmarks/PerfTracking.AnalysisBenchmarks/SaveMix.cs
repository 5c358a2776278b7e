using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.AnalysisBenchmarks;

/// <summary>
/// What a save really judges: the built-in metrics of one process that saves again and again. Most are quiet (noise, small
/// integers that repeat, constants); the process's own figures are not: CPU time falls while code is compiled, the managed
/// heap is a saw, the peak only grows, and one duration got slower.
/// </summary>
internal static class SaveMix
{
    private const int Count = 121;

    /// <summary>The series, each with the value that is to be judged as its last point.</summary>
    public static IReadOnlyList<MetricSeries> Series()
    {
        var random = new Random(2);
        var all = new List<MetricSeries>();
        for (var i = 0; i < BuiltInMetrics.All.Count; i++)
        {
            var metric = BuiltInMetrics.All[i];
            var values = new double[Count];
            for (var at = 0; at < Count; at++)
            {
                values[at] = Value(metric.Id, i, at, random);
            }

            all.Add(new MetricSeries(metric, "app", "host", false, Workload.Points(values)));
        }

        return all;
    }

    private static double Value(string metric, int number, int at, Random random) => metric switch
    {
        "APP-001" => 400 + 20 * Workload.Gauss(random),
        "GEN-001" => (at < 80 ? 900 : 990) + 30 * Workload.Gauss(random),
        "API-001" => 250 * Math.Exp(0.2 * Workload.Gauss(random)),
        BuiltInMetrics.PeakMemory => 180 + 2 * (at / 15),
        BuiltInMetrics.ManagedMemory => 20 + 3.7 * at % 41,
        BuiltInMetrics.PerformanceIndex => 100 - at % 3 * 0.25,
        BuiltInMetrics.OperationErrorCount => 0,
        BuiltInMetrics.CpuTime => 20 + 60 * Math.Exp(-at / 25.0) + 10 * random.Next(2),
        BuiltInMetrics.GcCollectionCount => at % 9 == 0 ? 1 : 0,
        BuiltInMetrics.GcPause => at % 9 == 0 ? 1.5 + random.NextDouble() : 0,
        BuiltInMetrics.ThreadCount => 24,
        BuiltInMetrics.HandleCount => 150 + at / 50,
        BuiltInMetrics.TrackerOverhead => 1.2 + 3 * Math.Exp(-at / 10.0) + 0.1 * Math.Abs(Workload.Gauss(random)),
        // As the benchmark of a save measures: eleven metrics take turns on 100, 101, …, 106, 100, …
        _ => 100 + (11 * at + number) % 7,
    };
}
