using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Detection;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis;

/// <summary>
/// Computes baselines. Outliers are values further than three robust standard deviations from the median: the scaled
/// median absolute deviation, or the scaled mean absolute deviation where the former is 0. Three classical deviations
/// could remove nothing from fewer than eleven values, because an outlier inflates the deviation it is held against.
/// </summary>
public sealed class BaselineEstimator : IBaselineEstimator
{
    /// <summary>How many robust standard deviations from the median a value may lie.</summary>
    public const double OutlierLimit = 3;

    /// <summary>The sample count at which the count alone would give a confidence of one half.</summary>
    public const double HalfConfidenceCount = 4;

    /// <inheritdoc/>
    public PerfBaseline? Estimate(MetricSeries series, int window)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        var points = series.Points;
        var start = Math.Max(0, points.Length - window);
        if (start == points.Length)
        {
            return null;
        }

        var length = points.Length - start;
        var values = new Span<double>(Scratch.OfThread.Window(length), 0, length);
        for (var i = 0; i < length; i++)
        {
            values[i] = FiniteValues.Checked(points[start + i].Value);
        }

        var sorted = OrderStatistics.SortedScratch(values);
        var median = Quantiles.Median(sorted);
        var mad = Spread.MedianDistance(sorted, median);
        var limit = OutlierLimit * OrderStatistics.RobustDeviation(values, median, mad);
        int count = 0, first = 0, last = 0;
        for (var i = 0; i < length; i++)
        {
            // At least one value lies within the limit: the nearest to the median does.
            if (Math.Abs(values[i] - median) <= limit)
            {
                first = count == 0 ? i : first;
                last = i;
                values[count++] = values[i];
            }
        }

        ReadOnlySpan<double> kept = values[..count];
        if (count < length)
        {
            sorted = OrderStatistics.SortedScratch(kept);
            median = Quantiles.Median(sorted);
            mad = Spread.MedianDistance(sorted, median);
        }

        var mean = Mean(kept);
        var deviation = StandardDeviation(kept, mean);
        return new PerfBaseline
        {
            Metric = series.Metric.Id,
            Name = series.Metric.Name,
            Unit = series.Metric.Unit,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            Median = median,
            P5 = Quantiles.Of(sorted, 0.05),
            P95 = Quantiles.Of(sorted, 0.95),
            Mean = mean,
            StandardDeviation = deviation,
            Mad = mad,
            Minimum = sorted[0],
            Maximum = sorted[^1],
            SampleCount = count,
            OutlierCount = length - count,
            Confidence = Confidence(count, length - count, median, deviation),
            From = points[start + first].Timestamp,
            To = points[start + last].Timestamp,
        };
    }

    /// <summary>
    /// n / (n + 4), times |median| / (|median| + deviation), times the share of values that are no outliers. 20 samples with
    /// a spread of 10 % have 0.833 × 0.909 = 0.758.
    /// </summary>
    /// <param name="samples">Samples in the baseline; at least 1.</param>
    /// <param name="outliers">Values left out.</param>
    /// <param name="median">The median of the samples.</param>
    /// <param name="deviation">The standard deviation of the samples.</param>
    /// <returns>0–1. A spread around a median of 0 gives 0.</returns>
    public static double Confidence(int samples, int outliers, double median, double deviation)
    {
        var count = samples / (samples + HalfConfidenceCount);
        var spread = deviation == 0 ? 1 : 1 / (1 + deviation / Math.Abs(median));
        var clean = (double)samples / (samples + outliers);
        return count * spread * clean;
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        // Around the first value: a constant series then has exactly its own mean, and no spread made of rounding.
        double sum = 0;
        foreach (var value in values)
        {
            sum += value - values[0];
        }

        return values[0] + sum / values.Length;
    }

    private static double StandardDeviation(ReadOnlySpan<double> values, double mean)
    {
        if (values.Length < 2)
        {
            return 0;
        }

        double sum = 0;
        foreach (var value in values)
        {
            sum += (value - mean) * (value - mean);
        }

        return Math.Sqrt(sum / (values.Length - 1));
    }
}
