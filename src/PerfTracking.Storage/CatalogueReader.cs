using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Reads the catalogue: the built-in metrics, what was registered in the store, and the targets set there.</summary>
internal sealed class CatalogueReader(RawDatabase database)
{
    /// <summary>The catalogue with the targets of an application.</summary>
    /// <param name="application">Its own targets count before the general ones; empty for the general ones alone.</param>
    public MetricCatalogue Read(string application)
    {
        Dictionary<long, PerfTarget?> targets = ReadTargets(application);
        List<PerfMetric> custom = ReadCustom(targets);
        if (targets.Count == 0 && custom.Count == 0)
        {
            return MetricCatalogue.BuiltIn;
        }

        var metrics = new List<PerfMetric>(BuiltInMetrics.All.Count + custom.Count);
        for (int i = 0; i < BuiltInMetrics.All.Count; i++)
        {
            PerfMetric metric = BuiltInMetrics.All[i];
            metrics.Add(targets.TryGetValue(i + 1, out PerfTarget? target) ? metric with { Target = target } : metric);
        }

        metrics.AddRange(custom);
        return new MetricCatalogue(metrics);
    }

    private Dictionary<long, PerfTarget?> ReadTargets(string application)
    {
        var targets = new Dictionary<long, PerfTarget?>();

        // The empty application sorts first, so that the application's own target replaces the general one.
        using RawStatement.Execution rows = database
            .Prepare("SELECT metric_key, value, warning_percent, error_percent FROM performance_targets WHERE application IN ('', ?1) ORDER BY application")
            .Bind(1, application).Start();
        while (rows.Read())
        {
            targets[rows.Int64(0)] = rows.IsNull(1) ? null : new PerfTarget(rows.Double(1), rows.Double(2), rows.Double(3));
        }

        return targets;
    }

    private List<PerfMetric> ReadCustom(Dictionary<long, PerfTarget?> targets)
    {
        var custom = new List<PerfMetric>();
        using RawStatement.Execution rows = database
            .Prepare("SELECT metric_key, id, name, title, unit, direction, aggregation, operation_name FROM performance_metrics WHERE metric_key > ?1 ORDER BY metric_key")
            .Bind(1, BuiltInMetrics.All.Count).Start();
        while (rows.Read())
        {
            custom.Add(new PerfMetric(
                rows.Text(1),
                rows.Text(2),
                rows.Text(3),
                rows.Text(4),
                rows.Text(5) == nameof(MetricDirection.HigherIsBetter) ? MetricDirection.HigherIsBetter : MetricDirection.LowerIsBetter,
                ParseAggregation(rows.Text(6)),
                MetricKind.Custom,
                rows.IsNull(7) ? null : rows.Text(7),
                targets.GetValueOrDefault(rows.Int64(0))));
        }

        return custom;
    }

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
