using System.Globalization;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// Reads what pictures need. Values are walked by the clustered key alone; times and commits are looked up for the points that
/// are shown.
/// </summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
/// <param name="remembered">What is remembered of long series from one picture to the next.</param>
internal sealed class ChartRows(RawDatabase database, MetricCatalogue builtIn, SeriesBlocks remembered)
{
    private const int RecentRevisions = 1000;
    private const string DayFormat = "yyyy-MM-dd";

    private const string Values =
        "SELECT m.position, m.value FROM performance_measurements m WHERE m.series_id = ?1 AND m.position >= ?2 AND m.position < ?3 ORDER BY m.position";

    // The same for one branch, which only the snapshots know.
    private const string BranchValues =
        """
        SELECT m.position, m.value FROM performance_measurements m
        CROSS JOIN performance_snapshots n ON n.group_id = ?5 AND n.position = m.position
        CROSS JOIN performance_revisions r ON r.revision_id = n.revision_id AND r.branch = ?6
        WHERE m.series_id = ?1 AND m.position >= ?2 AND m.position < ?3 ORDER BY m.position
        """;

    private readonly SeriesSelection _selection = new(database, builtIn);
    private readonly SnapshotPositions _positions = new(database);

    /// <summary>The groups with their latest snapshots.</summary>
    public List<SeriesGroup> Groups()
    {
        var groups = new List<SeriesGroup>();
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT g.application, e.name, g.cold, n.timestamp, n.position - (SELECT min(position) FROM performance_snapshots f WHERE f.group_id = g.group_id) + 1
                FROM performance_groups g
                JOIN performance_environments e USING (environment_id)
                CROSS JOIN performance_snapshots n ON n.group_id = g.group_id
                    AND n.position = (SELECT max(position) FROM performance_snapshots l WHERE l.group_id = g.group_id)
                ORDER BY g.application, e.name, g.cold
                """).Start();
        while (rows.Read())
        {
            groups.Add(new SeriesGroup(rows.Text(0), rows.Text(1), rows.Int64(2) == 1, IsoTime.Read(rows.Utf8(3)), rows.Int64(4)));
        }

        return groups;
    }

    /// <summary>The branches of the latest commits.</summary>
    public List<string> Branches() => [.. database.QueryTexts(
        $"SELECT DISTINCT branch FROM (SELECT branch FROM performance_revisions ORDER BY revision_id DESC LIMIT {RecentRevisions}) WHERE branch <> '' ORDER BY branch")];

    /// <summary>The series of a query, thinned.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="columns">How many columns a picture has.</param>
    /// <param name="window">How many values come with a column.</param>
    public IEnumerable<ThinnedSeries> Thinned(HistoryQuery query, int columns, int window)
    {
        Dictionary<long, StoredGroup> groups = _selection.Groups(query);
        foreach (IGrouping<StoredGroup, StoredSeries> group in ByGroup(_selection.Series(query, groups)))
        {
            StoredSpan span = Existing(group.Key, _selection.SpanOf(group.Key, query));
            if (span.From >= span.To)
            {
                continue;
            }

            // As many points as the columns keep need no columns.
            long[]? edges = span.To - span.From <= 4L * columns ? null : Edges(group.Key, span, columns);
            var described = new Dictionary<long, SeriesPoint>();
            foreach (StoredSeries series in group)
            {
                ChartColumns thinned = edges is not null && query.Branch is null && span.To - span.From >= 2L * SeriesBlocks.Length * columns
                    ? WalkBlocks(series, span, edges, window)
                    : Walk(series, span, edges, window, query.Branch);
                if (thinned.Count > 0)
                {
                    yield return Describe(series, thinned, described);
                }
            }
        }
    }

    /// <summary>The series of a query, or samples of them.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="runs">How many runs a sample has.</param>
    /// <param name="length">How many positions each of them spans.</param>
    public IEnumerable<SampledSeries> Sampled(HistoryQuery query, int runs, int length)
    {
        Dictionary<long, StoredGroup> groups = _selection.Groups(query);
        foreach (IGrouping<StoredGroup, StoredSeries> group in ByGroup(_selection.Series(query, groups)))
        {
            StoredSpan span = Existing(group.Key, _selection.SpanOf(group.Key, query));
            if (span.From >= span.To)
            {
                continue;
            }

            (List<long> starts, long each) = Runs(span, runs, length);
            string chosen = JsonList.Of(starts);
            Dictionary<long, SampledPoint> snapshots = Snapshots(group.Key, chosen, each, query.Branch);
            foreach (StoredSeries series in group)
            {
                List<SampledPoint> points = SampledPoints(series, chosen, each, snapshots);
                if (points.Count > 0)
                {
                    yield return new SampledSeries(series.Metric, group.Key.Application, group.Key.Environment, group.Key.Cold, each == span.To - span.From, points);
                }
            }
        }
    }

    /// <summary>The days beyond the retention.</summary>
    /// <param name="query">Which series, and which days.</param>
    public IEnumerable<DailySeries> Daily(HistoryQuery query)
    {
        Dictionary<long, StoredGroup> groups = _selection.Groups(query);
        foreach (StoredSeries series in ByGroup(_selection.Series(query, groups)).SelectMany(static group => group))
        {
            var days = new List<DailyPoint>();
            using (RawStatement.Execution rows = database
                .Prepare("SELECT day, median, p5, p95, sample_count FROM performance_daily WHERE series_id = ?1 AND day >= ?2 AND day <= ?3 ORDER BY day")
                .Bind(1, series.Id).Bind(2, DayOf(query.Since) ?? string.Empty).Bind(3, DayOf(query.Until) ?? IsoTime.Latest).Start())
            {
                while (rows.Read())
                {
                    days.Add(new DailyPoint(DateOnly.ParseExact(rows.Text(0), DayFormat, CultureInfo.InvariantCulture), rows.Double(1), rows.Double(2), rows.Double(3), rows.Int64(4)));
                }
            }

            if (days.Count > 0)
            {
                yield return new DailySeries(series.Metric, series.Group.Application, series.Group.Environment, series.Group.Cold, days);
            }
        }
    }

    private static string? DayOf(DateTimeOffset? time) => time?.UtcDateTime.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static IOrderedEnumerable<IGrouping<StoredGroup, StoredSeries>> ByGroup(Dictionary<long, StoredSeries> series) =>
        series.Values.GroupBy(static one => one.Group).OrderBy(static group => group.Key.Id);

    // A span as far as there are snapshots in it, so that its length says how many they are.
    private StoredSpan Existing(StoredGroup group, StoredSpan span)
    {
        using RawStatement.Execution rows = database
            .Prepare("SELECT (SELECT position FROM performance_snapshots WHERE group_id = ?1 AND position >= ?2 ORDER BY position LIMIT 1), (SELECT position FROM performance_snapshots WHERE group_id = ?1 AND position < ?3 ORDER BY position DESC LIMIT 1)")
            .Bind(1, group.Id).Bind(2, span.From).Bind(3, span.To).Start();
        return rows.Read() && !rows.IsNull(0) && !rows.IsNull(1) ? new StoredSpan(rows.Int64(0), rows.Int64(1) + 1) : default;
    }

    // The position at which each column of equal time begins; the first one begins with the span.
    private long[] Edges(StoredGroup group, StoredSpan span, int columns)
    {
        (long Position, DateTimeOffset At) low = (span.From, TimeAt(group, span.From)), end = (span.To, TimeAt(group, span.To - 1));
        TimeSpan width = (end.At - low.At) / columns;
        DateTimeOffset first = low.At;
        long[] edges = new long[columns - 1];
        for (int i = 0; i < edges.Length; i++)
        {
            low = _positions.Between(group.Id, low, end, first + ((i + 1) * width));
            edges[i] = low.Position;
        }

        return edges;
    }

    private DateTimeOffset TimeAt(StoredGroup group, long position)
    {
        using RawStatement.Execution rows = database
            .Prepare("SELECT timestamp FROM performance_snapshots WHERE group_id = ?1 AND position = ?2").Bind(1, group.Id).Bind(2, position).Start();
        return rows.Read() ? IsoTime.Read(rows.Utf8(0)) : default;
    }

    private ChartColumns Walk(StoredSeries series, StoredSpan span, long[]? edges, int window, string? branch)
    {
        // What was normal begins anew with a level that a person accepted.
        long accepted = series.Start is { } start ? _positions.From(series.Group.Id, start) : long.MinValue;
        var columns = new ChartColumns(window);
        AddBefore(columns, series, new StoredSpan(accepted <= span.From ? accepted : long.MinValue, span.From), window, branch);
        int column = 0;
        using RawStatement.Execution rows = Start(series, span, branch, isDescending: false, limit: -1);
        while (rows.Read())
        {
            long position = rows.Int64(0);
            column = edges is null ? column + 1 : ColumnOf(position, edges, column);

            if (position >= accepted && accepted > span.From)
            {
                columns.Restart();
                accepted = long.MinValue;
            }

            columns.Add(column, position, rows.Double(1));
        }

        return columns;
    }

    // The same from what is remembered of the series: rows are read where a column begins within a block, and behind the last one.
    private ChartColumns WalkBlocks(StoredSeries series, StoredSpan span, long[] edges, int window)
    {
        long accepted = series.Start is { } start ? _positions.From(series.Group.Id, start) : long.MinValue;
        KnownBlocks known = remembered.Of(database, series, span, _positions.Last(series.Group.Id)?.Position ?? span.To);
        var columns = new ChartColumns(window);
        for (int column = 0; column <= edges.Length; column++)
        {
            var part = new StoredSpan(column == 0 ? span.From : edges[column - 1], column == edges.Length ? span.To : edges[column]);
            bool isOpen = false;
            foreach (ChartRun run in known.Runs(database, series, part))
            {
                if (!isOpen)
                {
                    columns.Restart();
                    AddBefore(columns, series, new StoredSpan(accepted <= run.First.Key ? accepted : long.MinValue, run.First.Key), window, branch: null);
                    isOpen = true;
                }

                columns.Add(column, run);
            }
        }

        return columns;
    }

    private static int ColumnOf(long position, long[] edges, int column)
    {
        while (column < edges.Length && position >= edges[column])
        {
            column++;
        }

        return column;
    }

    private void AddBefore(ChartColumns columns, StoredSeries series, StoredSpan before, int window, string? branch)
    {
        double[] values = new double[window];
        int first = window;
        using (RawStatement.Execution rows = Start(series, before, branch, isDescending: true, limit: window))
        {
            while (rows.Read())
            {
                values[--first] = rows.Double(1);
            }
        }

        for (int i = first; i < window; i++)
        {
            columns.AddBefore(values[i]);
        }
    }

    private RawStatement.Execution Start(StoredSeries series, StoredSpan span, string? branch, bool isDescending, int limit)
    {
        RawStatement statement = database.Prepare((branch is null ? Values : BranchValues) + (isDescending ? " DESC" : "") + " LIMIT ?4")
            .Bind(1, series.Id).Bind(2, span.From).Bind(3, span.To).Bind(4, limit);
        return (branch is null ? statement : statement.Bind(5, series.Group.Id).Bind(6, branch)).Start();
    }

    private ThinnedSeries Describe(StoredSeries series, ChartColumns thinned, Dictionary<long, SeriesPoint> described)
    {
        Look(series.Group, [.. thinned.Columns.SelectMany(static column => column.Points).Select(static point => point.Key).Where(position => !described.ContainsKey(position))], described);
        var points = new List<SeriesPoint>();
        var windows = new List<ThinnedWindow>();
        foreach (ChartColumn column in thinned.Columns)
        {
            windows.Add(new ThinnedWindow(points.Count, column.Before));
            foreach ((long position, double value) in column.Points)
            {
                points.Add(described[position] with { Value = value });
            }
        }

        return new ThinnedSeries(
            series.Metric, series.Group.Application, series.Group.Environment, series.Group.Cold, thinned.Count, points, windows, series.Start?.At);
    }

    private void Look(StoredGroup group, List<long> positions, Dictionary<long, SeriesPoint> described)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT n.position, n.snapshot_id, n.timestamp, r.commit_hash FROM json_each(?2) j
                CROSS JOIN performance_snapshots n ON n.group_id = ?1 AND n.position = j.value
                LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
                """)
            .Bind(1, group.Id).Bind(2, JsonList.Of(positions)).Start();
        while (rows.Read())
        {
            described[rows.Int64(0)] = new SeriesPoint(rows.Int64(1), IsoTime.Read(rows.Utf8(2)), 0, rows.Text(3) is { Length: > 0 } commit ? commit : null);
        }
    }

    // Runs of equal length, the first at the beginning and the last at the end; one for a span that is no longer than all of them.
    private static (List<long> Starts, long Length) Runs(StoredSpan span, int runs, int length)
    {
        long all = span.To - span.From;
        if (all <= (long)runs * length)
        {
            return ([span.From], all);
        }

        var starts = new List<long>(runs);
        for (int i = 0; i < runs; i++)
        {
            starts.Add(runs == 1 ? span.To - length : span.From + (long)((Int128)(all - length) * i / (runs - 1)));
        }

        return (starts, length);
    }

    private Dictionary<long, SampledPoint> Snapshots(StoredGroup group, string starts, long length, string? branch)
    {
        var snapshots = new Dictionary<long, SampledPoint>();
        long before = -1;
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT n.position, n.snapshot_id, n.timestamp, n.session_key, ?4 IS NULL OR r.branch = ?4, n.position < j.value
                FROM json_each(?2) j
                CROSS JOIN performance_snapshots n ON n.group_id = ?1 AND n.position >= j.value - 1 AND n.position < j.value + ?3
                LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
                """)
            .Bind(1, group.Id).Bind(2, starts).Bind(3, length).Bind(4, branch).Start();
        while (rows.Read())
        {
            if (rows.Int64(4) == 1 && rows.Int64(5) == 0)
            {
                snapshots[rows.Int64(0)] = new SampledPoint(rows.Int64(1), IsoTime.Read(rows.Utf8(2)), 0, rows.Int64(3) != before);
            }

            before = rows.Int64(3);
        }

        return snapshots;
    }

    private List<SampledPoint> SampledPoints(StoredSeries series, string starts, long length, Dictionary<long, SampledPoint> snapshots)
    {
        var points = new List<SampledPoint>();
        using RawStatement.Execution rows = database
            .Prepare("SELECT m.position, m.value FROM json_each(?2) j CROSS JOIN performance_measurements m ON m.series_id = ?1 AND m.position >= j.value AND m.position < j.value + ?3")
            .Bind(1, series.Id).Bind(2, starts).Bind(3, length).Start();
        while (rows.Read())
        {
            if (snapshots.TryGetValue(rows.Int64(0), out SampledPoint point))
            {
                points.Add(point with { Value = rows.Double(1) });
            }
        }

        return points;
    }
}
