using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts.Memory;

/// <content>Pictures of the history.</content>
internal sealed partial class MemoryStore
{
    public IReadOnlyList<SeriesGroup> ReadGroups() => shared.Use(static tables => tables.Snapshots
        .GroupBy(static snapshot => (snapshot.Application.ToUpperInvariant(), snapshot.Environment.ToUpperInvariant(), snapshot.Cold)).OrderBy(static group => group.Key)
        .Select(static group => new SeriesGroup(group.First().Application, group.First().Environment, group.Key.Cold, group.Last().Mark)).ToList());

    public IReadOnlyList<string> ReadBranches() => shared.Use(static tables => tables.Snapshots.Select(static snapshot => snapshot.Branch).OfType<string>().Distinct().Order().ToList());

    public IEnumerable<ThinnedSeries> ReadThinned(HistoryQuery query, int columns, int window) => shared.Use(tables =>
        SeriesOf(tables, query with { Since = null }).Select(series => Thin(series, GroupOf(tables, query, series), columns, window)).Where(static series => series.Count > 0).ToList());

    public IEnumerable<SampledSeries> ReadSampled(HistoryQuery query, int runs, int length) => shared.Use(tables =>
        SeriesOf(tables, query).Select(series => Sample(series, GroupOf(tables, query, series), runs, length)).Where(static series => series.Points.Count > 0).ToList());

    public IEnumerable<DailySeries> ReadDaily(HistoryQuery query) => shared.Use(tables => (
        from day in tables.Days
        where query.Application?.IsMatch(day.Row.Application) != false && query.Environment?.IsMatch(day.Row.Environment) != false && (query.Cold is not { } cold || cold == day.Row.Cold)
        where !(day.Point.Day < DayOf(query.Since)) && !(day.Point.Day > DayOf(query.Until))
        let metric = tables.Catalogue(day.Row.Application).FindById(day.Row.Metric)!
        where query.Metric?.IsMatch(metric) != false
        group day by MemorySeries.Of(day.Row) into series
        let row = series.First().Row
        select new DailySeries(tables.Catalogue(row.Application).FindById(row.Metric)!, row.Application, row.Environment, row.Cold, [.. series.Select(static day => day.Point).OrderBy(static point => point.Day)])).ToList());

    private static DateOnly? DayOf(DateTimeOffset? time) => time is { } known ? DateOnly.FromDateTime(known.UtcDateTime) : null;

    /// <summary>The snapshots of a series' group in a query's span, whatever they measured.</summary>
    private static List<PerfSnapshot> GroupOf(MemoryTables tables, HistoryQuery query, FoundSeries series) =>
        [.. Select(tables, new HistoryQuery { Since = query.Since, Until = query.Until, UpTo = query.UpTo, EachUpTo = query.EachUpTo, Within = query.Within }).Where(snapshot =>
            Same(snapshot.Application, series.First.Application) && Same(snapshot.Environment, series.First.Environment) && snapshot.Cold == series.First.Cold)];

    private static ThinnedSeries Thin(FoundSeries series, List<PerfSnapshot> group, int columns, int window)
    {
        var thinned = new ChartColumns(window);
        SnapshotMark first = group.FirstOrDefault()?.Mark ?? SnapshotMark.After(DateTimeOffset.MaxValue);
        ChartGrid? grid = group.Count <= 4L * columns ? null : ChartGrid.Of(first.At, group[^1].Timestamp, columns);
        SnapshotMark? accepted = series.Accepted;
        for (int i = 0; i < series.Points.Length; i++)
        {
            PerfSnapshot snapshot = series.Points[i].Snapshot;
            if (snapshot.Mark >= accepted)
            {
                thinned.Restart();
                accepted = null;
            }

            if (snapshot.Mark < first)
            {
                thinned.AddBefore(series.Points[i].Row.Value);
            }
            else
            {
                thinned.Add(grid is { } known ? (int)(known.ColumnOf(snapshot.Timestamp) - known.ColumnOf(first.At)) : i, i, series.Points[i].Row.Value);
            }
        }

        var points = new List<SeriesPoint>();
        var windows = new List<ThinnedWindow>();
        foreach (ChartColumn column in thinned.Columns)
        {
            windows.Add(new ThinnedWindow(points.Count, column.Before));
            points.AddRange(column.Points.Select(point => series.Points[point.Key].AsPoint));
        }

        return new ThinnedSeries(series.Metric, series.First.Application, series.First.Environment, series.First.Cold, thinned.Count, points, windows);
    }

    private static SampledSeries Sample(FoundSeries series, List<PerfSnapshot> group, int runs, int length)
    {
        bool isWhole = group.Count <= runs * length;
        var chosen = new HashSet<long>();
        for (int run = 0; !isWhole && run < runs; run++)
        {
            int start = runs == 1 ? group.Count - length : (group.Count - length) * run / (runs - 1);
            chosen.UnionWith(group.Skip(start).Take(length).Select(static snapshot => snapshot.Id));
        }

        var processes = new HashSet<Guid>();
        HashSet<long> firsts =
        [
            .. group.Where((snapshot, i) => isWhole || chosen.Contains(snapshot.Id) || (i + 1 < group.Count && chosen.Contains(group[i + 1].Id)))
                .Where(snapshot => processes.Add(snapshot.SessionId)).Select(static snapshot => snapshot.Id),
        ];
        SampledPoint[] points =
        [
            .. series.Points.Where(point => isWhole || chosen.Contains(point.Snapshot.Id))
                .Select(point => new SampledPoint(point.Snapshot.Id, point.Snapshot.Timestamp, point.Row.Value, firsts.Contains(point.Snapshot.Id))),
        ];

        return new SampledSeries(series.Metric, series.First.Application, series.First.Environment, series.First.Cold, isWhole, points);
    }
}
