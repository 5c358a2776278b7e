using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tiers;

/// <summary>
/// The level of the recent values against the level before it: the change-point method on the latest window of the
/// series, ending with the judged value. A regression is reported for as long as the values stay on the worse level and the
/// level before it is still in the window.
/// </summary>
internal static class ChangePointTier
{
    /// <summary>The middle of a window that its range is measured by, without the rarest two per cent at either end.</summary>
    private const double Low = 0.02, High = 0.98;

    /// <summary>The least share of that range that a shift is: where values swing farther, it is one swing of many.</summary>
    private const double ShareOfRange = 0.2;

    /// <summary>The same where the window had seen nothing like the new level: a further step of a stair may be smaller than a swing.</summary>
    private const double ShareBeyondRange = 0.1;

    /// <summary>How many times the accepted chance a change may have beside a sure one: in a series that steps, steps are likely.</summary>
    private const double BesideSure = 10;

    public static TierResult Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy)
    {
        var count = Math.Min(series.Points.Length, policy.HistoryLimit);
        var needed = policy.MinimumHistory + policy.MinimumLastingPoints - 1;
        if (count < needed)
        {
            return Silent(policy, count, $"The history has {ValueText.Count(count, "point")}; {needed} are needed. Until then the value is held against its target alone.");
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
        var levels = new LevelSeries(values, policy.MinimumLastingPoints);
        var shifts = Segmentation.Shifts(levels, new ShiftCriteria(policy.MinimumLastingPoints, policy.MinimumEffectPercent, Memory.OfWindow, 2 * Contrast.Nearest));
        var current = shifts.Count == 0 ? default : levels.Level(shifts[^1].Split, levels.Length);
        for (var i = shifts.Count - 1; i >= 0; i--)
        {
            if (IsReported(series, policy, levels, shifts, i, current, out var before))
            {
                var margin = before.Margin(current, shifts[i].Memory);
                var located = Located(speaking, series, point, before.Median, current.Median, values.Length - shifts[i].Split) with
                {
                    ShiftLower = current.Median - before.Median - margin,
                    ShiftUpper = current.Median - before.Median + margin,
                    PValue = shifts[i].Chance,
                    ZScore = shifts[i].Score,
                    Certainty = IsSure(shifts[i], policy, levels) ? ChangeCertainty.Sure : ChangeCertainty.Likely,
                };
                return Lasting(located, policy, point.Value);
            }
        }

        var run = ExtremeChange.Run(series, values, policy, out var level);
        return run > 0
            ? Located(speaking, series, point, level, levels.Level(levels.Length - run, levels.Length).Median, run) with
            {
                Severity = PerfSeverity.Warning,
                Certainty = ChangeCertainty.Possible,
                Reason = "Far beyond all history; more points will tell whether it lasts.",
            }
            : speaking;
    }

    /// <summary>
    /// Whether a shift counts by all that the policy asks, and the present level is still worse than the level before it, or,
    /// for the latest shift, better.
    /// </summary>
    private static bool IsReported(MetricSeries series, PerfPolicy policy, LevelSeries levels, List<AcceptedShift> shifts, int i, Level current, out Level before)
    {
        var split = shifts[i].Split;
        before = default;
        if (split < policy.MinimumHistory)
        {
            return false;
        }

        // A short level is no baseline: coming back from a brief dip is not a regression.
        var start = i == 0 ? 0 : Math.Max(0, Math.Min(shifts[i - 1].Split, split - policy.BaselineWindow));
        before = levels.Level(start, split);
        var after = i + 1 == shifts.Count ? current.Median : levels.Level(split, shifts[i + 1].Split).Median;
        var direction = series.Metric.Direction;
        var isWorse = Deviation.Beyond(direction, current.Median, before.Median) > 0;
        if (!isWorse && i + 1 < shifts.Count)
        {
            return false;
        }

        // What a later shift added is not this one's: its size is that of the nearer of the level it led to and the present one.
        var kept = isWorse && Deviation.Beyond(direction, current.Median, after) > 0 ? after : current.Median;
        var beyond = Deviation.Beyond(direction, kept, before.Median);
        return (isWorse ? beyond > 0 : beyond < 0)
            && Math.Abs(beyond) >= AbsoluteFloor.For(series.Metric.Unit, policy)
            && !(Math.Abs(Deviation.Percent(beyond, before.Median) ?? double.MaxValue) < policy.MinimumEffectPercent)
            && IsLikely(policy, levels, shifts, i)
            && StandsOut(levels, split, shifts[^1].Split, before.Median, current.Median, policy);
    }

    /// <summary>Whether a change is sure enough: by itself, or beside one that is.</summary>
    private static bool IsLikely(PerfPolicy policy, LevelSeries levels, List<AcceptedShift> shifts, int i)
    {
        if (IsSure(shifts[i], policy, levels))
        {
            return true;
        }

        if (shifts[i].Chance > BesideSure * AlphaSpent(policy, levels.Length - shifts[i].Split))
        {
            return false;
        }

        foreach (var shift in shifts)
        {
            if (IsSure(shift, policy, levels))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSure(AcceptedShift shift, PerfPolicy policy, LevelSeries levels) =>
        shift.Chance <= AlphaSpent(policy, levels.Length - shift.Split);

    /// <summary>
    /// Whether a shift is more than one swing of many. Where values have been at the new level before, they will often go back
    /// once more: there it must be half as old again as the shortest level, and larger.
    /// </summary>
    private static bool StandsOut(LevelSeries levels, int split, int present, double before, double after, PerfPolicy policy)
    {
        var seen = levels.Sorted(0, present, Scratch.OfThread.Sorted(present + 1));
        var isBeyond = after > before ? after > Quantiles.Of(seen, High) : after < Quantiles.Of(seen, Low);
        if (!isBeyond && levels.Length - split < policy.MinimumLastingPoints + policy.MinimumLastingPoints / 2)
        {
            return false;
        }

        var all = levels.Sorted(0, levels.Length, Scratch.OfThread.Sorted(levels.Length + 1));
        var range = Quantiles.Of(all, High) - Quantiles.Of(all, Low);
        return Math.Abs(after - before) >= (isBeyond ? ShareBeyondRange : ShareOfRange) * range;
    }

    /// <summary>The numbers of a change that began <paramref name="age"/> points ago, the judged one included.</summary>
    private static TierResult Located(TierResult result, MetricSeries series, SeriesPoint point, double before, double after, int age)
    {
        var first = series.Points.Length + 1 - age;
        var start = age == 1 ? point : series.Points[first];
        var beyond = Deviation.Beyond(series.Metric.Direction, after, before);
        return result with
        {
            Effect = beyond > 0 ? ChangeEffect.Worse : ChangeEffect.Better,
            Expected = before,
            DeviationPercent = Deviation.Percent(beyond, before),
            Shift = after - before,
            PointsSinceChange = age,
            ChangeSnapshotId = start.SnapshotId,
            CommitBefore = series.Points[first - 1].Commit,
            CommitAfter = start.Commit,
        };
    }

    /// <summary>A severity for a change that lasted, as long as the judged value is nearer to the new level than to the old.</summary>
    private static TierResult Lasting(TierResult located, PerfPolicy policy, double value)
    {
        var stays = (value - located.Expected) / located.Shift > 0.5;
        return !stays ? located with { Effect = ChangeEffect.None, Reason = "This value is back at the level before." }
            : located.Effect == ChangeEffect.Better ? located
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
    /// spent over the looks, as 1/age² (alpha spending, Lan and DeMets 1983): a real change only grows more certain. The points
    /// after it that are looked at grow no more from <see cref="Contrast.Nearest"/> on, but those before it and the noise they
    /// are held against are others with each look, until the level before has left the window.
    /// </summary>
    private static double AlphaSpent(PerfPolicy policy, int age)
    {
        var share = (double)policy.MinimumLastingPoints / Math.Max(policy.MinimumLastingPoints, age);
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
