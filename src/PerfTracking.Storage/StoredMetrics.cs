using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// The metrics of a store by their keys. Read once for all applications; the few that have targets of their own are read when
/// they are asked for.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class StoredMetrics(RawDatabase database, MetricCatalogue builtIn)
{
    private readonly CatalogueReader _catalogues = new(database, builtIn);
    private readonly Dictionary<string, Dictionary<string, PerfTarget?>> _targets = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<long, (PerfMetric Metric, int Order)>? _metrics;
    private HashSet<string>? _withTargets;

    /// <summary>A metric with its place in the catalogue, or <see langword="null"/> where it is not meant.</summary>
    /// <param name="application">The application whose own targets count.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="filter">What is meant, or <see langword="null"/> for all.</param>
    public (PerfMetric Metric, int Order)? Find(string application, long key, NameFilter? filter)
    {
        if (filter?.IsEmpty == true || (_metrics ??= ReadAll()).GetValueOrDefault(key) is not { Metric: { } metric, Order: var order } || filter?.IsMatch(metric) == false)
        {
            return null;
        }

        return (OwnTargets(application) is { } own && own.TryGetValue(metric.Id, out PerfTarget? target) ? metric with { Target = target } : metric, order);
    }

    private Dictionary<long, (PerfMetric Metric, int Order)> ReadAll()
    {
        MetricCatalogue catalogue = _catalogues.Read(string.Empty);
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < builtIn.Metrics.Count; i++)
        {
            places.Add(builtIn.Metrics[i].Id, i);
        }

        var metrics = new Dictionary<long, (PerfMetric Metric, int Order)>();
        using RawStatement.Execution rows = database.Prepare("SELECT metric_key, id FROM performance_metrics").Start();
        while (rows.Read())
        {
            long key = rows.Int64(0);
            string id = rows.Text(1);
            metrics.Add(
                key,
                (catalogue.FindById(id) ?? CustomMetric.Implied(new MetricKey(id, IsOperation: false)), places.TryGetValue(id, out int place) ? place : builtIn.Metrics.Count + (int)key));
        }

        return metrics;
    }

    private Dictionary<string, PerfTarget?>? OwnTargets(string application)
    {
        _withTargets ??= new HashSet<string>(database.QueryTexts("SELECT DISTINCT application FROM performance_targets WHERE application <> ''"), StringComparer.OrdinalIgnoreCase);
        if (!_withTargets.Contains(application))
        {
            return null;
        }

        if (!_targets.TryGetValue(application, out Dictionary<string, PerfTarget?>? own))
        {
            _targets.Add(application, own = _catalogues.ReadTargets(application));
        }

        return own;
    }
}
