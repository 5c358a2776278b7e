using PerfTracking.Metrics;
using PerfTracking.Statistics;

namespace PerfTracking.Tracking;

/// <summary>Several measurements of one metric as one value.</summary>
/// <param name="Value">The value by the metric's aggregation, in the metric's unit.</param>
/// <param name="Count">How many measurements it stands for; at least 1.</param>
/// <param name="Minimum">The smallest of them.</param>
/// <param name="Maximum">The largest of them.</param>
public readonly record struct AggregatedValue(double Value, int Count, double Minimum, double Maximum)
{
    /// <summary>The one measurement there was.</summary>
    /// <param name="value">Its value.</param>
    public static AggregatedValue OfOne(double value) => new(value, 1, value, value);

    /// <summary>Makes one value of many.</summary>
    /// <param name="values">The measurements in the order in which they were made; at least one.</param>
    /// <param name="aggregation">How to combine them. The median of an even number is the mean of the two in the middle.</param>
    /// <exception cref="ArgumentException"><paramref name="values"/> is empty.</exception>
    public static AggregatedValue Of(double[] values, MetricAggregation aggregation)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length == 0)
        {
            throw new ArgumentException("There is nothing to combine.", nameof(values));
        }

        if (values.Length == 1)
        {
            return OfOne(values[0]);
        }

        double minimum = values[0], maximum = values[0], sum = 0;
        foreach (double value in values)
        {
            minimum = Math.Min(minimum, value);
            maximum = Math.Max(maximum, value);
            sum += value;
        }

        double combined = aggregation switch
        {
            MetricAggregation.Median => Quantiles.MedianOf(values),
            // Every value is finite, and so is what they are together, be it the largest number there is.
            MetricAggregation.Sum => Math.Clamp(sum, double.MinValue, double.MaxValue),
            MetricAggregation.Mean => double.IsFinite(sum) ? sum / values.Length : Array.ConvertAll(values, value => value / values.Length).Sum(),
            MetricAggregation.Minimum => minimum,
            MetricAggregation.Maximum => maximum,
            _ => values[^1],
        };
        return new AggregatedValue(combined, values.Length, minimum, maximum);
    }
}
