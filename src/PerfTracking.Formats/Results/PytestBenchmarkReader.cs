using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>
/// pytest-benchmark's <c>--benchmark-json</c>: <c>machine_info</c>, <c>commit_info</c>, and <c>benchmarks[]</c> with <c>stats</c>
/// in s. With <c>--benchmark-save-data</c> every round is there; without, its median stands for all.
/// </summary>
internal sealed class PytestBenchmarkReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.PytestBenchmark;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => text.Property("machine_info") is not null && text.Property("benchmarks") is { ValueKind: JsonValueKind.Array };

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        JsonElement root = text.JsonRoot!.Value;
        JsonElement? commit = text.Property("commit_info");
        return new()
        {
            Source = $"pytest-benchmark {root.Text("version")}".TrimEnd(),
            Started = root.Time("datetime"),
            Environment = text.Property("machine_info")?.Text("node"),
            Commit = commit?.Text("id") is { } id and not "unversioned" ? id : null,
            Branch = commit?.Text("branch") is { } branch && !branch.StartsWith('(') ? branch : null,
            Results = [.. root.GetProperty("benchmarks").EnumerateArray().Select(Benchmark)],
        };
    }

    private static PerfBenchmarkResult Benchmark(JsonElement benchmark)
    {
        string name = benchmark.Text("fullname") ?? benchmark.GetProperty("name").GetString()!;
        JsonElement stats = benchmark.GetProperty("stats");
        double[] rounds = [.. stats.Items("data").Select(static round => round.GetDouble())];
        return new PerfBenchmarkResult
        {
            Name = name,
            Tags = benchmark.Text("group") is { } group ? [group] : [],
            Invocations = 1,
            Series = [Samples.Time(name, rounds.Length > 0 ? rounds : [stats.GetProperty("median").GetDouble()], "s")],
        };
    }
}
