using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Reads history. Names are matched on the small tables first, so that the large ones are only ever searched by key.</summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class HistoryRows(RawDatabase database, MetricCatalogue builtIn)
{
    /// <summary>How many snapshots are read at once: so many that asking costs nothing, so few that nobody waits.</summary>
    private const int PageSize = 256;

    // CROSS JOIN keeps SQLite from beginning with the smaller table, which would lose the order of the larger one's index.
    private const string Columns = "SELECT n.snapshot_id, n.timestamp, n.identity, n.group_id, s.session_id, nullif(r.commit_hash, ''), nullif(r.branch, ''), n.tags";
    private const string Names =
        """
        CROSS JOIN performance_sessions s ON s.session_key = n.session_key
        LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
        """;

    private const string Listed = "FROM json_each(?1) j CROSS JOIN performance_snapshots n ON n.snapshot_id = j.value";

    private readonly SeriesSelection _selection = new(database, builtIn);

    /// <summary>Snapshots with their measurements, oldest first, read a page at a time.</summary>
    /// <param name="query">Which ones.</param>
    public IEnumerable<PerfSnapshot> Snapshots(HistoryQuery query)
    {
        Dictionary<long, StoredGroup> groups = _selection.Groups(query);
        foreach (List<PerfSnapshot> page in Pages(query, groups))
        {
            foreach (PerfSnapshot snapshot in Complete(page, query.Metric))
            {
                yield return snapshot;
            }
        }
    }

    /// <summary>The latest snapshot of each application.</summary>
    /// <param name="query">Which ones.</param>
    public IEnumerable<PerfSnapshot> LatestSnapshots(HistoryQuery query)
    {
        Dictionary<long, StoredGroup> groups = _selection.Groups(query);
        List<PerfSnapshot> latest = Latest(query, groups, last: 1, ofEachGroup: true);
        latest = [.. latest.GroupBy(static snapshot => snapshot.Application, StringComparer.OrdinalIgnoreCase)
            .Select(static own => own.MaxBy(static snapshot => snapshot.Mark)!).OrderBy(static snapshot => snapshot.Application, StringComparer.OrdinalIgnoreCase)];
        return Complete(latest, query.Metric);
    }

    /// <summary>The points of each series, oldest first.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="wholeHistory">Whether points before an accepted change of level are read too.</param>
    public IEnumerable<MetricSeries> SeriesPoints(HistoryQuery query, bool wholeHistory)
    {
        foreach ((StoredGroup group, IReadOnlyList<StoredSeries> all) in _selection.ByGroup(query))
        {
            StoredSpan span = _selection.SpanOf(group, query);
            foreach (StoredSeries series in all)
            {
                SeriesPoint[] points = Points(series, wholeHistory ? span : _selection.SinceAccepted(series, span), query.Last, query.Branch);
                if (points.Length > 0)
                {
                    yield return new MetricSeries(series.Metric, group.Application, group.Environment, group.Cold, points);
                }
            }
        }
    }

    /// <summary>The latest measurements of each series, in the order of snapshots and of the catalogue.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="last">How many of each series.</param>
    public IEnumerable<PerfMeasurement> LatestMeasurements(HistoryQuery query, int last)
    {
        var found = new List<(SnapshotMark Mark, int Order, PerfMeasurement Row)>();
        foreach ((StoredGroup group, IReadOnlyList<StoredSeries> all) in _selection.ByGroup(query))
        {
            StoredSpan span = _selection.SpanOf(group, query);
            foreach (StoredSeries series in all)
            {
                AddLatest(found, series, span, last, query.Branch);
            }
        }

        return found.OrderBy(static row => row.Mark).ThenBy(static row => row.Order).Select(static row => row.Row);
    }

    private void AddLatest(List<(SnapshotMark Mark, int Order, PerfMeasurement Row)> found, StoredSeries series, StoredSpan span, int last, string? branch)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                $"""
                {Columns}, m.value, m.sample_count, m.minimum, m.maximum
                FROM performance_measurements m CROSS JOIN performance_snapshots n ON n.group_id = ?2 AND n.position = m.position {Names}
                WHERE m.series_id = ?1 AND m.position >= ?3 AND m.position < ?4 AND (?6 IS NULL OR r.branch = ?6) ORDER BY m.position DESC LIMIT ?5
                """)
            .Bind(1, series.Id).Bind(2, series.Group.Id).Bind(3, span.From).Bind(4, span.To).Bind(5, last).Bind(6, branch).Start();
        while (rows.Read())
        {
            PerfSnapshot snapshot = Snapshot(rows, series.Group);
            found.Add((snapshot.Mark, series.Order, Measurement(snapshot, series.Metric, rows, firstColumn: 8)));
        }
    }

    private SeriesPoint[] Points(StoredSeries series, StoredSpan span, int? last, string? branch)
    {
        // Descending by the clustered key: the latest window costs the same in a store of any age.
        var points = new List<SeriesPoint>();
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT n.snapshot_id, n.timestamp, m.value, nullif(r.commit_hash, '')
                FROM performance_measurements m
                CROSS JOIN performance_snapshots n ON n.group_id = ?2 AND n.position = m.position
                LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
                WHERE m.series_id = ?1 AND m.position >= ?3 AND m.position < ?4 AND (?6 IS NULL OR r.branch = ?6) ORDER BY m.position DESC LIMIT ?5
                """)
            .Bind(1, series.Id).Bind(2, series.Group.Id).Bind(3, span.From).Bind(4, span.To).Bind(5, last ?? -1).Bind(6, branch).Start();
        while (rows.Read())
        {
            points.Add(new SeriesPoint(rows.Int64(0), rows.Time(1), rows.Double(2), rows.TextOrNull(3)));
        }

        points.Reverse();
        return [.. points];
    }

    private IEnumerable<List<PerfSnapshot>> Pages(HistoryQuery query, Dictionary<long, StoredGroup> groups)
    {
        if (query.SnapshotIds is { } ids)
        {
            yield return Read(groups, database.Prepare($"{Columns} {Listed} {Names} ORDER BY n.timestamp, n.identity").Bind(1, JsonList.Of(ids)));
        }
        else if (query.Last is { } last)
        {
            foreach (PerfSnapshot[] page in Latest(query, groups, last).Chunk(PageSize))
            {
                yield return [.. page];
            }
        }
        else
        {
            string chosen = JsonList.Of(groups.Keys);
            (string from, Guid after) = (IsoTime.Bound(query.Since) ?? string.Empty, Guid.Empty);
            int size = Math.Max(PageSize, groups.Count); // A page goes through the list of the groups once.
            while (Read(groups, Page(from, after, IsoTime.Bound(query.Until) ?? IsoTime.Latest, chosen, query.Branch, size)) is { Count: > 0 } page)
            {
                (from, after) = (IsoTime.Write(page[^1].Timestamp), page[^1].Identity);
                yield return page;
            }
        }
    }

    // The plus keeps SQLite at the order by time.
    private RawStatement Page(string from, Guid after, string until, string groups, string? branch, int size) => database
        .Prepare(
            $"""
            {Columns} FROM performance_snapshots n {Names}
            WHERE n.timestamp >= ?1 AND n.timestamp <= ?2 AND (n.timestamp > ?1 OR n.identity > ?3) AND +n.group_id IN (SELECT value FROM json_each(?4)) AND (?5 IS NULL OR r.branch = ?5)
            ORDER BY n.timestamp, n.identity LIMIT ?6
            """)
        .Bind(1, from).Bind(2, until).Bind(3, after).Bind(4, groups).Bind(5, branch).Bind(6, size);

    private List<PerfSnapshot> Latest(HistoryQuery query, Dictionary<long, StoredGroup> groups, int last, bool ofEachGroup = false)
    {
        if (!ofEachGroup && query is { Application: null, Environment: null, Cold: null, Branch: null, UpTo: null })
        {
            return LatestOfAll(query, groups, last);
        }

        var latest = new List<PerfSnapshot>();
        foreach (StoredGroup group in groups.Values)
        {
            StoredSpan span = _selection.SpanOf(group, query);
            latest.AddRange(Read(groups, database
                .Prepare($"{Columns} FROM performance_snapshots n {Names} WHERE n.group_id = ?1 AND n.position >= ?2 AND n.position < ?3 AND (?5 IS NULL OR r.branch = ?5) ORDER BY n.position DESC LIMIT ?4")
                .Bind(1, group.Id).Bind(2, span.From).Bind(3, span.To).Bind(4, last).Bind(5, query.Branch)));
        }

        latest.Sort(static (left, right) => left.Mark.CompareTo(right.Mark));
        return ofEachGroup || latest.Count <= last ? latest : latest.GetRange(latest.Count - last, last);
    }

    // Where every group counts the order by time has them already, however many groups there are.
    private List<PerfSnapshot> LatestOfAll(HistoryQuery query, Dictionary<long, StoredGroup> groups, int last)
    {
        List<PerfSnapshot> latest = Read(groups, database
            .Prepare($"{Columns} FROM performance_snapshots n {Names} WHERE n.timestamp >= ?1 AND n.timestamp <= ?2 ORDER BY n.timestamp DESC, n.identity DESC LIMIT ?3")
            .Bind(1, IsoTime.Bound(query.Since) ?? string.Empty).Bind(2, IsoTime.Bound(query.Until) ?? IsoTime.Latest).Bind(3, last));
        latest.Reverse();
        return latest;
    }

    private static List<PerfSnapshot> Read(Dictionary<long, StoredGroup> groups, RawStatement statement)
    {
        var snapshots = new List<PerfSnapshot>();
        using RawStatement.Execution rows = statement.Start();
        while (rows.Read())
        {
            if (groups.TryGetValue(rows.Int64(3), out StoredGroup? group))
            {
                snapshots.Add(Snapshot(rows, group));
            }
        }

        return snapshots;
    }

    private List<PerfSnapshot> Complete(List<PerfSnapshot> snapshots, NameFilter? metric)
    {
        if (metric?.IsEmpty == true)
        {
            return snapshots;
        }

        var byId = new Dictionary<long, List<(int Order, PerfMeasurement Row)>>(snapshots.Count);
        var described = new Dictionary<long, PerfSnapshot>(snapshots.Count);
        foreach (PerfSnapshot snapshot in snapshots)
        {
            byId.Add(snapshot.Id, []);
            described.Add(snapshot.Id, snapshot);
        }

        using (RawStatement.Execution rows = database
            .Prepare(
                $"""
                SELECT n.snapshot_id, x.metric_key, m.value, m.sample_count, m.minimum, m.maximum
                {Listed}
                CROSS JOIN performance_series x ON x.group_id = n.group_id
                CROSS JOIN performance_measurements m ON m.series_id = x.series_id AND m.position = n.position
                """)
            .Bind(1, JsonList.Of(byId.Keys)).Start())
        {
            while (rows.Read())
            {
                PerfSnapshot snapshot = described[rows.Int64(0)];
                if (_selection.MetricOf(snapshot.Application, rows.Int64(1), metric) is { } one)
                {
                    byId[snapshot.Id].Add((one.Order, Measurement(snapshot, one.Metric, rows, firstColumn: 2)));
                }
            }
        }

        return snapshots.ConvertAll(snapshot => WithMeasurements(snapshot, byId[snapshot.Id]));
    }

    private static PerfSnapshot WithMeasurements(PerfSnapshot snapshot, List<(int Order, PerfMeasurement Row)> rows)
    {
        rows.Sort(static (left, right) => left.Order.CompareTo(right.Order));
        List<PerfMeasurement> measurements = rows.ConvertAll(static row => row.Row);
        return snapshot with
        {
            Measurements = measurements,
            PerformanceIndex = measurements.Find(static measurement => measurement.Metric == BuiltInMetrics.PerformanceIndex)?.Value,
        };
    }

    private static PerfSnapshot Snapshot(RawStatement.Execution row, StoredGroup group) => new()
    {
        Id = row.Int64(0),
        Timestamp = row.Time(1),
        Identity = row.Identity(2),
        Application = group.Application,
        Environment = group.Environment,
        Cold = group.Cold,
        SessionId = Guid.Parse(row.Text(4)),
        Commit = row.TextOrNull(5),
        Branch = row.TextOrNull(6),
        Tags = TagJson.Read(row.Text(7)),
    };

    private static PerfMeasurement Measurement(PerfSnapshot snapshot, PerfMetric metric, RawStatement.Execution row, int firstColumn)
    {
        double value = row.Double(firstColumn);
        return new PerfMeasurement
        {
            SnapshotId = snapshot.Id,
            Timestamp = snapshot.Timestamp,
            Application = snapshot.Application,
            Metric = metric.Id,
            Name = metric.Name,
            Value = value,
            Unit = metric.Unit,
            Count = (int)row.Int64(firstColumn + 1),
            Minimum = row.DoubleOrNull(firstColumn + 2) ?? value,
            Maximum = row.DoubleOrNull(firstColumn + 3) ?? value,
            Cold = snapshot.Cold,
            Environment = snapshot.Environment,
            SessionId = snapshot.SessionId,
            Commit = snapshot.Commit,
            Branch = snapshot.Branch,
            Tags = TagText.Of(snapshot.Tags),
        };
    }
}
