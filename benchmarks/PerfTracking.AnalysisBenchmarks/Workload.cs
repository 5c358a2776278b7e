using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.AnalysisBenchmarks;

/// <summary>The same series in every run.</summary>
internal static class Workload
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static double[] Quiet(int count)
    {
        var random = new Random(1);
        var values = new double[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = 100 + Gauss(random);
        }

        return values;
    }

    /// <summary>The level goes up and down by 5 deviations every 200 points.</summary>
    public static double[] Steps(int count)
    {
        var values = Quiet(count);
        for (var i = 0; i < count; i++)
        {
            values[i] += i / 200 % 2 * 5;
        }

        return values;
    }

    public static SeriesPoint[] Points(double[] values)
    {
        var points = new SeriesPoint[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            points[i] = new SeriesPoint(i + 1, Start.AddMinutes(10 * i), values[i], "0123abc");
        }

        return points;
    }

    /// <summary>The built-in metrics with 120 points each and the one to be judged, the last <paramref name="age"/> points 30 % higher.</summary>
    public static IReadOnlyList<MetricSeries> Save(int age)
    {
        var series = new List<MetricSeries>();
        foreach (var metric in BuiltInMetrics.All)
        {
            var values = Quiet(121);
            for (var i = 121 - age; i < 121; i++)
            {
                values[i] *= 1.3;
            }

            series.Add(new MetricSeries(metric, "app", "host", false, Points(values)));
        }

        return series;
    }

    public static double Gauss(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
