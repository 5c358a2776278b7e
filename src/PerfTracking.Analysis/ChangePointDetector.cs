using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Analysis.Tiers;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis;

/// <summary>
/// Finds lasting shifts of level. Optimal partitioning proposes places; each must then hold its own against its
/// neighbours: significant with the memory of the noise, large enough in per cent, and separated from the scatter
/// of the points. The weakest goes first and its neighbours are asked again, until all that remain stand.
/// </summary>
public sealed class ChangePointDetector : IChangePointDetector
{
    /// <summary>Of larger values distances and their sums might be infinite; they are looked at in a unit of which there are fewer.</summary>
    private const double Huge = 1e290, HugeUnit = 1L << 62;

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

        // A power of two: no value is rounded by it.
        var unit = Array.Exists(values, static value => Math.Abs(value) > Huge) ? HugeUnit : 1;
        for (var i = 0; unit != 1 && i < values.Length; i++)
        {
            values[i] /= unit;
        }

        var series = new LevelSeries(values, options.MinimumSegmentLength);
        var shifts = Segmentation.Shifts(series, new ShiftCriteria(options.MinimumSegmentLength, options.MinimumEffectPercent, Memory.OfHistory));
        if (!shifts.Exists(shift => Chance(shift, values.Length) <= options.Significance))
        {
            return [];
        }

        var found = new List<PerfChangePoint>(shifts.Count);
        var before = series.Level(0, shifts[0].Split);
        for (var i = 0; i < shifts.Count; i++)
        {
            var split = shifts[i].Split;
            var from = i == 0 ? 0 : shifts[i - 1].Split;
            var to = i + 1 == shifts.Count ? values.Length : shifts[i + 1].Split;
            var after = series.Level(split, to);
            var margin = before.Margin(after, shifts[i].Memory);
            var chance = Chance(shifts[i], values.Length);
            var point = points[split];
            found.Add(new PerfChangePoint
            {
                Index = split,
                Timestamp = point.HasTimestamp ? point.Timestamp : null,
                SnapshotId = point.SnapshotId > 0 ? point.SnapshotId : null,
                Before = unit * before.Median,
                After = unit * after.Median,
                ShiftLower = Known(unit * (after.Median - before.Median - margin)),
                ShiftUpper = Known(unit * (after.Median - before.Median + margin)),
                PValue = chance,
                Certainty = chance <= options.Significance ? ChangeCertainty.Sure : ChangeCertainty.Likely,
                PointsBefore = split - from,
                PointsAfter = to - split,
                CommitBefore = points[split - 1].Commit,
                CommitAfter = point.Commit,
                Effect = direction is not { } known || after.Median == before.Median ? ChangeEffect.None
                    : Deviation.Beyond(known, after.Median, before.Median) > 0 ? ChangeEffect.Worse : ChangeEffect.Better,
            });
            before = after;
        }

        return found;
    }

    private static double? Known(double bound) => double.IsFinite(bound) ? bound : null;

    /// <summary>
    /// The chance of such a shift anywhere in the series: at its own place, times the number of places that can be told apart,
    /// half the shorter stretch from one to the next.
    /// </summary>
    private static double Chance(AcceptedShift shift, int count) =>
        Math.Min(1, shift.Chance * 2 * count / Math.Min(shift.Contrast.CountBefore, shift.Contrast.CountAfter));
}
