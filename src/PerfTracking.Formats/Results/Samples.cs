using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>Makes series of what a file holds, in the units that comparisons use, and refuses values that cannot be.</summary>
internal static class Samples
{
    private const double BytesPerMiB = 1 << 20;

    /// <summary>Times.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="values">The values.</param>
    /// <param name="unit">Their unit; see <see cref="ToMs"/>.</param>
    public static BenchmarkSeries Time(string benchmark, IEnumerable<double> values, string unit)
    {
        double factor = ToMs(unit);
        return Series(benchmark, BenchmarkMetrics.Time, "ms", SampleKind.Measured, values.Select(value => value * factor));
    }

    /// <summary>Peaks of memory.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="bytes">The values, in bytes.</param>
    public static BenchmarkSeries PeakMemory(string benchmark, IEnumerable<double> bytes) =>
        Series(benchmark, BenchmarkMetrics.PeakMemory, "MiB", SampleKind.Measured, bytes.Select(static value => value / BytesPerMiB));

    /// <summary>Allocated bytes an operation.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="bytes">The values.</param>
    public static BenchmarkSeries Allocated(string benchmark, IEnumerable<double> bytes) =>
        Series(benchmark, BenchmarkMetrics.Allocated, "B", SampleKind.Counted, bytes);

    /// <summary>A series.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="kind">How it varies.</param>
    /// <param name="values">The values, in the unit.</param>
    /// <param name="direction">Which direction is better.</param>
    /// <exception cref="ResultFileException">A value is not finite, or a duration below zero.</exception>
    public static BenchmarkSeries Series(
        string benchmark, string metric, string unit, SampleKind kind, IEnumerable<double> values, MetricDirection direction = MetricDirection.LowerIsBetter) =>
        new(metric, unit, direction, kind)
        {
            Samples = [.. values.Select((value, index) => new BenchmarkSample(Checked(benchmark, metric, unit, value), Iteration: index))],
        };

    /// <summary>The series of a benchmark, where each metric has one: of two only one would be compared.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="series">The series.</param>
    /// <exception cref="FormatException">A metric has two units, or two directions.</exception>
    public static IReadOnlyList<BenchmarkSeries> EachOnce(string benchmark, IReadOnlyList<BenchmarkSeries> series)
    {
        foreach (IGrouping<string, BenchmarkSeries> metric in series.GroupBy(static one => one.Metric))
        {
            string[] units = [.. metric.Select(static one => one.Unit).Distinct()];
            if (units.Length > 1 || metric.Any(one => one.Direction != metric.First().Direction))
            {
                string two = units.Length > 1 ? $"in '{units[0]}' and in '{units[1]}'" : "with either direction for the better one";
                throw new FormatException($"it has '{metric.Key}' of the benchmark '{benchmark}' {two}.");
            }
        }

        return series;
    }

    /// <summary>How many ms a unit of time has.</summary>
    /// <param name="unit">The unit as tools write it.</param>
    /// <exception cref="ResultFileException">It is no unit of time.</exception>
    public static double ToMs(string unit) => unit switch
    {
        "ns" => 1e-6,
        "us" or "µs" or "μs" => 1e-3,
        "ms" => 1,
        "s" => 1e3,
        "min" or "m" => 6e4,
        "h" or "hr" => 3.6e6,
        _ => throw new ResultFileException(ResultFileDefect.ResultFileMalformed, $"'{unit}' is no unit of time that is known: ns, us, ms, s, min or h."),
    };

    /// <summary>The value, where it can be one.</summary>
    /// <exception cref="ResultFileException">It is not finite, or a duration below zero.</exception>
    public static double Checked(string benchmark, string metric, string unit, double value) =>
        double.IsFinite(value) && !(value < 0 && CustomMetric.IsDuration(unit))
            ? value
            : throw new ResultFileException(ResultFileDefect.ResultValueNotValid, FormattableString.Invariant($"The benchmark '{benchmark}' has the value {value} of '{metric}', which cannot be."));
}
