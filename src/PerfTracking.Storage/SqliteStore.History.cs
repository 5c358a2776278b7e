using Dapper;
using Microsoft.Data.Sqlite;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Storage;

/// <content>Reading history. Names are matched on the small tables first, so that the large ones are only ever searched by key.</content>
public sealed partial class SqliteStore
{
    private const string SnapshotColumns =
        """
        n.snapshot_id AS Id, n.timestamp AS Timestamp, n.group_id AS GroupId, s.session_id AS SessionId,
        r.commit_hash AS CommitHash, r.branch AS Branch, n.tags AS Tags
        FROM performance_snapshots n
        JOIN performance_sessions s USING (session_key)
        LEFT JOIN performance_revisions r USING (revision_id)
        """;

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadApplications() =>
        [.. ReadGuarded(static connection => connection.Query<string>("SELECT DISTINCT application FROM performance_groups ORDER BY application"))];

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadGuarded(connection => SnapshotsOf(connection, query, GroupsOf(connection, query), SeriesOf(connection, query)));
    }

    /// <inheritdoc/>
    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadGuarded(connection => query.Last is { } last && query.SnapshotIds is null
            ? LatestMeasurements(connection, query, last)
            : SnapshotsOf(connection, query, GroupsOf(connection, query), SeriesOf(connection, query)).SelectMany(static snapshot => snapshot.Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadGuarded(connection => SeriesPoints(connection, query, wholeHistory));
    }

    private IEnumerable<MetricSeries> SeriesPoints(SqliteConnection connection, HistoryQuery query, bool wholeHistory)
    {
        ILookup<long, SeriesRow> byGroup = SeriesOf(connection, query);
        foreach (GroupRow group in GroupsOf(connection, query).Values)
        {
            foreach (SeriesRow series in byGroup[group.GroupId])
            {
                SeriesPoint[] points = PointsOf(connection, series, query, wholeHistory ? null : series.BaselineStart);
                if (points.Length > 0)
                {
                    yield return new MetricSeries(series.Metric, group.Application, group.Environment, group.Cold, points);
                }
            }
        }
    }

    private static SeriesPoint[] PointsOf(SqliteConnection connection, SeriesRow series, HistoryQuery query, long? from)
    {
        // Descending by the clustered key: the latest window costs the same in a store of any age.
        IEnumerable<PointRow> rows = connection.Query<PointRow>(
            """
            SELECT m.snapshot_id AS SnapshotId, n.timestamp AS Timestamp, m.value AS Value, r.commit_hash AS CommitHash
            FROM performance_measurements m
            JOIN performance_snapshots n USING (snapshot_id)
            LEFT JOIN performance_revisions r USING (revision_id)
            WHERE m.series_id = @SeriesId AND m.snapshot_id >= @From
              AND m.snapshot_id <= @UpTo
              AND (@Since IS NULL OR n.timestamp >= @Since) AND (@Until IS NULL OR n.timestamp <= @Until)
            ORDER BY m.snapshot_id DESC LIMIT @Last
            """,
            new { series.SeriesId, From = from ?? 0, UpTo = query.UpToSnapshotId ?? long.MaxValue, Since = TextOf(query.Since), Until = TextOf(query.Until), Last = query.Last ?? -1 },
            buffered: false);
        var points = new List<SeriesPoint>();
        foreach (PointRow row in rows)
        {
            points.Add(new SeriesPoint(row.SnapshotId, IsoTime.Read(row.Timestamp), row.Value, NullIfEmpty(row.CommitHash)));
        }

        points.Reverse();
        return [.. points];
    }

    private static IEnumerable<PerfSnapshot> SnapshotsOf(
        SqliteConnection connection, HistoryQuery query, Dictionary<long, GroupRow> groups, ILookup<long, SeriesRow> series)
    {
        foreach (SnapshotRow row in SnapshotRows(connection, query, groups))
        {
            if (!groups.TryGetValue(row.GroupId, out GroupRow? group))
            {
                continue;
            }

            PerfSnapshot snapshot = group.Describe(row);
            var measurements = new List<PerfMeasurement>();
            foreach (ValueRow value in ValuesOf(connection, row.Id, series[row.GroupId]))
            {
                measurements.Add(MeasurementOf(snapshot, value));
            }

            measurements.Sort(static (left, right) => CatalogueOrder(left).CompareTo(CatalogueOrder(right)));
            yield return snapshot with
            {
                Measurements = measurements,
                PerformanceIndex = measurements.Find(static measurement => measurement.Metric == BuiltInMetrics.PerformanceIndex)?.Value,
            };
        }
    }

    private static IEnumerable<SnapshotRow> SnapshotRows(SqliteConnection connection, HistoryQuery query, Dictionary<long, GroupRow> groups)
    {
        if (query.SnapshotIds is { } ids)
        {
            return ids.Order().SelectMany(id => connection.Query<SnapshotRow>($"SELECT {SnapshotColumns} WHERE n.snapshot_id = @id", new { id }));
        }

        const string inTime = "(@Since IS NULL OR n.timestamp >= @Since) AND (@Until IS NULL OR n.timestamp <= @Until)";
        var parameters = new { Since = TextOf(query.Since), Until = TextOf(query.Until), Groups = groups.Keys.ToArray(), query.Last };
        return query.Last is null
            ? connection.Query<SnapshotRow>($"SELECT {SnapshotColumns} WHERE {inTime} ORDER BY n.snapshot_id", parameters, buffered: false)
            : connection.Query<SnapshotRow>(
                $"SELECT {SnapshotColumns} WHERE n.group_id IN @Groups AND {inTime} ORDER BY n.snapshot_id DESC LIMIT @Last", parameters).Reverse();
    }

    private IEnumerable<PerfMeasurement> LatestMeasurements(SqliteConnection connection, HistoryQuery query, int last)
    {
        Dictionary<long, GroupRow> groups = GroupsOf(connection, query);
        ILookup<long, SeriesRow> byGroup = SeriesOf(connection, query);
        var rows = new List<PerfMeasurement>();
        foreach (SeriesRow series in groups.Keys.SelectMany(group => byGroup[group]))
        {
            IEnumerable<LatestRow> latest = connection.Query<LatestRow>(
                $"""
                SELECT m.value AS Value, m.sample_count AS SampleCount, m.minimum AS Minimum, m.maximum AS Maximum, x.*
                FROM performance_measurements m JOIN (SELECT {SnapshotColumns}) x ON x.Id = m.snapshot_id
                WHERE m.series_id = @SeriesId AND (@Since IS NULL OR x.Timestamp >= @Since) AND (@Until IS NULL OR x.Timestamp <= @Until)
                ORDER BY m.snapshot_id DESC LIMIT @last
                """,
                new { series.SeriesId, last, Since = TextOf(query.Since), Until = TextOf(query.Until) });
            rows.AddRange(latest.Select(row => MeasurementOf(groups[series.GroupId].Describe(row), row.With(series.Metric))));
        }

        return rows.OrderBy(static row => row.SnapshotId).ThenBy(CatalogueOrder);
    }

    private static Dictionary<long, GroupRow> GroupsOf(SqliteConnection connection, HistoryQuery query) => connection
        .Query<GroupRow>("SELECT group_id AS GroupId, application AS Application, name AS Environment, cold AS Cold FROM performance_groups JOIN performance_environments USING (environment_id) ORDER BY group_id")
        .Where(group => query.Application?.Invoke(group.Application) != false
            && query.Environment?.Invoke(group.Environment) != false
            && (query.Cold is not { } cold || cold == group.Cold))
        .ToDictionary(static group => group.GroupId);

    private ILookup<long, SeriesRow> SeriesOf(SqliteConnection connection, HistoryQuery query)
    {
        var catalogues = new ApplicationCatalogues(connection, _builtIn);
        return connection
            .Query<SeriesKeyRow>("SELECT x.series_id AS SeriesId, x.group_id AS GroupId, x.baseline_start AS BaselineStart, m.id AS MetricId, g.application AS Application FROM performance_series x JOIN performance_metrics m USING (metric_key) JOIN performance_groups g USING (group_id) ORDER BY x.metric_key")
            .Select(row => new SeriesRow(row.SeriesId, row.GroupId, row.BaselineStart, MetricOf(catalogues.Of(row.Application), row.MetricId)))
            .Where(row => query.Metric?.Invoke(row.Metric.Id, row.Metric.Name) != false)
            .ToLookup(static row => row.GroupId);
    }

    private static PerfMetric MetricOf(MetricCatalogue catalogue, string id) => catalogue.FindById(id) ?? CustomMetric.Implied(new MetricKey(id, IsOperation: false));

    private static IEnumerable<ValueRow> ValuesOf(SqliteConnection connection, long snapshot, IEnumerable<SeriesRow> series)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT value, sample_count, minimum, maximum FROM performance_measurements WHERE series_id = $series AND snapshot_id = $snapshot";
        SqliteParameter key = command.Parameters.Add("$series", SqliteType.Integer);
        command.Parameters.AddWithValue("$snapshot", snapshot);
        foreach (SeriesRow one in series)
        {
            key.Value = one.SeriesId;
            using SqliteDataReader reader = command.ExecuteReader();
            if (reader.Read())
            {
                double value = reader.GetDouble(0);
                yield return new ValueRow(
                    one.Metric, value, reader.GetInt32(1), reader.IsDBNull(2) ? value : reader.GetDouble(2), reader.IsDBNull(3) ? value : reader.GetDouble(3));
            }
        }
    }

    private static PerfMeasurement MeasurementOf(PerfSnapshot snapshot, ValueRow value) => new()
    {
        SnapshotId = snapshot.Id,
        Timestamp = snapshot.Timestamp,
        Application = snapshot.Application,
        Metric = value.Metric.Id,
        Name = value.Metric.Name,
        Value = value.Value,
        Unit = value.Metric.Unit,
        Count = value.Count,
        Minimum = value.Minimum,
        Maximum = value.Maximum,
        Cold = snapshot.Cold,
        Environment = snapshot.Environment,
        SessionId = snapshot.SessionId,
        Commit = snapshot.Commit,
        Branch = snapshot.Branch,
        Tags = TagText.Of(snapshot.Tags),
    };

    private static int CatalogueOrder(PerfMeasurement measurement)
    {
        for (int i = 0; i < BuiltInMetrics.All.Count; i++)
        {
            if (BuiltInMetrics.All[i].Id == measurement.Metric)
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    private static string? TextOf(DateTimeOffset? time) => time is { } known ? IsoTime.Write(known) : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
