using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Reporting;

/// <summary>Sums up a period and holds it against the one before.</summary>
public static class ReportBuilder
{
    /// <summary>How far the shares of first saves of a process may lie apart in two periods that are compared.</summary>
    private const double LikeShares = 0.1;

    /// <summary>Builds a report.</summary>
    /// <param name="history">The history.</param>
    /// <param name="alerts">The alerts.</param>
    /// <param name="query">Which applications, environments, metrics, starts and branch, of values and alerts alike; times and counts in it are ignored.</param>
    /// <param name="to">Where the period ends.</param>
    /// <param name="length">How long it is; greater than zero.</param>
    /// <param name="days">Where the days beyond the retention are; without it the period before is what is left of it in full.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public static PerfReport Build(
        IHistoryReader history, IAlertStore alerts, HistoryQuery query, DateTimeOffset to, TimeSpan length, IChartReader? days = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        DateTimeOffset from = to - length;
        var metrics = new List<PerfReportMetric>();
        var snapshots = new HashSet<long>();
        var indices = (Now: new List<double>(), Before: new List<double>(), Days: new List<DailyPoint>());
        HistoryQuery span = query with { Since = from - length, Until = to, Last = null };
        HashSet<long> starts = SessionStarts.In(history, span);
        IEnumerable<DailySeries> rolledUp = query.Branch is null && days is not null ? days.ReadDaily(span with { Until = from }) : [];
        var daily = rolledUp.ToDictionary(static one => (one.Metric.Id, one.Application, one.Environment, one.Cold), static one => one.Days);
        foreach (MetricSeries series in history.ReadSeries(span, wholeHistory: true))
        {
            cancellation.ThrowIfCancellationRequested();

            // By time and not by place: a clock that stepped back leaves points out of order.
            SeriesPoint[] recent = Array.FindAll(series.Points, point => point.Timestamp >= from);
            SeriesPoint[] earlier = Array.FindAll(series.Points, point => point.Timestamp < from);
            double[] before = Values(earlier);
            double[] now = Values(recent);
            IReadOnlyList<DailyPoint> old = daily.GetValueOrDefault((series.Metric.Id, series.Application, series.Environment, series.Cold)) ?? [];
            if (series.Metric.Id == BuiltInMetrics.PerformanceIndex)
            {
                indices.Now.AddRange(now);
                indices.Before.AddRange(before);
                indices.Days.AddRange(old);
            }

            if (now.Length > 0)
            {
                snapshots.UnionWith(recent.Select(static point => point.SnapshotId));
                bool alike = !BuiltInMetrics.IsOfProcess(series.Metric.Id) || Math.Abs(ShareOf(starts, recent) - ShareOf(starts, earlier)) <= LikeShares;
                metrics.Add(Describe(series, now, alike ? before : [], BuiltInMetrics.IsOfProcess(series.Metric.Id) ? [] : old));
            }
        }

        PerfAlert[] about = [.. AlertsOf(alerts, query, from, to)];
        PerfAlert[] open = Array.FindAll(about, static alert => alert.State == AlertState.Open);
        return new PerfReport
        {
            From = from,
            To = to,
            Branch = query.Branch,
            Snapshots = snapshots.Count,
            Metrics = metrics,
            Alerts = about,
            AlertsBySeverity = about.Where(alert => alert.RaisedAt >= from).GroupBy(static alert => alert.Severity).OrderBy(static group => group.Key).ToDictionary(static group => group.Key.ToString(), static group => group.Count()),
            OpenAlerts = open.Count(alert => alert.RaisedAt >= from),
            OlderOpenAlerts = open.Count(alert => alert.RaisedAt < from),
            WorstOpenAlert = open.Select(static alert => alert.Severity).DefaultIfEmpty().Max(),
            PerformanceIndex = MedianOf([.. indices.Now], []),
            PreviousPerformanceIndex = MedianOf([.. indices.Before], indices.Days),
        };
    }

    // Two questions rather than one: what ended long ago is not read.
    private static IEnumerable<PerfAlert> AlertsOf(IAlertStore alerts, HistoryQuery query, DateTimeOffset from, DateTimeOffset to)
    {
        var about = new AlertQuery { Application = query.Application, Environment = query.Environment, Metric = query.Metric, Cold = query.Cold, Until = to };
        return alerts.ReadAlerts(about with { States = [AlertState.Open] }).Where(alert => alert.RaisedAt < from)
            .Concat(alerts.ReadAlerts(about with { Since = from }))
            .Where(alert => query.Branch is null || alert.Branch == query.Branch);
    }

    private static PerfReportMetric Describe(MetricSeries series, double[] now, double[] before, IReadOnlyList<DailyPoint> old)
    {
        Array.Sort(now);
        return new PerfReportMetric
        {
            Metric = series.Metric.Id,
            Name = series.Metric.Name,
            Unit = series.Metric.Unit,
            Direction = series.Metric.Direction,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            Count = now.Length,
            Minimum = now[0],
            Median = Quantiles.Median(now),
            P95 = Quantiles.Of(now, 0.95),
            Maximum = now[^1],
            PreviousMedian = MedianOf(before, old),
        };
    }

    // Of a day beyond the retention its median is left, which counts for as many values as the day had.
    private static double? MedianOf(double[] values, IReadOnlyList<DailyPoint> days)
    {
        if (values.Length + days.Count == 0)
        {
            return null;
        }

        double[] all = [.. values, .. days.Select(static day => day.Median)];
        long[] counts = [.. values.Select(static _ => 1L), .. days.Select(static day => day.Count)];
        Array.Sort(all, counts);
        return Quantiles.Of(all, counts, 0.5);
    }

    private static double ShareOf(HashSet<long> snapshots, SeriesPoint[] points) =>
        points.Length == 0 ? 0 : (double)points.Count(point => snapshots.Contains(point.SnapshotId)) / points.Length;

    private static double[] Values(SeriesPoint[] points) => Array.ConvertAll(points, static point => point.Value);
}
