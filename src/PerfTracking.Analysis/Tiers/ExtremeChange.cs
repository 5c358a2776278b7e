using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tiers;

/// <summary>
/// A change so large that nobody wants to wait until it has lasted: the latest few points all lie far beyond everything
/// older. One such point is most often a spike, because in noise with heavy tails a new record by far is only a matter of
/// time; two in a row are rare.
/// </summary>
internal static class ExtremeChange
{
    /// <summary>The median of the latest window before those points, or nothing where they are not extreme.</summary>
    public static double? LevelBefore(MetricSeries series, double[] values, PerfPolicy policy)
    {
        var older = values.Length - policy.ExtremePoints;
        if (older < policy.MinimumHistory)
        {
            return null;
        }

        var window = Math.Min(older, policy.BaselineWindow);
        var median = OrderStatistics.Median(OrderStatistics.Sorted(values, older - window, older));
        double farthest = 0;
        for (var i = 0; i < older; i++)
        {
            farthest = Math.Max(farthest, Math.Abs(values[i] - median));
        }

        var least = Math.Max(
            policy.ExtremeFactor * farthest,
            Math.Max(Math.Abs(median) * policy.ExtremePercent / 100, AbsoluteFloor.For(series.Metric.Unit, policy)));
        for (var i = older; i < values.Length; i++)
        {
            var beyond = Deviation.Beyond(series.Metric.Direction, values[i], median);
            if (beyond <= 0 || beyond < least)
            {
                return null;
            }
        }

        return median;
    }
}
