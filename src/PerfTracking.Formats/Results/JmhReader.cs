using System.Text.Json;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>
/// JMH's <c>-rf json</c>: an array of runs with <c>benchmark</c>, <c>mode</c>, <c>primaryMetric</c> (<c>scoreUnit</c> such as
/// <c>ns/op</c> or <c>ops/s</c>, <c>rawData</c> by fork) and <c>secondaryMetrics</c>.
/// </summary>
internal sealed class JmhReader : IResultReader
{
    private const string Throughput = "thrpt";

    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Jmh;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) =>
        text.JsonRoot is { ValueKind: JsonValueKind.Array } root
        && root.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("primaryMetric", out _) && first.TryGetProperty("benchmark", out _);

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        JsonElement root = text.JsonRoot!.Value;
        return new()
        {
            Source = $"JMH {root.EnumerateArray().FirstOrDefault().Text("jmhVersion")}".TrimEnd(),
            Results = [.. root.EnumerateArray().GroupBy(static run => run.NameWith("benchmark", "params")).SelectMany(static runs => Benchmark(runs.Key, [.. runs]))],
        };
    }

    // One benchmark may be run in more than one mode: a mean of many calls, a sampled call and a first one are not the same time.
    private static IEnumerable<PerfBenchmarkResult> Benchmark(string name, JsonElement[] runs)
    {
        string?[] modes = [.. runs.Select(static run => run.Text("mode")).Where(static mode => mode != Throughput).Distinct()];
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        return runs.Select(run => Benchmark(
            name, run.Text("mode") is var mode && mode == Throughput ? "throughput" : modes[0] == mode ? BenchmarkMetrics.Time : $"{BenchmarkMetrics.Time} {mode}", run, units));
    }

    private static PerfBenchmarkResult Benchmark(string name, string primary, JsonElement run, Dictionary<string, string> units)
    {
        List<BenchmarkSeries> series = [Series(name, primary, run.GetProperty("primaryMetric"))];
        if (run.TryGetProperty("secondaryMetrics", out JsonElement secondary) && secondary.ValueKind == JsonValueKind.Object)
        {
            series.AddRange(secondary.EnumerateObject().Select(metric => OfMode(Series(name, metric.Name, metric.Value), run.Text("mode"), units)));
        }

        return new PerfBenchmarkResult { Name = name, Invocations = (int)(run.Number("forks") ?? 1), Series = series };
    }

    // The methods of a group are told in the unit of the mode, and are another metric in another one; what is told alike in all modes is one.
    private static BenchmarkSeries OfMode(BenchmarkSeries series, string? mode, Dictionary<string, string> units) =>
        units.TryAdd(series.Metric, series.Unit) || units[series.Metric] == series.Unit ? series : series with { Metric = $"{series.Metric} {mode}" };

    private static BenchmarkSeries Series(string name, string metric, JsonElement values)
    {
        string unit = values.Text("scoreUnit") ?? string.Empty;
        double[] raw = [.. values.Items("rawData").SelectMany(static fork => fork.EnumerateArray()).Select(static value => value.GetDouble())];
        double[] samples = raw.Length > 0 ? raw : [values.GetProperty("score").GetDouble()];
        if (unit.EndsWith("/op", StringComparison.Ordinal) && CustomMetric.IsDuration(unit[..^3]))
        {
            double factor = Samples.ToMs(unit[..^3]);
            return Samples.Series(name, metric, "ms", SampleKind.Measured, samples.Select(value => value * factor));
        }

        return unit.StartsWith("ops/", StringComparison.Ordinal)
            ? Samples.Series(name, metric, "ops/s", SampleKind.Measured, samples.Select(value => value * 1000 / Samples.ToMs(unit[4..])), MetricDirection.HigherIsBetter)
            : Samples.Series(name, metric, unit, SampleKind.Measured, samples);
    }
}
