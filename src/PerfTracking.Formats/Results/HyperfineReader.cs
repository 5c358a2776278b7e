using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>hyperfine's <c>--export-json</c>: <c>results[]</c> with <c>command</c>, <c>times</c> in s, <c>memory_usage_byte</c>, <c>exit_codes</c>.</summary>
internal sealed class HyperfineReader : IResultReader
{
    private const double MsPerSecond = 1000, BytesPerMiB = 1 << 20;

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
        string name = result.GetProperty("command").GetString() ?? string.Empty;
        if (result.TryGetProperty("parameters", out JsonElement parameters) && parameters.ValueKind == JsonValueKind.Object && parameters.EnumerateObject().Any())
        {
            // A command's own text holds them already; with --command-name it is the same for all.
            string values = string.Join(", ", parameters.EnumerateObject().Select(static parameter => $"{parameter.Name}={parameter.Value}"));
            name = $"{name} ({values})";
        }

        // Before 1.19 there are no times where --export-json was told to summarise.
        BenchmarkSeries time = result.TryGetProperty("times", out JsonElement times) && times.ValueKind == JsonValueKind.Array
            ? Samples.Time(name, times, MsPerSecond)
            : Samples.Time(name, [result.GetProperty("median").GetDouble()], MsPerSecond);
        List<BenchmarkSeries> series = [time];
        if (result.TryGetProperty("memory_usage_byte", out JsonElement memory) && memory.ValueKind == JsonValueKind.Array)
        {
            series.Add(Samples.PeakMemory(name, memory, 1 / BytesPerMiB));
        }

        int failed = result.TryGetProperty("exit_codes", out JsonElement codes) && codes.ValueKind == JsonValueKind.Array
            ? codes.EnumerateArray().Count(static code => code.ValueKind == JsonValueKind.Number && code.GetInt32() != 0)
            : 0;
        return new PerfBenchmarkResult
        {
            Name = name,
            Invocations = time.Samples.Count,
            Series = series,
            Error = failed == 0 ? null : $"{failed} of {time.Samples.Count} runs ended with another exit code than 0.",
        };
    }
}
