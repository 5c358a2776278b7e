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
        PerfMetric? metric = query.Metric is null ? FirstMeasured(store, query, choices, catalogue) : catalogue.Find(query.Metric);
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
                Environment = asked.Environment ?? (lines.Length == 0 ? null : NameFilter.Exactly([.. lines.Select(static line => line.Series.Environment).Distinct()])),
                Metric = asked.Metric,
                Since = asked.Since,
                Until = asked.Until,
            }),
            Alerts =
            [
                .. store.ReadAlerts(new AlertQuery { Application = asked.Application, Environment = asked.Environment, Cold = asked.Cold, Metric = asked.Metric })
                    .Where(alert => IsShown(alert, asked)),
            ],
        };
    }

    // An application may measure nothing but metrics of its own; what is read of every process comes last.
    private static PerfMetric FirstMeasured(IPerfStore store, PageQuery query, PageChoices choices, MetricCatalogue catalogue)
    {
        HistoryQuery asked = (query with { Application = choices.Application ?? string.Empty, Range = TimeRange.All }).ToHistory(default) with { Last = 1 };
        HashSet<string> measured = [.. store.ReadSnapshots(asked).SelectMany(static snapshot => snapshot.Measurements).Select(static row => row.Metric)];
        return catalogue.Metrics.Where(metric => measured.Contains(metric.Id)).OrderBy(static metric => metric.Kind == MetricKind.Secondary || BuiltInMetrics.IsOfProcess(metric.Id)).FirstOrDefault()
            ?? catalogue.Metrics[0];
    }

    private MetricLine[] Lines(IPerfStore store, HistoryQuery asked, int columns)
    {
        int window = store.ReadPolicy().BaselineWindow;
        List<ThinnedSeries> thinned = [.. store.ReadThinned(asked, columns, window)];
        List<DailySeries> daily = asked.Branch is null ? [.. store.ReadDaily(asked)] : [];
        foreach (DailySeries days in daily.Where(days => !thinned.Exists(series => IsSame(series, days))))
        {
            thinned.Add(new ThinnedSeries(days.Metric, days.Application, days.Environment, days.Cold, 0, [], []));
        }

        return
        [
            .. thinned.OrderByDescending(static series => series.Points.Count == 0 ? default : series.Points[^1].Timestamp)
                .Select(series => Line(store, asked, series, daily.Find(days => IsSame(series, days))?.Days ?? [], window)),
        ];
    }

    private MetricLine Line(IPerfStore store, HistoryQuery asked, ThinnedSeries series, IReadOnlyList<DailyPoint> days, int window)
    {
        SeriesPoint[] judged = series.IsThinned ? Sample(series) : [.. series.Points];
        return new MetricLine
        {
            Series = series,
            Band = BaselineBand.Of(series, estimator, LeastSamples),
            Days = days,
            Changes = changes.Detect(judged, new ChangePointOptions(), series.Metric.Direction),
            ChangesOf = series.IsThinned ? judged.Length : null,
            Baseline = Latest(store, asked, series, window) is { } latest ? estimator.Estimate(latest, window) : null,
        };
    }

    private static MetricSeries? Latest(IPerfStore store, HistoryQuery asked, ThinnedSeries series, int window) => store.ReadSeries(
        asked with { Environment = NameFilter.Exactly(series.Environment), Cold = series.Cold, Since = null, Last = window }).FirstOrDefault();

    // The first and the last point of each column: chosen by their time alone, where the smallest and the largest are no sample.
    private static SeriesPoint[] Sample(ThinnedSeries series)
    {
        var sample = new List<SeriesPoint>(2 * series.Windows.Count);
        for (int i = 0; i < series.Windows.Count; i++)
        {
            int first = series.Windows[i].Point, last = (i + 1 < series.Windows.Count ? series.Windows[i + 1].Point : series.Points.Count) - 1;
            sample.Add(series.Points[first]);
            if (last > first)
            {
                sample.Add(series.Points[last]);
            }
        }

        return [.. sample];
    }

    private static bool IsSame(ThinnedSeries series, DailySeries days) => series.Environment == days.Environment && series.Cold == days.Cold;

    private static bool IsShown(PerfAlert alert, HistoryQuery asked) =>
        (asked.Since is not { } since || alert.LastSeenAt >= since)
        && (asked.Until is not { } until || alert.RaisedAt <= until);
}
