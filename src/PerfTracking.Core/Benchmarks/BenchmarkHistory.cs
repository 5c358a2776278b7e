using System.Globalization;
using System.Text;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Benchmarks;

/// <summary>Makes a snapshot of a session of benchmarks, so that what was measured on purpose joins the history.</summary>
public static class BenchmarkHistory
{
    /// <summary>
    /// One snapshot with the median of each series of an arm, its count, minimum and maximum. A benchmark's time belongs to its
    /// <see cref="PerfBenchmarkResult.Metric"/>, or to a custom metric of the benchmark's name; what else was measured to
    /// <c>NAME METRIC</c>. Benchmarks that failed are left out.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="context">Where and as what it counts.</param>
    /// <param name="at">When it was measured.</param>
    /// <param name="arm">The arm that becomes history.</param>
    /// <returns>The snapshot, with an identity that follows from its content; <see langword="null"/> where nothing was measured in that arm.</returns>
    /// <exception cref="ArgumentException">A benchmark's name cannot be a metric's, or two benchmarks are of one metric.</exception>
    public static PerfSnapshot? ToSnapshot(PerfBenchmarkSession session, RunContext context, DateTimeOffset at, string arm = BenchmarkArm.Head)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(context);
        var values = new List<(PerfMetric Metric, double[] Sorted)>();
        var benchmarkOf = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (PerfBenchmarkResult result in session.Results.Where(result => result.Arm == arm && result.Error is null))
        {
            foreach (BenchmarkSeries series in result.Series.Where(static series => series.Samples.Count > 0))
            {
                PerfMetric metric = MetricOf(result, series);
                if (!benchmarkOf.TryAdd(metric.Id, result.Name))
                {
                    throw new ArgumentException($"The benchmarks '{benchmarkOf[metric.Id]}' and '{result.Name}' both have a value of the metric '{metric.Id}', and a snapshot holds one. The case of a name tells no metrics apart.");
                }

                values.Add((metric, [.. series.Samples.Select(static sample => sample.Value).Order()]));
            }
        }

        if (values.Count == 0)
        {
            return null;
        }

        MeasuredValue[] medians = [.. values.Select(static value => new MeasuredValue(value.Metric, AggregatedValue.Of(value.Sorted, MetricAggregation.Median)))];
        return MeasuredSnapshot.Of(id: 0, SnapshotIdentity.FromContent(at, Content(context, values)), cold: false, context, medians);
    }

    /// <summary>The metric that a series is history of.</summary>
    /// <param name="result">The benchmark.</param>
    /// <param name="series">The series.</param>
    /// <exception cref="ArgumentException">The benchmark's name cannot be a metric's.</exception>
    public static PerfMetric MetricOf(PerfBenchmarkResult result, BenchmarkSeries series)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(series);
        bool isTime = series.Metric == BenchmarkMetrics.Time;
        if (isTime && result.Metric is { } claimed && MetricCatalogue.BuiltIn.Find(claimed) is { } builtIn)
        {
            return builtIn;
        }

        string name = isTime ? result.Metric ?? result.Name : $"{result.Name} {series.Metric}";
        return CustomMetric.DefectOfName(name) is { } defect
            ? throw new ArgumentException($"The benchmark '{result.Name}' cannot be kept as a metric: {defect}.")
            : CustomMetric.Implied(new MetricKey(name, IsOperation: false, series.Unit)) with { Direction = series.Direction };
    }

    private static string Content(RunContext context, List<(PerfMetric Metric, double[] Sorted)> values)
    {
        var text = new StringBuilder().Append(context.Application).Append('\n').Append(context.Environment).Append('\n').Append(context.Commit).Append('\n');
        foreach ((PerfMetric metric, double[] sorted) in values)
        {
            text.Append(metric.Id).Append('\n').AppendJoin(' ', sorted.Select(static value => value.ToString("R", CultureInfo.InvariantCulture))).Append('\n');
        }

        return text.ToString();
    }
}
