using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Pages.Models;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads an application at a glance.</summary>
/// <param name="detector">Who judges.</param>
public sealed class OverviewReader(IRegressionDetector detector)
{
    private const int SparklineColumns = 36;
    private const int ShownAlerts = 10;

    /// <summary>Reads the page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public OverviewModel Read(IPerfStore store, PageQuery query, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PageChoices choices = ChoicesReader.Read(store, query);
        PerfAlert[] open = [.. store.ReadAlerts(new AlertQuery { States = [AlertState.Open] })];
        SeriesGroup? group = choices.Latest(query);
        var model = new OverviewModel { Query = query, Now = now, Choices = choices, Store = store.Location.Text, OpenAlerts = open.Length, Group = group };
        if (group is null)
        {
            return model;
        }

        var own = new HistoryQuery
        {
            Application = NameFilter.Exactly(group.Application),
            Environment = NameFilter.Exactly(group.Environment),
            Cold = group.Cold,
            Branch = query.Branch,
            Until = query.Range.To,
        };
        PerfSnapshot? latest = store.ReadSnapshots(own with { Metric = NameFilter.None, Last = 1 }).FirstOrDefault();
        if (latest is null)
        {
            return model;
        }

        MetricCard[] cards = [.. Cards(store, query, own, latest, now)];
        PerfAlert[] alerts = Array.FindAll(open, alert => string.Equals(alert.Application, group.Application, StringComparison.OrdinalIgnoreCase));
        return model with
        {
            Latest = latest,
            Index = Array.Find(cards, static card => card.Metric.Id == BuiltInMetrics.PerformanceIndex),
            Cards = [.. cards.Where(static card => card.Metric.Id != BuiltInMetrics.PerformanceIndex).OrderBy(static card => card.Metric.Kind == MetricKind.Secondary)],
            Alerts = [.. alerts.OrderByDescending(static alert => alert.Severity).ThenByDescending(static alert => alert.RaisedAt).Take(ShownAlerts)],
            MoreAlerts = Math.Max(0, alerts.Length - ShownAlerts),
        };
    }

    private IEnumerable<MetricCard> Cards(IPerfStore store, PageQuery query, HistoryQuery own, PerfSnapshot latest, DateTimeOffset now)
    {
        PerfPolicy policy = store.ReadPolicy();
        Dictionary<string, SampledSeries> week = Sampled(store, own with { Since = latest.Timestamp - WeekMedian.Span, UpTo = latest.Mark });
        Dictionary<string, SampledSeries> shown = query.Range == TimeRange.Week && now - latest.Timestamp < WeekMedian.Span / 2 ? week : Sampled(store, own with { Since = query.Range.Since(now) });
        foreach (MetricSeries series in store.ReadSeries(own with { UpTo = latest.Mark, Last = policy.PointsNeeded + 1 }))
        {
            // A series whose last point is older was not measured this time; its card says when it was.
            SeriesPoint point = series.Points[^1];
            PerfVerdict verdict = detector.Judge(series with { Points = series.Points[..^1] }, point, policy);
            SampledSeries? before = week.GetValueOrDefault(series.Metric.Id);
            yield return new MetricCard
            {
                Metric = series.Metric,
                Value = point.Value,
                Timestamp = point.Timestamp,
                Severity = series.Metric.IsAlerting ? verdict.Severity : PerfSeverity.Ok,
                Message = series.Metric.IsAlerting && verdict.Severity != PerfSeverity.Ok ? verdict.Message : null,
                Baseline = verdict.Baseline,
                WeekMedian = before is null ? null : WeekMedian.Of(before, point.SnapshotId),
                IsSampled = before is { IsWhole: false },
                Sparkline = shown.TryGetValue(series.Metric.Id, out SampledSeries? sample) ? Sparkline(sample) : [],
            };
        }
    }

    private static Dictionary<string, SampledSeries> Sampled(IPerfStore store, HistoryQuery query) =>
        WeekMedian.Read(store, query).ToDictionary(static series => series.Metric.Id, StringComparer.OrdinalIgnoreCase);

    private static List<(DateTimeOffset At, double Value)> Sparkline(SampledSeries series)
    {
        DateTimeOffset from = series.Points[0].Timestamp;
        double width = (series.Points[^1].Timestamp - from).Ticks / (double)SparklineColumns;
        var columns = new ChartColumns(0);
        int last = 0;
        for (int i = 0; i < series.Points.Count; i++)
        {
            last = width == 0 ? 0 : Math.Max(last, Math.Min(SparklineColumns - 1, (int)((series.Points[i].Timestamp - from).Ticks / width)));
            columns.Add(last, i, series.Points[i].Value);
        }

        return [.. columns.Columns.SelectMany(static column => column.Points).Select(point => (series.Points[(int)point.Key].Timestamp, point.Value))];
    }
}
