using PerfTracking.Charts;
using PerfTracking.Metrics;
using PerfTracking.Statistics;
using PerfTracking.Stores;

namespace PerfTracking.Reporting;

/// <summary>The median of the last seven days, which a latest value is held against. Of a week that holds very many snapshots a sample is read.</summary>
public static class WeekMedian
{
    /// <summary>How far back it looks.</summary>
    public static readonly TimeSpan Span = TimeSpan.FromDays(7);

    // So many runs of so many neighbours: the median of the sample is as good as all of a week for a glance.
    private const int Runs = 48;
    private const int RunLength = 20;

    /// <summary>Reads series, or of those with more than 960 snapshots in the span a sample: 48 runs of 20 neighbours, evenly spread.</summary>
    /// <param name="charts">The pictures.</param>
    /// <param name="query">Which series, and which span of time.</param>
    public static IEnumerable<SampledSeries> Read(IChartReader charts, HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(charts);
        return charts.ReadSampled(query, Runs, RunLength);
    }

    /// <summary>
    /// The median of what is like a snapshot's value: for what is read of the process, first saves of a process against first
    /// saves and later ones against later ones, for they are unlike.
    /// </summary>
    /// <param name="week">The series up to the snapshot.</param>
    /// <param name="snapshot">The snapshot, whose own value does not count.</param>
    /// <returns>The median, in the metric's unit, or <see langword="null"/> where nothing is alike.</returns>
    public static double? Of(SampledSeries week, long snapshot)
    {
        ArgumentNullException.ThrowIfNull(week);
        SampledPoint own = week.Points[^1];
        bool isOfProcess = BuiltInMetrics.IsOfProcess(week.Metric.Id) && own.SnapshotId == snapshot;
        double[] values =
        [
            .. week.Points.Where(point => point.SnapshotId != snapshot && (!isOfProcess || point.IsFirstOfProcess == own.IsFirstOfProcess)).Select(static point => point.Value),
        ];
        return values.Length == 0 ? null : Quantiles.MedianOf(values);
    }
}
