using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Reads the catalogue: the built-in metrics, what was registered in the store, and the targets set there.</summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class CatalogueReader(RawDatabase database, MetricCatalogue builtIn)
{
    /// <summary>The highest number that the first migration gives; all of those are built in for good.</summary>
    private const int FirstBuiltIn = 21;

    /// <summary>The catalogue with the targets of an application.</summary>
    /// <param name="application">Its own targets count before the general ones; empty for the general ones alone.</param>
    public MetricCatalogue Read(string application)
    {
        Dictionary<string, PerfTarget?> targets = ReadTargets(application);
        List<PerfMetric> others = ReadOthers(targets);
        if (targets.Count == 0 && others.Count == 0)
        {
            return builtIn;
        }

        var metrics = new List<PerfMetric>(builtIn.Metrics.Count + others.Count);
        foreach (PerfMetric metric in builtIn.Metrics)
        {
            metrics.Add(targets.TryGetValue(metric.Id, out PerfTarget? target) ? metric with { Target = target } : metric);
        }

        metrics.AddRange(others);
        return new MetricCatalogue(metrics);
    }

    /// <summary>The targets that were set for an application and those for all, by the metrics' identifiers; <see langword="null"/> for one that was taken away.</summary>
    /// <param name="application">The application; empty for the general ones alone.</param>
    public Dictionary<string, PerfTarget?> ReadTargets(string application)
    {
        var targets = new Dictionary<string, PerfTarget?>(StringComparer.OrdinalIgnoreCase);

        // The empty application sorts first, so that the application's own target replaces the general one.
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT m.id, t.value, t.warning_percent, t.error_percent FROM performance_targets t JOIN performance_metrics m USING (metric_key)
                WHERE t.application IN ('', ?1) ORDER BY t.application
                """)
            .Bind(1, application).Start();
        while (rows.Read())
        {
            targets[rows.Text(0)] = rows.IsNull(1) ? null : new PerfTarget(rows.Double(1), rows.Double(2), rows.Double(3));
        }

        return targets;
    }

    // Those of users, and those that a newer version has built in.
    private List<PerfMetric> ReadOthers(Dictionary<string, PerfTarget?> targets)
    {
        var others = new List<PerfMetric>();
        using RawStatement.Execution rows = database
            .Prepare("SELECT id, name, title, unit, direction, aggregation, kind, operation_name FROM performance_metrics WHERE metric_key > ?1 ORDER BY metric_key")
            .Bind(1, FirstBuiltIn).Start();
        while (rows.Read())
        {
            string id = rows.Text(0);
            if (builtIn.FindById(id) is null)
            {
                others.Add(new PerfMetric(
                    id,
                    rows.Text(1),
                    rows.Text(2),
                    rows.Text(3),
                    rows.Text(4) == nameof(MetricDirection.HigherIsBetter) ? MetricDirection.HigherIsBetter : MetricDirection.LowerIsBetter,
                    ParseAggregation(rows.Text(5)),
                    ParseKind(rows.Text(6)),
                    rows.TextOrNull(7),
                    targets.GetValueOrDefault(id)));
            }
        }

        return others;
    }

    private static MetricKind ParseKind(string text) => text switch
    {
        nameof(MetricKind.Core) => MetricKind.Core,
        nameof(MetricKind.Secondary) => MetricKind.Secondary,
        _ => MetricKind.Custom,
    };

    // Spelled out: Enum.Parse reflects, and the save path pays for it.
    private static MetricAggregation ParseAggregation(string text) => text switch
    {
        nameof(MetricAggregation.Median) => MetricAggregation.Median,
        nameof(MetricAggregation.Sum) => MetricAggregation.Sum,
        nameof(MetricAggregation.Mean) => MetricAggregation.Mean,
        nameof(MetricAggregation.Minimum) => MetricAggregation.Minimum,
        nameof(MetricAggregation.Maximum) => MetricAggregation.Maximum,
        _ => MetricAggregation.Last,
    };
}
