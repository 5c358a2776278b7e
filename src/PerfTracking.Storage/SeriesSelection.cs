using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>One application on one environment, warm or cold; and where it ends for a query that says so of each.</summary>
internal sealed record StoredGroup(long Id, string Application, string Environment, bool Cold, SnapshotPosition? End = null);

/// <summary>A series, with its place in the catalogue and where the level begins that a person accepted.</summary>
internal sealed record StoredSeries(long Id, StoredGroup Group, PerfMetric Metric, int Order, SnapshotMark? Start);

/// <summary>Positions of a group: from the first one up to the second, which is not part of it.</summary>
internal readonly record struct StoredSpan(long From, long To);

/// <summary>Finds the groups, series and positions that a query means: names are matched on the small tables, once for all groups.</summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class SeriesSelection(RawDatabase database, MetricCatalogue builtIn)
{
    private readonly SnapshotPositions _positions = new(database);
    private readonly StoredMetrics _metrics = new(database, builtIn);

    /// <summary>
    /// The series that a query means by their groups, in the order in which those began, or in that of the snapshots that end them.
    /// Of each group in the catalogue's order, custom metrics last; they are read when it is their turn.
    /// </summary>
    /// <param name="query">The query.</param>
    public IEnumerable<(StoredGroup Group, IReadOnlyList<StoredSeries> Series)> ByGroup(HistoryQuery query)
    {
        IEnumerable<StoredGroup> groups = query.EachUpTo is null ? Groups(query).Values.OrderBy(static group => group.Id) : Ended(query);
        foreach (StoredGroup group in groups)
        {
            if (SeriesOf(group, query.Metric) is { Count: > 0 } series)
            {
                yield return (group, series);
            }
        }
    }

    /// <summary>The metric of a group's series with its place in the catalogue, or <see langword="null"/> where a query does not mean it.</summary>
    /// <param name="application">The group's application, whose own targets count.</param>
    /// <param name="key">The metric's key.</param>
    /// <param name="filter">What is asked for, or <see langword="null"/> for all.</param>
    public (PerfMetric Metric, int Order)? MetricOf(string application, long key, NameFilter? filter) => _metrics.Find(application, key, filter);

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
            if (IsMeant(group, query))
            {
                groups.Add(group.Id, group);
            }
        }

        return groups;
    }

    // Found by the keys of snapshots: what others there are does not matter.
    private List<StoredGroup> Ended(HistoryQuery query)
    {
        var groups = new List<StoredGroup>(query.EachUpTo!.Count);
        var places = new Dictionary<long, int>(query.EachUpTo.Count);
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT g.group_id, g.application, e.name, g.cold, n.position, n.timestamp, n.identity
                FROM json_each(?1) j
                CROSS JOIN performance_snapshots n ON n.snapshot_id = j.value
                CROSS JOIN performance_groups g ON g.group_id = n.group_id
                CROSS JOIN performance_environments e ON e.environment_id = g.environment_id
                ORDER BY j.key
                """)
            .Bind(1, JsonList.Of(query.EachUpTo)).Start();
        while (rows.Read())
        {
            var end = new SnapshotPosition(rows.Int64(4), new SnapshotMark(rows.Time(5), rows.Identity(6)));
            var group = new StoredGroup(rows.Int64(0), rows.Text(1), rows.Text(2), rows.Int64(3) == 1, end);
            if (!IsMeant(group, query))
            {
                continue;
            }

            if (places.TryAdd(group.Id, groups.Count))
            {
                groups.Add(group);
            }
            else if (end.Position > groups[places[group.Id]].End!.Position)
            {
                groups[places[group.Id]] = group;
            }
        }

        return groups;
    }

    private static bool IsMeant(StoredGroup group, HistoryQuery query) =>
        query.Application?.IsMatch(group.Application) != false && query.Environment?.IsMatch(group.Environment) != false && (query.Cold is not { } cold || cold == group.Cold);

    private List<StoredSeries> SeriesOf(StoredGroup group, NameFilter? metric)
    {
        var found = new List<StoredSeries>();
        using RawStatement.Execution rows = database
            .Prepare("SELECT series_id, metric_key, baseline_at, baseline_identity FROM performance_series WHERE group_id = ?1").Bind(1, group.Id).Start();
        while (rows.Read())
        {
            if (MetricOf(group.Application, rows.Int64(1), metric) is { } known)
            {
                found.Add(new StoredSeries(rows.Int64(0), group, known.Metric, known.Order, rows.IsNull(2) ? null : new SnapshotMark(rows.Time(2), rows.Identity(3))));
            }
        }

        found.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        return found;
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

        if (query.UpTo is { } mark)
        {
            span = span with { To = Math.Min(span.To, _positions.After(group.Id, mark)) };
        }

        if (group.End is not { } end)
        {
            return span;
        }

        return new StoredSpan(
            query.Within is { } within ? Math.Max(span.From, _positions.From(group.Id, SnapshotMark.Before(IsoTime.Round(end.Mark.At - within)))) : span.From,
            Math.Min(span.To, end.Position + 1));
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

    /// <summary>What of a span belongs to the level that a person accepted last: of those before the snapshot that ends it, where one does.</summary>
    /// <param name="series">The series.</param>
    /// <param name="span">The span.</param>
    public StoredSpan SinceAccepted(StoredSeries series, StoredSpan span)
    {
        SnapshotMark? start = series.Start is { } latest && series.Group.End is { Mark: var end } && end < latest ? AcceptedBefore(series.Id, end) : series.Start;
        return start is { } mark ? span with { From = Math.Max(span.From, _positions.From(series.Group.Id, mark)) } : span;
    }

    private SnapshotMark? AcceptedBefore(long series, SnapshotMark end)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                $"""
                SELECT level_at, level_identity FROM performance_alerts JOIN ({AlertRows.AcceptedLevels}) USING (alert_id)
                WHERE series_id = ?1 AND (level_at, level_identity) <= (?2, ?3) ORDER BY level_at DESC, level_identity DESC LIMIT 1
                """)
            .Bind(1, series).Bind(2, IsoTime.Write(end.At)).Bind(3, end.Id).Start();
        return rows.Read() ? new SnapshotMark(rows.Time(0), rows.Identity(1)) : null;
    }
}
