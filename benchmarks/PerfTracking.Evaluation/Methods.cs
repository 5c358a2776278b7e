using PerfTracking.Analysis;
using PerfTracking.Analysis.Replay;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Evaluation;

/// <summary>One thing a method said about a series.</summary>
/// <param name="Raised">Index of the point at which it was said; for a method that sees the whole series, of the change.</param>
/// <param name="Change">Index at which it says the change began.</param>
internal readonly record struct Alarm(int Raised, int Change);

/// <summary>A way of looking for regressions.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="IsOnline">Whether points come one by one; otherwise it sees the whole series at once.</param>
/// <param name="Find">Its alarms on a series in which lower is better.</param>
internal sealed record Method(string Name, bool IsOnline, Func<double[], IReadOnlyList<Alarm>> Find)
{
    private static readonly PerfMetric Metric = new("EVA", "value", "Value", "", MetricDirection.LowerIsBetter, MetricAggregation.Last, MetricKind.Custom);

    public static Method Calibrated { get; } = new("Calibrated, online", true, values => Replayed(values, PerfPolicy.Calibrated));

    public static Method WholeSeries { get; } = new("Change points, whole series", false, ChangePoints);

    public static IReadOnlyList<Method> All { get; } =
    [
        Calibrated,
        WholeSeries,
        new("Tiered, online", true, values => Replayed(values, PerfPolicy.Tiered)),
        new("z > 3, window 30", true, ReferenceMethods.ZScore),
        new("Perfherder-style t-test", true, ReferenceMethods.Perfherder),
    ];

    /// <summary>The default policy as keen as it can be told to be.</summary>
    public static IReadOnlyList<Method> Sensitivities { get; } = [.. Enum.GetValues<PolicySensitivity>().Select(sensitivity => new Method(
        sensitivity.ToString(),
        true,
        values => Replayed(values, PerfPolicy.Calibrated with { Significance = PerfPolicy.SignificanceOf(sensitivity) })))];

    private static Alarm[] Replayed(double[] values, PerfPolicy policy)
    {
        var series = new MetricSeries(Metric, "", "", false, Points(values));
        var replay = new PolicyReplay(new RegressionDetector()).Run(series, policy, []);
        return [.. replay.Findings.Where(finding => finding.Effect == ChangeEffect.Worse).Select(finding => new Alarm(finding.RaisedIndex, finding.ChangeIndex))];
    }

    private static Alarm[] ChangePoints(double[] values) =>
        [.. new ChangePointDetector().Detect(Points(values), new ChangePointOptions()).Select(change => new Alarm(change.Index, change.Index))];

    /// <summary>Points ten minutes apart, as a busy build server measures them.</summary>
    private static SeriesPoint[] Points(double[] values)
    {
        var start = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return [.. values.Select((value, i) => new SeriesPoint(i + 1, start.AddMinutes(10 * i), value))];
    }
}
