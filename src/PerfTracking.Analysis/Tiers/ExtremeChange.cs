using PerfTracking.Analysis.Statistics;
using PerfTracking.Detection;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tiers;

/// <summary>
/// A change so large that nobody wants to wait until it has lasted: the latest few points all lie far beyond everything
/// older. One such point is most often a spike, because in noise with heavy tails a new record by far is only a matter of
/// time; two in a row are rare.
/// </summary>
internal static class ExtremeChange
{
    /// <summary>
    /// How many of the latest points are extreme, if enough of them are; 0 otherwise. Longer runs are looked at too, so that
    /// a change stays reported until it has lasted.
    /// </summary>
    /// <param name="series">The series, for its direction and unit.</param>
    /// <param name="values">The latest values, the judged one last.</param>
    /// <param name="policy">The limits.</param>
    /// <param name="level">The median of the latest window before those points.</param>
    public static int Run(MetricSeries series, double[] values, PerfPolicy policy, out double level)
    {
        level = 0;
        var longest = Math.Max(policy.ExtremePoints, 2 * policy.MinimumLastingPoints);
        if (!IsRecord(series, values, longest, policy))
        {
            return 0;
        }

        for (var run = policy.ExtremePoints; run <= longest && values.Length - run >= policy.MinimumHistory; run++)
        {
            if (IsExtreme(series, values, run, policy, out level))
            {
                return run;
            }
        }

        return 0;
    }

    /// <summary>
    /// Whether each of the fewest points an extreme change has lies beyond everything before the longest: without that no run
    /// is extreme, and no median has to be found to say so.
    /// </summary>
    private static bool IsRecord(MetricSeries series, double[] values, int longest, PerfPolicy policy)
    {
        var sign = Deviation.Beyond(series.Metric.Direction, 1, 0);
        var nearest = double.MaxValue;
        for (var i = Math.Max(0, values.Length - policy.ExtremePoints); i < values.Length; i++)
        {
            nearest = Math.Min(nearest, sign * values[i]);
        }

        for (var i = 0; i < values.Length - longest; i++)
        {
            if (sign * values[i] > nearest)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsExtreme(MetricSeries series, double[] values, int run, PerfPolicy policy, out double median)
    {
        var older = values.Length - run;
        var window = Math.Min(older, policy.BaselineWindow);
        median = Quantiles.Median(OrderStatistics.SortedScratch(new ReadOnlySpan<double>(values, older - window, window)));
        var least = Math.Max(Math.Abs(median) * policy.ExtremePercent / 100, AbsoluteFloor.For(series.Metric.Unit, policy));
        for (var i = older; i < values.Length; i++)
        {
            var beyond = Deviation.Beyond(series.Metric.Direction, values[i], median);
            if (beyond <= 0 || beyond < least)
            {
                return false;
            }
        }

        double farthest = 0, nearest = double.MaxValue;
        for (var i = 0; i < values.Length; i++)
        {
            var distance = Math.Abs(values[i] - median);
            farthest = i < older ? Math.Max(farthest, distance) : farthest;
            nearest = i < older ? nearest : Math.Min(nearest, distance);
        }

        return nearest >= policy.ExtremeFactor * farthest;
    }
}
