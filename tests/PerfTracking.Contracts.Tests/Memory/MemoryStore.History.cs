using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts.Memory;

/// <content>The history.</content>
internal sealed partial class MemoryStore
{
    public int Append(IReadOnlyCollection<PerfSnapshot> snapshots)
    {
        if (snapshots.Select(static snapshot => snapshot.FindDefect()).FirstOrDefault(static defect => defect is not null) is { } defect)
        {
            throw new ArgumentException(defect);
        }

        return Change(tables => snapshots.OrderBy(static snapshot => snapshot.Mark).Count(snapshot => Add(tables, snapshot)));
    }

    public IReadOnlyList<string> ReadApplications() => shared.Use(static tables => (IReadOnlyList<string>)
        [.. tables.Snapshots.Select(static snapshot => snapshot.Application).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)]);

    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query) => shared.Use(tables => Select(tables, query).TakeLast(query.Last ?? int.MaxValue).ToList());

    public IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query) => shared.Use(tables => Select(tables, query)
        .GroupBy(static snapshot => snapshot.Application, StringComparer.OrdinalIgnoreCase).OrderBy(static own => own.Key, StringComparer.OrdinalIgnoreCase)
        .Select(static own => own.Last()).ToList());

    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query) => shared.Use(tables =>
    {
        PerfMeasurement[] rows = [.. Select(tables, query).SelectMany(static snapshot => snapshot.Measurements)];
        return query.Last is not { } last || query.SnapshotIds is not null ? rows
            : rows.Intersect(rows.GroupBy(MemorySeries.Of).SelectMany(series => series.TakeLast(last)), ReferenceEqualityComparer.Instance).Cast<PerfMeasurement>().ToArray();
    });

    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false) => shared.Use(tables => SeriesOf(tables, query)
        .Select(series => new MetricSeries(
            series.Metric,
            series.First.Application,
            series.First.Environment,
            series.First.Cold,
            [.. series.Points.Where(point => wholeHistory || !(point.Snapshot.Mark < AcceptedIn(tables, query, series))).TakeLast(query.Last ?? int.MaxValue).Select(static point => point.AsPoint)]))
        .Where(static series => series.Points.Length > 0).ToList());

    private static bool Add(MemoryTables tables, PerfSnapshot snapshot)
    {
        if (tables.Snapshots.Exists(known => known.Identity == snapshot.Identity))
        {
            return false;
        }

        MetricCatalogue catalogue = tables.Catalogue(snapshot.Application);
        foreach (PerfMeasurement row in snapshot.Measurements.Where(row => catalogue.FindById(row.Metric) is null))
        {
            tables.Metrics.Add(CustomMetric.Implied(new MetricKey(row.Metric, IsOperation: false, row.Unit)) with { Name = row.Name, Title = row.Name });
        }

        long id = ++tables.LastSnapshot;
        int behind = tables.Snapshots.FindLastIndex(known => known.Mark < snapshot.Mark);
        tables.Snapshots.Insert(behind + 1, snapshot with
        {
            Id = id,
            Measurements =
            [
                .. snapshot.Measurements.Select(row => row with { SnapshotId = id, Commit = snapshot.Commit, Branch = snapshot.Branch, Tags = TagText.Of(snapshot.Tags) }),
            ],
        });
        return true;
    }

    /// <summary>The snapshots that a query means, oldest first, with the measurements that it means in the catalogue's order.</summary>
    private static IEnumerable<PerfSnapshot> Select(MemoryTables tables, HistoryQuery query)
    {
        return tables.Snapshots.Where(IsMeant).Select(WithMeasurements);

        bool IsMeant(PerfSnapshot snapshot) =>
            query.Application?.IsMatch(snapshot.Application) != false && query.Environment?.IsMatch(snapshot.Environment) != false
            && (query.Cold is not { } cold || cold == snapshot.Cold) && (query.Branch is not { } branch || branch == snapshot.Branch)
            && query.SnapshotIds?.Contains(snapshot.Id) != false
            && !(snapshot.Timestamp < query.Since) && !(snapshot.Timestamp > query.Until) && !(snapshot.Mark > query.UpTo)
            && (query.EachUpTo is null || (EndOf(tables, query, snapshot) is { } end && snapshot.Mark <= end.Mark && !(snapshot.Timestamp < end.Timestamp - query.Within)));

        PerfSnapshot WithMeasurements(PerfSnapshot snapshot)
        {
            MetricCatalogue catalogue = tables.Catalogue(snapshot.Application);
            PerfMeasurement[] rows =
            [
                .. from metric in catalogue.Metrics
                   where query.Metric?.IsMatch(metric) != false
                   from row in snapshot.Measurements
                   where Same(row.Metric, metric.Id)
                   select row with { Name = metric.Name, Unit = metric.Unit },
            ];
            return snapshot with { Measurements = rows, PerformanceIndex = Array.Find(rows, static row => row.Metric == BuiltInMetrics.PerformanceIndex)?.Value };
        }
    }

    private static PerfSnapshot? EndOf(MemoryTables tables, HistoryQuery query, PerfSnapshot snapshot) => tables.Snapshots
        .Where(end => query.EachUpTo!.Contains(end.Id) && Same(end.Application, snapshot.Application) && Same(end.Environment, snapshot.Environment) && end.Cold == snapshot.Cold)
        .MaxBy(static end => end.Mark);

    // What was accepted after the snapshot that ends a series was no beginning yet.
    private static SnapshotMark? AcceptedIn(MemoryTables tables, HistoryQuery query, FoundSeries series)
    {
        if (query.EachUpTo is null || EndOf(tables, query, series.Points[0].Snapshot) is not { } end || !(end.Mark < series.Accepted))
        {
            return series.Accepted;
        }

        SnapshotMark[] before = [.. tables.Alerts.Where(alert => alert.Rebaselined && MemorySeries.Of(alert) == MemorySeries.Of(series.First)).Select(alert => BeginningOf(tables, alert)).Where(mark => mark <= end.Mark)];
        return before.Length == 0 ? null : before.Max();
    }

    private static int PlaceOf(MemoryTables tables, HistoryQuery query, PerfSnapshot snapshot) =>
        query.EachUpTo is { } ends && EndOf(tables, query, snapshot) is { } end ? ends.ToList().IndexOf(end.Id) : 0;

    private static IEnumerable<FoundSeries> SeriesOf(MemoryTables tables, HistoryQuery query) =>
        from point in Select(tables, query).SelectMany(static snapshot => snapshot.Measurements.Select(row => new FoundPoint(snapshot, row)))
        group point by MemorySeries.Of(point.Row) into series
        let first = series.First().Row
        orderby PlaceOf(tables, query, series.First().Snapshot)
        select new FoundSeries(
            tables.Catalogue(first.Application).FindById(first.Metric)!, first, tables.Accepted.TryGetValue(series.Key, out SnapshotMark accepted) ? accepted : null, [.. series]);

    private sealed record FoundPoint(PerfSnapshot Snapshot, PerfMeasurement Row)
    {
        public SeriesPoint AsPoint => new(Snapshot.Id, Snapshot.Timestamp, Row.Value, Snapshot.Commit);
    }

    private sealed record FoundSeries(PerfMetric Metric, PerfMeasurement First, SnapshotMark? Accepted, FoundPoint[] Points);
}
