using System.Globalization;
using PerfTracking.Charts;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Reads what pictures need besides long series: what there is to choose from, samples, and days beyond the retention.</summary>
/// <param name="database">The store.</param>
/// <param name="builtIn">The metrics that every store has.</param>
internal sealed class ChartRows(RawDatabase database, MetricCatalogue builtIn)
{
    private const int RecentRevisions = 1000;
    private const string DayFormat = "yyyy-MM-dd";

    private readonly SeriesSelection _selection = new(database, builtIn);

    /// <summary>The groups with their latest snapshots.</summary>
    public List<SeriesGroup> Groups()
    {
        var groups = new List<SeriesGroup>();
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT g.application, e.name, g.cold, n.timestamp, n.identity
                FROM performance_groups g
                JOIN performance_environments e USING (environment_id)
                CROSS JOIN performance_snapshots n ON n.group_id = g.group_id
                    AND n.position = (SELECT max(position) FROM performance_snapshots l WHERE l.group_id = g.group_id)
                ORDER BY g.application, e.name, g.cold
                """).Start();
        while (rows.Read())
        {
            groups.Add(new SeriesGroup(rows.Text(0), rows.Text(1), rows.Int64(2) == 1, new SnapshotMark(rows.Time(3), rows.Identity(4))));
        }

        return groups;
    }

    /// <summary>The branches of the latest commits.</summary>
    public List<string> Branches() => [.. database.QueryTexts(
        $"SELECT DISTINCT branch FROM (SELECT branch FROM performance_revisions ORDER BY revision_id DESC LIMIT {RecentRevisions}) WHERE branch <> '' ORDER BY branch")];

    /// <summary>The series of a query, or samples of them.</summary>
    /// <param name="query">Which ones.</param>
    /// <param name="runs">How many runs a sample has.</param>
    /// <param name="length">How many positions each of them spans.</param>
    public IEnumerable<SampledSeries> Sampled(HistoryQuery query, int runs, int length)
    {
        foreach ((StoredGroup group, IReadOnlyList<StoredSeries> all) in _selection.ByGroup(query))
        {
            StoredSpan span = _selection.Existing(group, query);
            if (span.From >= span.To)
            {
                continue;
            }

            (List<long> starts, long each) = Runs(span, runs, length);
            string chosen = JsonList.Of(starts);
            Dictionary<long, SampledPoint> snapshots = Snapshots(group, chosen, each, query.Branch);
            foreach (StoredSeries series in all)
            {
                List<SampledPoint> points = SampledPoints(series, chosen, each, snapshots);
                if (points.Count > 0)
                {
                    yield return new SampledSeries(series.Metric, group.Application, group.Environment, group.Cold, each == span.To - span.From, points);
                }
            }
        }
    }

    /// <summary>The days beyond the retention.</summary>
    /// <param name="query">Which series, and which days.</param>
    public IEnumerable<DailySeries> Daily(HistoryQuery query)
    {
        foreach (StoredSeries series in _selection.ByGroup(query).SelectMany(static group => group.Series))
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
        var processes = new HashSet<long>(); // Two that save in turns each begin once.
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
            bool isFirst = processes.Add(rows.Int64(3));
            if (rows.Int64(4) == 1 && rows.Int64(5) == 0)
            {
                snapshots[rows.Int64(0)] = new SampledPoint(rows.Int64(1), rows.Time(2), 0, isFirst);
            }
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
