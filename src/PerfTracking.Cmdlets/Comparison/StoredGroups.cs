using PerfTracking.Benchmarks;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Comparison;

/// <summary>Named groups of stored history, each as a session: what ran on one branch, of one commit, with one tag.</summary>
/// <param name="reader">The store.</param>
/// <param name="metrics">The store's metrics.</param>
internal sealed class StoredGroups(IHistoryReader reader, IMetricStore metrics)
{
    private const string TagPrefix = "tag:";
    private const string Commit = "commit";

    /// <summary>Whether groups can be made by this.</summary>
    public static bool IsKnown(string by) =>
        by.Equals("branch", StringComparison.OrdinalIgnoreCase) || by.Equals(Commit, StringComparison.OrdinalIgnoreCase)
        || (by.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase) && by.Length > TagPrefix.Length);

    /// <summary>The commits that a name begins: more than one, and the name is of no group.</summary>
    /// <param name="by">What groups are made by; by anything but <c>commit</c> there are none.</param>
    /// <param name="name">The name.</param>
    /// <param name="query">What else restricts it.</param>
    public IReadOnlyList<string> CommitsOf(string by, string name, HistoryQuery query) => by.Equals(Commit, StringComparison.OrdinalIgnoreCase)
        ? [.. reader.ReadSnapshots(query with { Metric = NameFilter.None }).Where(snapshot => BelongsTo(snapshot, by, name)).Select(static snapshot => snapshot.Commit!).Distinct(StringComparer.OrdinalIgnoreCase)]
        : [];

    /// <summary>The session of one group; without results where nothing belongs to it.</summary>
    /// <param name="by"><c>branch</c>, <c>commit</c>, or <c>tag:</c> and a name.</param>
    /// <param name="name">Which of them; of a commit its beginning is enough.</param>
    /// <param name="query">What else restricts it.</param>
    public PerfBenchmarkSession Read(string by, string name, HistoryQuery query)
    {
        PerfSnapshot[] snapshots = [.. reader.ReadSnapshots(query with { Metric = null }).Where(snapshot => BelongsTo(snapshot, by, name))];
        if (snapshots.Length == 0)
        {
            return new PerfBenchmarkSession { Source = name };
        }

        PerfMeasurement[] measurements = [.. reader.ReadMeasurements(query with { SnapshotIds = [.. snapshots.Select(static snapshot => snapshot.Id)] })];
        return new PerfBenchmarkSession
        {
            Source = name,
            Commit = snapshots[^1].Commit,
            Branch = snapshots[^1].Branch,
            Results = [.. measurements.GroupBy(static one => (one.Application, one.Environment, one.Cold)).Select(group => Result(group.Key.Application, OneOfSeveral(group.Key.Environment, query), group.Key.Cold, [.. group]))],
        };
    }

    private static bool BelongsTo(PerfSnapshot snapshot, string by, string name) =>
        by.StartsWith(TagPrefix, StringComparison.OrdinalIgnoreCase)
            ? snapshot.Tags.TryGetValue(by[TagPrefix.Length..], out string? value) && value.Equals(name, StringComparison.OrdinalIgnoreCase)
            : by.Equals("branch", StringComparison.OrdinalIgnoreCase)
                ? name.Equals(snapshot.Branch, StringComparison.Ordinal)
                : name.Length > 0 && snapshot.Commit?.StartsWith(name, StringComparison.OrdinalIgnoreCase) == true;

    // A fingerprint is long, and says nothing where there is one alone.
    private string? OneOfSeveral(string environment, HistoryQuery query) =>
        reader.ReadSnapshots(query with { Metric = null }).Any(snapshot => snapshot.Environment != environment) ? environment : null;

    // Unlike machines, and cold starts and warm ones, are never compared: each is a benchmark of its own.
    private PerfBenchmarkResult Result(string application, string? environment, bool cold, PerfMeasurement[] measurements)
    {
        MetricCatalogue catalogue = metrics.ReadCatalogue(application);
        return new PerfBenchmarkResult
        {
            Name = $"{application}{(environment is null ? "" : $" on {environment}")}{(cold ? ", cold start" : "")}",
            Series =
            [
                .. measurements.GroupBy(static measurement => measurement.Metric).Select(group => new BenchmarkSeries(
                    group.First().Name,
                    group.First().Unit,
                    catalogue.FindById(group.Key)?.Direction ?? MetricDirection.LowerIsBetter,
                    SampleKind.Measured)
                {
                    Samples = [.. group.Select(static measurement => new BenchmarkSample(measurement.Value))],
                }),
            ],
        };
    }
}
