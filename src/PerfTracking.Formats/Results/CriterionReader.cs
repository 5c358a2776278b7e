using System.IO.Enumeration;
using System.Text.Json;
using PerfTracking.Benchmarks;

namespace PerfTracking.Formats.Results;

/// <summary>
/// Criterion.rs: the lines of <c>cargo criterion --message-format=json</c> with <c>reason: benchmark-complete</c>, or a
/// <c>sample.json</c> of the target folder with <c>iters</c> and <c>times</c> in ns, whose name is in the <c>benchmark.json</c>
/// beside it. A sample is a batch's time over its iterations. <c>estimates.json</c> has no samples: its median stands for all.
/// </summary>
internal sealed class CriterionReader : IResultReader
{
    private static readonly EnumerationOptions AllReadable = new() { RecurseSubdirectories = true, AttributesToSkip = default };

    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.Criterion;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) =>
        text.LooksLikeJson && (IsMessages(text) || (text.Property("iters") is not null && text.Property("times") is not null) || IsEstimates(text));

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text) => new()
    {
        Source = "Criterion.rs",
        Results = IsMessages(text) ? [.. Messages(text)]
            : IsEstimates(text) ? [Estimates(Name(text), text.JsonRoot!.Value)]
            : [Sample(Name(text), text.JsonRoot!.Value.Items("iters"), text.JsonRoot.Value.Items("times"), "ns")],
    };

    /// <summary>Reads the latest samples of all benchmarks in a target folder; linked folders below it are left out.</summary>
    /// <param name="folder">The folder, <c>target/criterion</c>.</param>
    /// <returns>Each benchmark; none where there is no <c>new/sample.json</c> below the folder.</returns>
    public static IReadOnlyList<PerfBenchmarkResult> ReadFolder(string folder)
    {
        List<PerfBenchmarkResult> results = [];
        foreach (string path in FilesIn(folder).Order(StringComparer.Ordinal))
        {
            // Beside it, in base/, lies the run before.
            if (Path.GetFileName(Path.GetDirectoryName(path)) == "new")
            {
                results.AddRange(ResultFile.Read(path, ResultFormat.Criterion).Results);
            }
        }

        return results;
    }

    // A linked folder may lead back to one above, and two such links to more folders than can ever be walked.
    private static FileSystemEnumerable<string> FilesIn(string folder) => new(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), AllReadable)
    {
        ShouldIncludePredicate = static (ref FileSystemEntry entry) => !entry.IsDirectory && entry.FileName is "sample.json",
        ShouldRecursePredicate = static (ref FileSystemEntry entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
    };

    private static string Name(ResultText text)
    {
        string? beside = text.Path is null ? null : Path.Combine(Path.GetDirectoryName(text.Path)!, "benchmark.json");
        if (beside is null || !File.Exists(beside))
        {
            return "criterion";
        }

        using var benchmark = JsonDocument.Parse(ResultFile.ReadText(beside));
        return benchmark.RootElement.Text("full_id") ?? "criterion";
    }

    private static bool IsMessages(ResultText text) =>
        text.Text.StartsWith('{') && text.Text.Contains("\"reason\"", StringComparison.Ordinal)
        && (text.Text.Contains("\"benchmark-complete\"", StringComparison.Ordinal) || text.Text.Contains("\"group-complete\"", StringComparison.Ordinal));

    private static bool IsEstimates(ResultText text) => text.Property("median") is { ValueKind: JsonValueKind.Object } median && median.Number("point_estimate") is not null;

    private static IEnumerable<PerfBenchmarkResult> Messages(ResultText text)
    {
        foreach (string line in text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            using var message = JsonDocument.Parse(line);
            JsonElement root = message.RootElement;
            if (root.Text("reason") == "benchmark-complete")
            {
                yield return Sample(root.GetProperty("id").GetString()!, root.Items("iteration_count"), root.Items("measured_values"), root.Text("unit") ?? "ns");
            }
        }
    }

    private static PerfBenchmarkResult Sample(string name, IEnumerable<JsonElement> iterations, IEnumerable<JsonElement> times, string unit) => new()
    {
        Name = name,
        Invocations = 1,
        Series = [Samples.Time(name, times.Zip(iterations, static (time, count) => time.GetDouble() / count.GetDouble()), unit)],
    };

    private static PerfBenchmarkResult Estimates(string name, JsonElement root) => new()
    {
        Name = name,
        Invocations = 1,
        Series = [Samples.Time(name, [root.GetProperty("median").GetProperty("point_estimate").GetDouble()], "ns")],
    };
}
