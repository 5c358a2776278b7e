using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Reporting;

/// <summary>Puts the latest values beside everything they are held against.</summary>
/// <param name="estimator">Who computes baselines.</param>
/// <param name="detector">Who judges.</param>
public sealed class StatusReader(IBaselineEstimator estimator, IRegressionDetector detector)
{
    private static readonly TimeSpan TrendWindow = TimeSpan.FromDays(7);

    /// <summary>The status of each metric in a snapshot.</summary>
    /// <param name="history">The history.</param>
    /// <param name="snapshot">The snapshot, with its measurements.</param>
    /// <param name="policy">The store's policy.</param>
    /// <param name="metric">Metrics, or <see langword="null"/> for all.</param>
    public IEnumerable<PerfMetricStatus> Read(IHistoryReader history, PerfSnapshot snapshot, PerfPolicy policy, NameFilter? metric)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(policy);
        var query = new HistoryQuery
        {
            Application = NameFilter.Exactly(snapshot.Application),
            Environment = NameFilter.Exactly(snapshot.Environment),
            Cold = snapshot.Cold,
            Metric = metric,
            UpTo = snapshot.Mark,
        };
        Dictionary<string, double> week = WeekMedians(history, query with { Since = snapshot.Timestamp - TrendWindow }, snapshot.Id);
        foreach (MetricSeries series in history.ReadSeries(query with { Last = policy.PointsNeeded + 1 }))
        {
            // A series whose last point is older was not measured this time.
            if (series.Points[^1].SnapshotId == snapshot.Id)
            {
                yield return Describe(series, policy, week.TryGetValue(series.Metric.Id, out double median) ? median : null);
            }
        }
    }

    private PerfMetricStatus Describe(MetricSeries series, PerfPolicy policy, double? weekMedian)
    {
        SeriesPoint latest = series.Points[^1];
        MetricSeries before = series with { Points = series.Points[..^1] };
        PerfBaseline? baseline = estimator.Estimate(before, policy.BaselineWindow);
        PerfVerdict verdict = detector.Judge(before, latest, policy);
        bool isFinding = verdict.Severity != PerfSeverity.Ok;
        return new PerfMetricStatus
        {
            Metric = series.Metric.Id,
            Name = series.Metric.Name,
            Unit = series.Metric.Unit,
            Direction = series.Metric.Direction,
            Kind = series.Metric.Kind,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            SnapshotId = latest.SnapshotId,
            Timestamp = latest.Timestamp,
            Current = latest.Value,
            Target = series.Metric.Target?.Value,
            Median = baseline?.Median,
            P5 = baseline?.P5,
            P95 = baseline?.P95,
            Confidence = baseline?.Confidence ?? 0,
            SampleCount = baseline?.SampleCount ?? 0,
            WeekMedian = weekMedian,
            Status = verdict.Severity,
            Expected = isFinding ? verdict.Expected : null,
            Message = isFinding ? verdict.Message : null,
        };
    }

    private static Dictionary<string, double> WeekMedians(IHistoryReader history, HistoryQuery query, long except)
    {
        var medians = new Dictionary<string, double>(StringComparer.OrdinalIgnoreCase);
        HashSet<long> starts = SessionStarts.In(history, query);
        foreach (MetricSeries series in history.ReadSeries(query, wholeHistory: true))
        {
            double[] values =
            [
                .. series.Points
                    .Where(point => point.SnapshotId != except && (!BuiltInMetrics.IsOfProcess(series.Metric.Id) || starts.Contains(point.SnapshotId) == starts.Contains(except)))
                    .Select(static point => point.Value),
            ];
            if (values.Length > 0)
            {
                medians[series.Metric.Id] = Quantiles.MedianOf(values);
            }
        }

        return medians;
    }
}
