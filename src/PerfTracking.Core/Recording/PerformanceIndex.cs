using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Recording;

/// <summary>One figure from 0 to 100 over all metrics that have targets.</summary>
public static class PerformanceIndex
{
    /// <summary>
    /// The mean over all metrics with a target of 100 × min(1, target ÷ value) where lower is better and
    /// 100 × min(1, value ÷ target) where higher is better; a value of zero or less where lower is better scores 100.
    /// </summary>
    /// <param name="values">The measured values.</param>
    /// <returns>0–100, or <see langword="null"/> where no measured metric has a target.</returns>
    public static double? Of(IReadOnlyList<MeasuredValue> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double sum = 0;
        int count = 0;
        foreach ((PerfMetric metric, Tracking.AggregatedValue measured) in values)
        {
            if (metric.Target is { } target)
            {
                sum += Score(measured.Value, target.Value, metric.Direction);
                count++;
            }
        }

        return count == 0 ? null : sum / count;
    }

    /// <summary>
    /// Whether the index is shown to people. It knows targets alone: a hundred beside an open critical alert would say that all is well.
    /// </summary>
    /// <param name="worstOpenAlert">The worst severity among the open alerts of what it is about.</param>
    public static bool IsShownBeside(PerfSeverity worstOpenAlert) => worstOpenAlert != PerfSeverity.Critical;

    /// <summary>What one metric adds to the mean.</summary>
    /// <param name="value">The measured value.</param>
    /// <param name="target">Its target.</param>
    /// <param name="direction">Which direction is better.</param>
    /// <returns>0–100; 100 where it keeps its target.</returns>
    public static double Score(double value, double target, MetricDirection direction)
    {
        if (direction == MetricDirection.HigherIsBetter)
        {
            return 100 * Math.Clamp(value / target, 0, 1);
        }

        return value <= target ? 100 : 100 * target / value;
    }
}
