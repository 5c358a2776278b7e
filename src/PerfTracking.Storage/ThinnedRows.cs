using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// Reads series as pictures need them. Values are walked by the clustered key alone; times and commits are looked up for the
/// points that are shown; columns that are over are made once.
/// </summary>
/// <param name="database">The store, in a transaction of this picture alone.</param>
/// <param name="builtIn">The metrics that every store has.</param>
/// <param name="memory">What is remembered from one picture to the next.</param>
internal sealed class ThinnedRows(RawDatabase database, MetricCatalogue builtIn, PictureMemory memory)
{
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

    /// <summary>The series of a query, thinned.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="columns">How many columns a picture has at the most.</param>
    /// <param name="window">How many values come with a column.</param>
    public IEnumerable<ThinnedSeries> Read(HistoryQuery query, int columns, int window)
    {
        long look = memory.Look(database);
        foreach ((StoredGroup group, IReadOnlyList<StoredSeries> all) in _selection.ByGroup(query))
        {
            StoredSpan span = _selection.Existing(group, query);
            if (span.From >= span.To)
            {
                continue;
            }

            // As many points as the columns keep need no columns.
            ColumnEdges? edges = span.To - span.From <= 4L * columns ? null : new ColumnEdges(database, group.Id, span, columns);
            var described = new Dictionary<long, SeriesPoint>();
            foreach (StoredSeries series in all)
            {
                IReadOnlyList<KnownColumn> thinned = edges is not null && query.Branch is null
                    ? Remembered(look, series, span, edges, window, described)
                    : Describe(series.Group, Walk(series, span, edges, window, query.Branch), described);
                if (thinned.Any(static column => column.Count > 0))
                {
                    yield return Join(series, thinned);
                }
            }
        }
    }

    private static ThinnedSeries Join(StoredSeries series, IReadOnlyList<KnownColumn> columns)
    {
        var points = new List<SeriesPoint>();
        var windows = new List<ThinnedWindow>();
        foreach (KnownColumn column in columns.Where(static column => column.Count > 0))
        {
            windows.Add(new ThinnedWindow(points.Count, column.Before));
            points.AddRange(column.Points);
        }

        return new ThinnedSeries(
            series.Metric, series.Group.Application, series.Group.Environment, series.Group.Cold, columns.Sum(static column => column.Count), points, windows);
    }

    // Columns that are not known are made of blocks: rows are read where a column begins within one, and behind the last one.
    private KnownColumn[] Remembered(long look, StoredSeries series, StoredSpan span, ColumnEdges edges, int window, Dictionary<long, SeriesPoint> described)
    {
        KnownColumns known = memory.Columns(look, series, edges.Grid, window);
        var shown = new KnownColumn?[edges.Count];
        var made = new ChartColumns(window);
        long accepted = series.Start is { } start ? _positions.From(series.Group.Id, start) : long.MinValue;
        KnownBlocks? blocks = null;
        for (int i = 0; i < shown.Length; i++)
        {
            if (IsOver(i) && known.Find(edges.First + i) is { } column)
            {
                shown[i] = column;
                continue;
            }

            blocks ??= memory.Blocks(look, database, series, span, _positions.Last(series.Group.Id)?.Position ?? span.To);
            bool isOpen = false;
            foreach (ChartRun run in blocks.Runs(database, series, new StoredSpan(edges.PositionOf(i), edges.PositionOf(i + 1))))
            {
                if (!isOpen)
                {
                    made.Restart();
                    AddBefore(made, series, new StoredSpan(accepted <= run.First.Key ? accepted : long.MinValue, run.First.Key), window, branch: null);
                    isOpen = true;
                }

                made.Add(i, run);
            }
        }

        List<KnownColumn> fresh = Describe(series.Group, made, described);
        for (int i = 0, next = 0; i < shown.Length; i++)
        {
            if (shown[i] is null)
            {
                shown[i] = next < fresh.Count && made.Columns[next].Number == i ? fresh[next++] : KnownColumn.Empty;
                if (IsOver(i))
                {
                    known.Add(edges.First + i, edges.PositionOf(i + 1), shown[i]!);
                }
            }
        }

        return shown!;

        // The span may begin within the first column, and more may come to the last.
        bool IsOver(int column) => column > 0 && column < shown.Length - 1;
    }

    private ChartColumns Walk(StoredSeries series, StoredSpan span, ColumnEdges? edges, int window, string? branch)
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
            column = edges is null ? column + 1 : edges.ColumnFrom(column, position);
            if (position >= accepted && accepted > span.From)
            {
                columns.Restart();
                accepted = long.MinValue;
            }

            columns.Add(column, position, rows.Double(1));
        }

        return columns;
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

    // The columns with the times and commits of their points; series of one group share most of their snapshots.
    private List<KnownColumn> Describe(StoredGroup group, ChartColumns columns, Dictionary<long, SeriesPoint> described)
    {
        Look(group, [.. columns.Columns.SelectMany(static column => column.Points).Select(static point => point.Key).Where(position => !described.ContainsKey(position))], described);
        return [.. columns.Columns.Select(column => new KnownColumn(column.Count, [.. column.Points.Select(point => described[point.Key] with { Value = point.Value })], column.Before))];
    }

    private void Look(StoredGroup group, List<long> positions, Dictionary<long, SeriesPoint> described)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT n.position, n.snapshot_id, n.timestamp, nullif(r.commit_hash, '') FROM json_each(?2) j
                CROSS JOIN performance_snapshots n ON n.group_id = ?1 AND n.position = j.value
                LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
                """)
            .Bind(1, group.Id).Bind(2, JsonList.Of(positions)).Start();
        while (rows.Read())
        {
            described[rows.Int64(0)] = new SeriesPoint(rows.Int64(1), rows.Time(2), 0, rows.TextOrNull(3));
        }
    }
}
