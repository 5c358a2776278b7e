using System.Diagnostics;
using System.Globalization;
using Perfolizer.Mathematics.Cpd;
using PerfTracking.Analysis;
using PerfTracking.AnalysisBenchmarks;
using PerfTracking.Detection;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
// ED-PELT's cost grows with the square of the length; at 100,000 points it can take many minutes.
var patience = TimeSpan.FromSeconds(args is ["--patience", var seconds] ? int.Parse(seconds, CultureInfo.InvariantCulture) : 120);

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
            ? (ms.ToString("0.0", CultureInfo.InvariantCulture), (ours / ms).ToString("0.0000", CultureInfo.InvariantCulture))
            : ($"over {patience.TotalMilliseconds:0}", $"under {ours / patience.TotalMilliseconds:0.0000}");
        Console.WriteLine($"| {name} | {count:N0} | {ours:0.0} | {time} | {ratio} | {found} |");
    }
}

Console.WriteLine();
Console.WriteLine("| verdicts on 21 metrics with 120 points of history each | ms |");
Console.WriteLine("|---|--:|");
foreach (var (name, series) in new[] { ("nothing changed", Workload.Save(0)), ("every metric changed 30 points ago", Workload.Save(30)) })
{
    var watch = Stopwatch.StartNew();
    var detector = new RegressionDetector();
    Judge(detector, series);
    Console.WriteLine($"| {name}, first time in this process (JIT) | {watch.Elapsed.TotalMilliseconds:0.00} |");
    Console.WriteLine($"| {name}, warm | {Stopwatches.Best(() => Judge(detector, series), TimeSpan.FromSeconds(3)):0.000} |");
}

// A detector that outlasted its patience is still at work on its own thread.
Environment.Exit(0);

static void Judge(RegressionDetector detector, IReadOnlyList<MetricSeries> save)
{
    foreach (var series in save)
    {
        detector.Judge(series, new SeriesPoint(series.Points.Length + 1, series.Points[^1].Timestamp.AddMinutes(10), series.Points[^1].Value * 1.001), PerfPolicy.Calibrated);
    }
}
