using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests;

/// <summary>Series for tests: one point every ten minutes.</summary>
internal static class TestSeries
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static PerfMetric Metric(MetricDirection direction = MetricDirection.LowerIsBetter, PerfTarget? target = null, string unit = "ms") =>
        new("TST-001", "test_time_ms", "Test time", unit, direction, MetricAggregation.Median, MetricKind.Custom, null, target);

    public static SeriesPoint[] Points(IReadOnlyList<double> values, double minutesApart = 10)
    {
        var points = new SeriesPoint[values.Count];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new SeriesPoint(i + 1, Start.AddMinutes(i * minutesApart), values[i], $"c{i}");
        }

        return points;
    }

    public static MetricSeries Of(IReadOnlyList<double> values, PerfMetric? metric = null, double minutesApart = 10) =>
        new(metric ?? Metric(), "app", "host", false, Points(values, minutesApart));

    public static SeriesPoint Next(MetricSeries series, double value, double minutesApart = 10) =>
        new(series.Points.Length + 1, Start.AddMinutes(series.Points.Length * minutesApart), value, $"c{series.Points.Length}");
}
