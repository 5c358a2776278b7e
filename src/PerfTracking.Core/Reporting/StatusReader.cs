using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Reporting;

/// <summary>Puts the latest values beside everything they are held against.</summary>
/// <param name="estimator">Who computes baselines.</param>
/// <param name="detector">Who judges.</param>
public sealed class StatusReader(IBaselineEstimator estimator, IRegressionDetector detector)
{
    /// <summary>Of how many applications the week is read at once: so many that asking costs nothing, so few that nobody waits.</summary>
    private const int AtOnce = 32;

    /// <summary>The status of each metric in snapshots, in their order, and of each in the catalogue's.</summary>
    /// <param name="history">The history.</param>
    /// <param name="charts">Its pictures, for the week before.</param>
    /// <param name="snapshots">The snapshots, one for each application on its environment, warm or cold; their measurements do not count.</param>
    /// <param name="policy">The store's policy.</param>
    /// <param name="metric">Metrics, or <see langword="null"/> for all.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="OperationCanceledException">The reading was ended.</exception>
    public IEnumerable<PerfMetricStatus> Read(
        IHistoryReader history, IChartReader charts, IReadOnlyCollection<PerfSnapshot> snapshots, PerfPolicy policy, NameFilter? metric, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(charts);
        ArgumentNullException.ThrowIfNull(snapshots);
        ArgumentNullException.ThrowIfNull(policy);
        return snapshots.Chunk(AtOnce).SelectMany(some => Read(history, charts, [.. some.Select(static snapshot => snapshot.Id)], policy, metric, cancellation));
    }

    private IEnumerable<PerfMetricStatus> Read(IHistoryReader history, IChartReader charts, HashSet<long> snapshots, PerfPolicy policy, NameFilter? metric, CancellationToken cancellation)
    {
        var query = new HistoryQuery { EachUpTo = snapshots, Metric = metric };
        var week = new Dictionary<(long Snapshot, string Metric), double?>();
        foreach (SampledSeries series in WeekMedian.Read(charts, query with { Within = WeekMedian.Span }))
        {
            cancellation.ThrowIfCancellationRequested();
            week[(series.Points[^1].SnapshotId, series.Metric.Id)] = WeekMedian.Of(series, series.Points[^1].SnapshotId);
        }

        foreach (MetricSeries series in history.ReadSeries(query with { Last = policy.PointsNeeded + 1 }))
        {
            cancellation.ThrowIfCancellationRequested();

            // A series whose last point is older was not measured this time.
            if (snapshots.Contains(series.Points[^1].SnapshotId))
            {
                yield return Describe(series, policy, week.GetValueOrDefault((series.Points[^1].SnapshotId, series.Metric.Id)));
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
}
