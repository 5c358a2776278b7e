using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>hyperfine's <c>--export-json</c>: <c>results[]</c> with <c>command</c>, <c>times</c> in s, <c>memory_usage_byte</c>, <c>exit_codes</c>.</summary>
internal sealed class HyperfineReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Hyperfine;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) =>
        text.Property("results") is { ValueKind: JsonValueKind.Array } results
        && results.EnumerateArray().FirstOrDefault() is { ValueKind: JsonValueKind.Object } first
        && first.TryGetProperty("command", out _) && first.TryGetProperty("median", out _);

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text) => new()
    {
        Source = "hyperfine",
        Results = [.. text.JsonRoot!.Value.GetProperty("results").EnumerateArray().Select(Benchmark)],
    };

    private static PerfBenchmarkResult Benchmark(JsonElement result)
    {
        string name = result.NameWith("command", "parameters"); // With --command-name all of them have one name.

        // Files from which somebody cut the times to make them small still have the median.
        double[] times = [.. result.Items("times").Select(static time => time.GetDouble())];
        List<BenchmarkSeries> series = [Samples.Time(name, times.Length > 0 ? times : [result.GetProperty("median").GetDouble()], "s")];
        double[] memory = [.. result.Items("memory_usage_byte").Where(static peak => peak.ValueKind == JsonValueKind.Number).Select(static peak => peak.GetDouble())];
        if (memory.Length > 0)
        {
            series.Add(Samples.PeakMemory(name, memory));
        }

        JsonElement[] codes = [.. result.Items("exit_codes")];
        int failed = codes.Count(static code => code.ValueKind == JsonValueKind.Number && code.GetInt32() != 0);
        return new PerfBenchmarkResult
        {
            Name = name,
            Invocations = times.Length,
            Series = series,
            Error = failed == 0 ? null : $"{failed} of {codes.Length} runs ended with another exit code than 0.",
        };
    }
}
