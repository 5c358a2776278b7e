using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Pages.Models;
using PerfTracking.Stores;

namespace PerfTracking.Pages.Reading;

/// <summary>Reads one metric over time.</summary>
/// <param name="estimator">Who computes baselines.</param>
/// <param name="changes">Who finds changes of level.</param>
public sealed class MetricReader(IBaselineEstimator estimator, IChangePointDetector changes)
{
    /// <summary>How many columns a chart has, each with up to four points.</summary>
    public const int DefaultColumns = 300;

    private const int ShownLines = 8;
    private const int JudgedPoints = 1200;
    private const int LeastSamples = 5;

    /// <summary>Reads the page.</summary>
    /// <param name="store">The store.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="now">The time.</param>
    /// <param name="columns">How many columns its chart has; at least 1.</param>
    /// <exception cref="PerfStoreException">The store fails.</exception>
    public MetricModel Read(IPerfStore store, PageQuery query, DateTimeOffset now, int columns = DefaultColumns)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(query);
        PageChoices choices = ChoicesReader.Read(store, query);
        MetricCatalogue catalogue = store.ReadCatalogue(choices.Application ?? string.Empty);
        PerfMetric? metric = query.Metric is null ? catalogue.Metrics[0] : catalogue.Find(query.Metric);
        var model = new MetricModel
        {
            Query = query,
            Now = now,
            Choices = choices,
            Store = store.Location.Text,
            OpenAlerts = ChoicesReader.CountOpen(store),
            Metric = metric,
            Metrics = catalogue.Metrics,
        };
        if (metric is null || choices.Application is null)
        {
            return model;
        }

        HistoryQuery asked = (query with { Application = choices.Application, Metric = metric.Id }).ToHistory(now);
        MetricLine[] lines = Lines(store, asked, columns);
        return model with
        {
            Lines = [.. lines.Take(ShownLines)],
            LinesLeftOut = Math.Max(0, lines.Length - ShownLines),
            Annotations = store.ReadAnnotations(new AnnotationQuery
            {
                Application = asked.Application,
                Environment = asked.Environment,
                Metric = asked.Metric,
                Since = asked.Since,
                Until = asked.Until,
            }),
            Alerts = [.. store.ReadAlerts(new AlertQuery { Application = asked.Application, Metric = asked.Metric }).Where(alert => IsShown(alert, query, asked))],
        };
    }

    private MetricLine[] Lines(IPerfStore store, HistoryQuery asked, int columns)
    {
        int window = store.ReadPolicy().BaselineWindow;
        List<ThinnedSeries> thinned = [.. store.ReadThinned(asked, columns, window)];
        List<DailySeries> daily = asked.Branch is null ? [.. store.ReadDaily(asked)] : [];
        foreach (DailySeries days in daily.Where(days => !thinned.Exists(series => IsSame(series, days))))
        {
            thinned.Add(new ThinnedSeries(days.Metric, days.Application, days.Environment, days.Cold, 0, [], [], null));
        }

        return
        [
            .. thinned.OrderByDescending(static series => series.Points.Count == 0 ? default : series.Points[^1].Timestamp)
                .Select(series => Line(store, asked, series, daily.Find(days => IsSame(series, days))?.Days ?? [], window)),
        ];
    }

    private MetricLine Line(IPerfStore store, HistoryQuery asked, ThinnedSeries series, IReadOnlyList<DailyPoint> days, int window)
    {
        SeriesPoint[] judged = series.IsThinned ? Sample(store, asked, series) : [.. series.Points];
        IReadOnlyList<PerfChangePoint> found = changes.Detect(judged, new ChangePointOptions(), series.Metric.Direction);
        return new MetricLine
        {
            Series = series,
            Band = BaselineBand.Of(series, estimator, LeastSamples),
            Days = days,
            Changes = series.IsThinned ? WithCommits(store, judged, found) : found,
            ChangesOf = series.IsThinned ? judged.Length : null,
            Baseline = Latest(store, asked, series, window) is { } latest ? estimator.Estimate(latest, window) : null,
        };
    }

    private static MetricSeries? Latest(IPerfStore store, HistoryQuery asked, ThinnedSeries series, int window) => store.ReadSeries(
        asked with { Environment = NameFilter.Exactly(series.Environment), Cold = series.Cold, Since = null, Last = window }).FirstOrDefault();

    private static SeriesPoint[] Sample(IPerfStore store, HistoryQuery asked, ThinnedSeries series)
    {
        SampledSeries? sample = store.ReadSampled(
            asked with { Environment = NameFilter.Exactly(series.Environment), Cold = series.Cold }, JudgedPoints, length: 1).FirstOrDefault();
        return [.. (sample?.Points ?? []).Select(static point => new SeriesPoint(point.SnapshotId, point.Timestamp, point.Value))];
    }

    // A sample knows no commits. Those on both sides of a change are looked up; where points were left out between them, the gap is the wider one.
    private static IReadOnlyList<PerfChangePoint> WithCommits(IPerfStore store, SeriesPoint[] judged, IReadOnlyList<PerfChangePoint> found)
    {
        long[] beside = [.. found.SelectMany(change => new[] { judged[change.Index - 1].SnapshotId, judged[change.Index].SnapshotId }).Distinct()];
        if (beside.Length == 0)
        {
            return found;
        }

        Dictionary<long, string?> commits = store.ReadSnapshots(new HistoryQuery { SnapshotIds = beside, Metric = NameFilter.None }).ToDictionary(static snapshot => snapshot.Id, static snapshot => snapshot.Commit);
        return
        [
            .. found.Select(change => change with
            {
                CommitBefore = commits.GetValueOrDefault(judged[change.Index - 1].SnapshotId),
                CommitAfter = commits.GetValueOrDefault(judged[change.Index].SnapshotId),
            }),
        ];
    }

    private static bool IsSame(ThinnedSeries series, DailySeries days) => series.Environment == days.Environment && series.Cold == days.Cold;

    private static bool IsShown(PerfAlert alert, PageQuery query, HistoryQuery asked) =>
        (query.Environment is null || alert.Environment == query.Environment)
        && (query.Cold is null || alert.Cold == query.Cold)
        && (asked.Since is not { } since || alert.LastSeenAt >= since)
        && (asked.Until is not { } until || alert.RaisedAt <= until);
}
