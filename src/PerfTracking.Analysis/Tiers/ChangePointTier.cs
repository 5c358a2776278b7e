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
    public static TierResult Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy)
    {
        var count = Math.Min(series.Points.Length, policy.HistoryLimit);
        var needed = policy.MinimumHistory + policy.MinimumLastingPoints - 1;
        if (count < needed)
        {
            return new TierResult
            {
                Tier = DetectionTier.ChangePoint,
                Counts = policy.CountsChangePoint,
                Reason = $"The history has {count} points; {needed} are needed. Until then the value is held against its target alone.",
                SampleCount = count,
            };
        }

        var values = Values(series, point, count);
        var criteria = new ShiftCriteria(policy.MinimumLastingPoints, policy.MinimumEffectPercent, policy.Significance);
        var shifts = Segmentation.Shifts(values, criteria);
        var silent = new TierResult
        {
            Tier = DetectionTier.ChangePoint,
            Counts = policy.CountsChangePoint,
            CanSpeak = true,
            SampleCount = count,
            Limit = policy.MinimumEffectPercent,
        };
        return shifts.Count == 0 ? silent : Speak(silent, series, point, policy, values, shifts);
    }

    private static TierResult Speak(TierResult silent, MetricSeries series, SeriesPoint point, PerfPolicy policy, double[] values, List<AcceptedShift> shifts)
    {
        var direction = series.Metric.Direction;
        var floor = AbsoluteFloor.For(series.Metric.Unit, policy);
        var current = Median(values, shifts[^1].Split, values.Length);
        for (var i = shifts.Count - 1; i >= 0; i--)
        {
            var split = shifts[i].Split;
            var from = i == 0 ? 0 : shifts[i - 1].Split;
            var before = Median(values, from, split);
            var onward = Median(values, split, i + 1 == shifts.Count ? values.Length : shifts[i + 1].Split);
            var beyond = Deviation.Beyond(direction, current, before);
            var isLatest = i == shifts.Count - 1;
            var isWorse = beyond > 0 && Deviation.Beyond(direction, onward, before) > 0;
            if (split < policy.MinimumHistory || !(isWorse || (isLatest && beyond < 0)) || Math.Abs(beyond) < floor
                || (Deviation.Percent(beyond, before) is { } share && Math.Abs(share) < policy.MinimumEffectPercent))
            {
                continue;
            }

            var stays = Deviation.Beyond(direction, point.Value, before + (current - before) / 2) * Math.Sign(beyond) > 0;
            var percent = Deviation.Percent(beyond, before);
            var first = series.Points.Length - (values.Length - 1) + split;
            var start = first == series.Points.Length ? point : series.Points[first];
            return silent with
            {
                Severity = isWorse && stays ? Severity(percent, policy) : PerfSeverity.Ok,
                Direction = !stays ? ChangeDirection.None : isWorse ? ChangeDirection.Worse : ChangeDirection.Better,
                Reason = stays ? null : "This value is back at the level before.",
                Expected = before,
                DeviationPercent = percent,
                Shift = current - before,
                PValue = shifts[i].PValue,
                ZScore = shifts[i].Shift.Score,
                PointsSinceChange = values.Length - split,
                ChangeSnapshotId = start.SnapshotId,
                CommitBefore = series.Points[first - 1].Commit,
                CommitAfter = start.Commit,
            };
        }

        return silent;
    }

    private static PerfSeverity Severity(double? percent, PerfPolicy policy) =>
        percent is not { } share ? PerfSeverity.Error
        : Exceeds.Limit(share, policy.CriticalEffectPercent) ? PerfSeverity.Critical
        : Exceeds.Limit(share, policy.ErrorEffectPercent) ? PerfSeverity.Error
        : PerfSeverity.Warning;

    private static double[] Values(MetricSeries series, SeriesPoint point, int count)
    {
        var values = new double[count + 1];
        for (var i = 0; i < count; i++)
        {
            values[i] = FiniteValues.Checked(series.Points[series.Points.Length - count + i].Value);
        }

        values[count] = point.Value;
        return values;
    }

    private static double Median(double[] values, int from, int to) =>
        OrderStatistics.Median(OrderStatistics.Sorted(values.AsSpan(from, to - from)));
}
