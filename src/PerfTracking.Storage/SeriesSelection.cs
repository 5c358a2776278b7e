using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>One application on one environment, warm or cold.</summary>
internal sealed record StoredGroup(long Id, string Application, string Environment, bool Cold);

/// <summary>A series, with its place in the catalogue and where the level begins that a person accepted.</summary>
internal sealed record StoredSeries(long Id, StoredGroup Group, PerfMetric Metric, int Order, SnapshotMark? Start);

/// <summary>Positions of a group: from the first one up to the second, which is not part of it.</summary>
internal readonly record struct StoredSpan(long From, long To);

/// <summary>Finds the groups, series and positions that a query means: names are matched on the small tables.</summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class SeriesSelection(RawDatabase database, MetricCatalogue builtIn)
{
    private readonly SnapshotPositions _positions = new(database);

    /// <summary>The series that a query means by their groups, in the order in which those began.</summary>
    /// <param name="query">The query.</param>
    public IEnumerable<IGrouping<StoredGroup, StoredSeries>> ByGroup(HistoryQuery query) =>
        Series(query, Groups(query)).Values.GroupBy(static one => one.Group).OrderBy(static group => group.Key.Id);

    /// <summary>The groups that a query means, by their keys.</summary>
    /// <param name="query">The query.</param>
    public Dictionary<long, StoredGroup> Groups(HistoryQuery query)
    {
        var groups = new Dictionary<long, StoredGroup>();
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT g.group_id, g.application, e.name, g.cold FROM performance_groups g JOIN performance_environments e USING (environment_id)
                WHERE (?1 IS NULL OR EXISTS (SELECT 1 FROM json_each(?1) f WHERE g.application LIKE f.value ESCAPE '\'))
                    AND (?2 IS NULL OR EXISTS (SELECT 1 FROM json_each(?2) f WHERE e.name LIKE f.value ESCAPE '\'))
                """)
            .Bind(1, JsonList.Of(query.Application)).Bind(2, JsonList.Of(query.Environment)).Start();
        while (rows.Read())
        {
            var group = new StoredGroup(rows.Int64(0), rows.Text(1), rows.Text(2), rows.Int64(3) == 1);
            if (query.Application?.IsMatch(group.Application) != false && query.Environment?.IsMatch(group.Environment) != false && (query.Cold is not { } cold || cold == group.Cold))
            {
                groups.Add(group.Id, group);
            }
        }

        return groups;
    }

    /// <summary>The series that a query means, in the catalogue's order, custom metrics last.</summary>
    /// <param name="query">The query.</param>
    /// <param name="groups">The groups that it means.</param>
    public Dictionary<long, StoredSeries> Series(HistoryQuery query, Dictionary<long, StoredGroup> groups)
    {
        var catalogues = new Dictionary<string, MetricCatalogue>(StringComparer.OrdinalIgnoreCase);
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (int i = 0; i < builtIn.Metrics.Count; i++)
        {
            places.Add(builtIn.Metrics[i].Id, i);
        }

        var found = new List<StoredSeries>();
        using (RawStatement.Execution rows = database
            .Prepare("SELECT x.series_id, x.group_id, x.baseline_at, x.baseline_identity, m.id, x.metric_key FROM performance_series x JOIN performance_metrics m USING (metric_key)").Start())
        {
            while (rows.Read())
            {
                if (!groups.TryGetValue(rows.Int64(1), out StoredGroup? group))
                {
                    continue;
                }

                string id = rows.Text(4);
                PerfMetric metric = CatalogueOf(catalogues, group.Application).FindById(id) ?? CustomMetric.Implied(new MetricKey(id, IsOperation: false));
                if (query.Metric?.IsMatch(metric) != false)
                {
                    int order = places.TryGetValue(id, out int place) ? place : builtIn.Metrics.Count + (int)rows.Int64(5);
                    found.Add(new StoredSeries(rows.Int64(0), group, metric, order, rows.IsNull(2) ? null : new SnapshotMark(rows.Time(2), rows.Identity(3))));
                }
            }
        }

        found.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return found.ToDictionary(static series => series.Id);
    }

    private MetricCatalogue CatalogueOf(Dictionary<string, MetricCatalogue> known, string application)
    {
        if (!known.TryGetValue(application, out MetricCatalogue? catalogue))
        {
            known.Add(application, catalogue = new CatalogueReader(database, builtIn).Read(application));
        }

        return catalogue;
    }

    /// <summary>The part of a group that a query means.</summary>
    /// <param name="group">The group.</param>
    /// <param name="query">The query.</param>
    public StoredSpan SpanOf(StoredGroup group, HistoryQuery query)
    {
        var span = new StoredSpan(long.MinValue, long.MaxValue);
        if (query.Since is { } since)
        {
            span = span with { From = _positions.From(group.Id, SnapshotMark.Before(IsoTime.Round(since))) };
        }

        if (query.Until is { } until)
        {
            span = span with { To = _positions.After(group.Id, SnapshotMark.After(IsoTime.Round(until))) };
        }

        return query.UpTo is { } mark ? span with { To = Math.Min(span.To, _positions.After(group.Id, mark)) } : span;
    }

    /// <summary>The same as far as there are snapshots in it, so that its length says how many they are; empty where there are none.</summary>
    /// <param name="group">The group.</param>
    /// <param name="query">The query.</param>
    public StoredSpan Existing(StoredGroup group, HistoryQuery query)
    {
        StoredSpan span = SpanOf(group, query);
        using RawStatement.Execution rows = database
            .Prepare("SELECT (SELECT position FROM performance_snapshots WHERE group_id = ?1 AND position >= ?2 ORDER BY position LIMIT 1), (SELECT position FROM performance_snapshots WHERE group_id = ?1 AND position < ?3 ORDER BY position DESC LIMIT 1)")
            .Bind(1, group.Id).Bind(2, span.From).Bind(3, span.To).Start();
        return rows.Read() && !rows.IsNull(0) && !rows.IsNull(1) ? new StoredSpan(rows.Int64(0), rows.Int64(1) + 1) : default;
    }

    /// <summary>What of a span belongs to the level that a person accepted last.</summary>
    /// <param name="series">The series.</param>
    /// <param name="span">The span.</param>
    public StoredSpan SinceAccepted(StoredSeries series, StoredSpan span) =>
        series.Start is { } start ? span with { From = Math.Max(span.From, _positions.From(series.Group.Id, start)) } : span;
}
