using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Tiers;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis;

/// <summary>
/// Finds lasting shifts of level. Seeded binary segmentation proposes places; each must then hold its own against its
/// neighbours: significant against the series' own wandering, large enough in per cent, and separated from the scatter
/// of the points. The weakest goes first and its neighbours are asked again, until all that remain stand.
/// </summary>
public sealed class ChangePointDetector : IChangePointDetector
{
    /// <inheritdoc/>
    public IReadOnlyList<PerfChangePoint> Detect(SeriesPoint[] points, ChangePointOptions options, MetricDirection? direction = null)
    {
        ArgumentNullException.ThrowIfNull(points);
        ArgumentNullException.ThrowIfNull(options);
        options.EnsureValid();
        var values = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            values[i] = FiniteValues.Checked(points[i].Value);
        }

        var series = new LevelSeries(values, options.MinimumSegmentLength);
        var shifts = Segmentation.Shifts(series, new ShiftCriteria(options.MinimumSegmentLength, options.MinimumEffectPercent, options.Significance));
        var found = new List<PerfChangePoint>(shifts.Count);
        for (var i = 0; i < shifts.Count; i++)
        {
            var split = shifts[i].Split;
            var from = i == 0 ? 0 : shifts[i - 1].Split;
            var to = i + 1 == shifts.Count ? values.Length : shifts[i + 1].Split;
            var before = series.Median(from, split);
            var after = series.Median(split, to);
            var point = points[split];
            found.Add(new PerfChangePoint
            {
                Index = split,
                Timestamp = point.HasTimestamp ? point.Timestamp : null,
                SnapshotId = point.SnapshotId > 0 ? point.SnapshotId : null,
                Before = before,
                After = after,
                PValue = shifts[i].PValue,
                PointsBefore = split - from,
                PointsAfter = to - split,
                CommitBefore = points[split - 1].Commit,
                CommitAfter = point.Commit,
                Direction = direction is not { } better || after == before ? ChangeDirection.None
                    : Deviation.Beyond(better, after, before) > 0 ? ChangeDirection.Worse : ChangeDirection.Better,
            });
        }

        return found;
    }
}
