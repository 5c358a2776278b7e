using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Google Benchmark's <c>--benchmark_format=json</c>: <c>context</c> and <c>benchmarks[]</c>. Each repetition is a sample, and
/// what the tool summed up of them is not; where it kept the sums alone, its median stands for all.
/// </summary>
internal sealed class GoogleBenchmarkReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.GoogleBenchmark;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) =>
        text.Property("context") is { ValueKind: JsonValueKind.Object } && text.Property("benchmarks") is { ValueKind: JsonValueKind.Array };

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        JsonElement context = text.JsonRoot!.Value.GetProperty("context");
        return new()
        {
            Source = "Google Benchmark",
            Started = context.Time("date"),
            Environment = context.Text("host_name"),
            Results =
            [
                .. text.JsonRoot.Value.GetProperty("benchmarks").EnumerateArray()
                    .Where(IsOfBenchmark)
                    .GroupBy(static run => run.Text("run_name") ?? run.GetProperty("name").GetString()!)
                    .Select(static runs => Benchmark(runs.Key, [.. runs])),
            ],
        };
    }

    // What is fitted through the sizes of a family, its complexity, is no time of any of them; and what SkipWithMessage left did not run.
    private static bool IsOfBenchmark(JsonElement run) =>
        !run.TryGetProperty("big_o", out _) && !run.TryGetProperty("rms", out _) && !Is(run, "skipped");

    private static bool Is(JsonElement run, string name) => run.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static PerfBenchmarkResult Benchmark(string name, JsonElement[] runs)
    {
        JsonElement[] failed = [.. runs.Where(static run => Is(run, "error_occurred"))];
        JsonElement[] kept = [.. runs.Except(failed).Where(static run => run.Text("run_type") is null or "iteration")];
        if (kept.Length == 0)
        {
            kept = [.. runs.Except(failed).Where(static run => run.Text("aggregate_name") == "median")];
        }

        return new PerfBenchmarkResult
        {
            Name = name,
            Invocations = 1,
            Series = kept.Length == 0 ? [] : [Times(name, BenchmarkMetrics.Time, "real_time", kept), Times(name, BenchmarkMetrics.CpuTime, "cpu_time", kept)],
            Error = failed.Length == 0 ? null : failed[0].Text("error_message") ?? "It failed.",
        };
    }

    private static BenchmarkSeries Times(string name, string metric, string property, JsonElement[] runs) => Samples.Series(
        name, metric, "ms", SampleKind.Measured, runs.Select(run => run.GetProperty(property).GetDouble() * Samples.ToMs(run.Text("time_unit") ?? "ns")));
}
