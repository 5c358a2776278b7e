using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tiers;

/// <summary>
/// The level of the recent values against the level before it: the change-point method on the latest window of the
/// series, ending with the judged value. A regression is told for as long as the values stay on the worse level and the
/// level before it is still in the window.
/// </summary>
internal static class ChangePointTier
{
    /// <summary>
    /// How many points after a change are held against the level before. A step that the eye can see is certain by then; what
    /// would become certain only with more points got there by wandering.
    /// </summary>
    private const int MostAfter = 40;

    public static TierResult Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy)
    {
        var count = Math.Min(series.Points.Length, policy.HistoryLimit);
        var needed = policy.MinimumHistory + policy.MinimumLastingPoints - 1;
        if (count < needed)
        {
            return Silent(policy, count, $"The history has {count} points; {needed} are needed. Until then the value is held against its target alone.");
        }

        var speaking = new TierResult
        {
            Tier = DetectionTier.ChangePoint,
            Counts = policy.CountsChangePoint,
            CanSpeak = true,
            Limit = policy.MinimumEffectPercent,
            SampleCount = count,
        };
        var values = Values(series, point, count);
        var criteria = new ShiftCriteria(policy.MinimumLastingPoints, policy.MinimumEffectPercent, policy.Significance)
        {
            MeasuringSignificance = policy.Significance,
            MostAfter = MostAfter,
        };
        var levels = new LevelSeries(values, criteria.ShortestLevel);
        var shifts = Segmentation.Shifts(levels, criteria);
        var current = shifts.Count == 0 ? 0 : levels.Median(shifts[^1].Split, levels.Length);
        for (var i = shifts.Count - 1; i >= 0; i--)
        {
            if (LevelBefore(series, policy, levels, shifts, i, current) is { } before)
            {
                return Lasting(Located(speaking, series, point, before, current, values.Length - shifts[i].Split, shifts[i]), policy, point.Value);
            }
        }

        var run = ExtremeChange.Run(series, values, policy, out var level);
        return run > 0
            ? Located(speaking, series, point, level, levels.Median(levels.Length - run, levels.Length), run, null) with
            {
                Severity = PerfSeverity.Warning,
                Reason = "Far beyond all history; more points will tell whether it lasts.",
            }
            : speaking;
    }

    /// <summary>
    /// The level before a shift, if the present level is still worse than that, or, for the latest shift, better; nothing
    /// otherwise.
    /// </summary>
    private static double? LevelBefore(MetricSeries series, PerfPolicy policy, LevelSeries levels, List<AcceptedShift> shifts, int i, double current)
    {
        var split = shifts[i].Split;
        if (split < policy.MinimumHistory || shifts[i].PValue > Spent(policy, levels.Length - split))
        {
            return null;
        }

        // A short level is no baseline: coming back from a brief dip is not a regression.
        var start = i == 0 ? 0 : Math.Max(0, Math.Min(shifts[i - 1].Split, split - policy.BaselineWindow));
        var before = levels.Median(start, split);
        var after = levels.Median(split, i + 1 == shifts.Count ? levels.Length : shifts[i + 1].Split);
        var direction = series.Metric.Direction;
        var beyond = Deviation.Beyond(direction, current, before);
        var tells = beyond > 0 ? Deviation.Beyond(direction, after, before) > 0 : beyond < 0 && i == shifts.Count - 1;
        return tells
            && Math.Abs(beyond) >= AbsoluteFloor.For(series.Metric.Unit, policy)
            && !(Math.Abs(Deviation.Percent(beyond, before) ?? double.MaxValue) < policy.MinimumEffectPercent)
            ? before
            : null;
    }

    /// <summary>The numbers of a change that began <paramref name="age"/> points ago, the judged one included.</summary>
    private static TierResult Located(TierResult result, MetricSeries series, SeriesPoint point, double before, double after, int age, AcceptedShift? shift)
    {
        var first = series.Points.Length + 1 - age;
        var start = age == 1 ? point : series.Points[first];
        var beyond = Deviation.Beyond(series.Metric.Direction, after, before);
        return result with
        {
            Direction = beyond > 0 ? ChangeDirection.Worse : ChangeDirection.Better,
            Expected = before,
            DeviationPercent = Deviation.Percent(beyond, before),
            Shift = after - before,
            PointsSinceChange = age,
            ChangeSnapshotId = start.SnapshotId,
            CommitBefore = series.Points[first - 1].Commit,
            CommitAfter = start.Commit,
            PValue = shift?.PValue,
            ZScore = shift?.Shift.Score,
        };
    }

    /// <summary>A severity for a change that lasted, as long as the judged value is nearer to the new level than to the old.</summary>
    private static TierResult Lasting(TierResult located, PerfPolicy policy, double value)
    {
        var stays = (value - located.Expected) / located.Shift > 0.5;
        return !stays ? located with { Direction = ChangeDirection.None, Reason = "This value is back at the level before." }
            : located.Direction == ChangeDirection.Better ? located
            : located with
            {
                Severity = located.DeviationPercent is not { } percent ? PerfSeverity.Error
                    : Exceeds.Limit(percent, policy.CriticalEffectPercent) ? PerfSeverity.Critical
                    : Exceeds.Limit(percent, policy.ErrorEffectPercent) ? PerfSeverity.Error
                    : PerfSeverity.Warning,
            };
    }

    /// <summary>
    /// The chance a change of this age may have. Every new point looks at the same change again, so the accepted chance is
    /// spent over the looks, as 1/age² (alpha spending, Lan and DeMets 1983): a real change only grows more certain. From
    /// <see cref="MostAfter"/> on every look sees the same points, and nothing more is spent.
    /// </summary>
    private static double Spent(PerfPolicy policy, int age)
    {
        var share = (double)policy.MinimumLastingPoints / Math.Max(policy.MinimumLastingPoints, Math.Min(age, MostAfter));
        return policy.Significance * share * share;
    }

    private static TierResult Silent(PerfPolicy policy, int samples, string reason) => new()
    {
        Tier = DetectionTier.ChangePoint,
        Counts = policy.CountsChangePoint,
        Reason = reason,
        SampleCount = samples,
    };

    private static double[] Values(MetricSeries series, SeriesPoint point, int count)
    {
        var values = Scratch.OfThread.Values(count + 1);
        for (var i = 0; i < count; i++)
        {
            values[i] = FiniteValues.Checked(series.Points[series.Points.Length - count + i].Value);
        }

        values[count] = point.Value;
        return values;
    }
}
