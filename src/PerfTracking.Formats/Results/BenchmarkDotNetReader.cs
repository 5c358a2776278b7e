using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>
/// BenchmarkDotNet's <c>*-report-full.json</c> and <c>*-report-brief.json</c>: <c>Benchmarks[]</c> with
/// <c>Statistics.OriginalValues</c>, ns an operation, one for each iteration after the warm-up, and <c>Memory</c>.
/// </summary>
internal sealed class BenchmarkDotNetReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.BenchmarkDotNet;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => text.Property("HostEnvironmentInfo") is not null && text.Property("Benchmarks") is { ValueKind: JsonValueKind.Array };

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        JsonElement[] benchmarks = [.. text.JsonRoot!.Value.GetProperty("Benchmarks").EnumerateArray()];
        var twice = benchmarks.GroupBy(static benchmark => benchmark.Text("FullName")).Where(static same => same.Count() > 1).Select(static same => same.Key).ToHashSet();
        return new()
        {
            Source = $"BenchmarkDotNet {text.Property("HostEnvironmentInfo")?.Text("BenchmarkDotNetVersion")}".TrimEnd(),

            // One method under two jobs, runtimes say, has one full name; what tells them apart is in the display text.
            Results = [.. benchmarks.Select(benchmark => Benchmark(benchmark, twice.Contains(benchmark.Text("FullName")) ? "DisplayInfo" : "FullName"))],
        };
    }

    private static PerfBenchmarkResult Benchmark(JsonElement benchmark, string nameProperty)
    {
        string name = benchmark.GetProperty(nameProperty).GetString()!;
        if (!benchmark.TryGetProperty("Statistics", out JsonElement statistics) || statistics.ValueKind != JsonValueKind.Object)
        {
            return new PerfBenchmarkResult { Name = name, Error = "BenchmarkDotNet has no statistics of it: it failed there." };
        }

        double[] values = [.. statistics.Items("OriginalValues").Select(static value => value.GetDouble())];
        List<BenchmarkSeries> series = [Samples.Time(name, values.Length > 0 ? values : [statistics.GetProperty("Median").GetDouble()], "ns")];
        if (benchmark.TryGetProperty("Memory", out JsonElement memory) && memory.Number("BytesAllocatedPerOperation") is { } allocated)
        {
            series.Add(Samples.Allocated(name, [allocated]));
        }

        return new PerfBenchmarkResult { Name = name, Invocations = 1, Series = series };
    }
}
