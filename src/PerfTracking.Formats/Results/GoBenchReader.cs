using System.Globalization;
using System.Text.RegularExpressions;
using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Formats.Results;

/// <summary>
/// The text of <c>go test -bench</c>, in Go's benchmark data format (https://go.dev/design/14313-benchmark-format): configuration
/// lines <c>key: value</c>, and lines of a name, a count of iterations, and pairs of a value and a unit. Each line is a sample.
/// </summary>
internal sealed partial class GoBenchReader : IResultReader
{
    /// <inheritdoc/>
    public ResultFormat Format => ResultFormat.GoBench;

    /// <inheritdoc/>
    public bool Recognizes(ResultText text) => Line().IsMatch(text.Text);

    /// <inheritdoc/>
    public PerfBenchmarkSession Read(ResultText text)
    {
        var values = new Dictionary<string, Dictionary<string, List<double>>>(StringComparer.Ordinal);
        var configuration = new Dictionary<string, string>(StringComparer.Ordinal);
        string package = string.Empty;
        foreach (string line in text.Text.Split('\n', StringSplitOptions.TrimEntries))
        {
            if (Line().Match(line) is { Success: true } measured)
            {
                // Two packages may have benchmarks of one name.
                string name = measured.Groups["name"].Value;
                Add(values, package.Length == 0 ? name : $"{package}.{name}", measured.Groups["values"].Value);
            }
            else if (Configuration().Match(line) is { Success: true } setting)
            {
                configuration[setting.Groups["key"].Value] = setting.Groups["value"].Value;
                package = setting.Groups["key"].Value == "pkg" ? setting.Groups["value"].Value : package;
            }
        }

        return new()
        {
            Source = "go test",
            Commit = configuration.GetValueOrDefault("commit"),
            Results = [.. values.Select(static benchmark => new PerfBenchmarkResult
            {
                Name = benchmark.Key,
                Invocations = 1,
                Series = [.. benchmark.Value.Select(metric => Series(benchmark.Key, metric.Key, metric.Value))],
            })],
        };
    }

    private static void Add(Dictionary<string, Dictionary<string, List<double>>> values, string name, string pairs)
    {
        if (!values.TryGetValue(name, out Dictionary<string, List<double>>? metrics))
        {
            values.Add(name, metrics = new(StringComparer.Ordinal));
        }

        string[] fields = pairs.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i + 1 < fields.Length; i += 2)
        {
            if (!metrics.TryGetValue(fields[i + 1], out List<double>? samples))
            {
                metrics.Add(fields[i + 1], samples = []);
            }

            samples.Add(double.Parse(fields[i], NumberStyles.Float, CultureInfo.InvariantCulture));
        }
    }

    private static BenchmarkSeries Series(string name, string unit, List<double> values) => unit switch
    {
        "ns/op" => Samples.Time(name, values, "ns"),
        "B/op" => Samples.Allocated(name, values),
        "allocs/op" => Samples.Series(name, "allocations", "count", SampleKind.Counted, values),

        // By the format's own rule what is counted a second, as a throughput, is better when it is higher.
        _ when unit.EndsWith("/s", StringComparison.Ordinal) => Samples.Series(name, unit, unit, SampleKind.Measured, values, MetricDirection.HigherIsBetter),
        _ => Samples.Series(name, unit, unit, SampleKind.Measured, values),
    };

    [GeneratedRegex(@"^(?<name>Benchmark\S*)[ \t]+\d+[ \t]+(?<values>\S+[ \t]+\S.*)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?<key>[a-z][^\s:A-Z]*):\s+(?<value>.+)$")]
    private static partial Regex Configuration();
}
