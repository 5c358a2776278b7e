using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>Makes series of what a file holds, in the units that comparisons use, and refuses values that cannot be.</summary>
internal static class Samples
{
    /// <summary>The metric of what a stopwatch says.</summary>
    public const string TimeMetric = "time";

    /// <summary>Times as a JSON array.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="values">The values.</param>
    /// <param name="toMs">What a value is multiplied with to be in ms.</param>
    public static BenchmarkSeries Time(string benchmark, JsonElement values, double toMs) => Time(benchmark, Numbers(values), toMs);

    /// <summary>Times.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="values">The values.</param>
    /// <param name="toMs">What a value is multiplied with to be in ms.</param>
    public static BenchmarkSeries Time(string benchmark, IEnumerable<double> values, double toMs) =>
        Series(benchmark, TimeMetric, "ms", SampleKind.Measured, values, toMs);

    /// <summary>Peaks of memory as a JSON array; what is null there was not measured.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="values">The values.</param>
    /// <param name="toMiB">What a value is multiplied with to be in MiB.</param>
    public static BenchmarkSeries PeakMemory(string benchmark, JsonElement values, double toMiB) =>
        Series(benchmark, "peak_memory", "MiB", SampleKind.Measured, Numbers(values), toMiB);

    /// <summary>A series whose lower values are better.</summary>
    /// <param name="benchmark">The benchmark, for errors.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="unit">Its unit.</param>
    /// <param name="kind">How it varies.</param>
    /// <param name="values">The values.</param>
    /// <param name="factor">What a value is multiplied with to be in the unit.</param>
    /// <param name="direction">Which direction is better.</param>
    public static BenchmarkSeries Series(
        string benchmark, string metric, string unit, SampleKind kind, IEnumerable<double> values, double factor = 1,
        MetricDirection direction = MetricDirection.LowerIsBetter) =>
        new(metric, unit, direction, kind) { Samples = [.. values.Select((value, index) => new BenchmarkSample(Finite(benchmark, metric, value * factor), Iteration: index))] };

    private static IEnumerable<double> Numbers(JsonElement values) =>
        values.EnumerateArray().Where(static value => value.ValueKind != JsonValueKind.Null).Select(static value => value.GetDouble());

    private static double Finite(string benchmark, string metric, double value) => double.IsFinite(value)
        ? value
        : throw new ResultFileException(ResultFileDefect.ResultValueNotValid, $"The benchmark '{benchmark}' has a value of '{metric}' that is not a finite number.");
}
