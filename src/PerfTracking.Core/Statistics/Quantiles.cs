namespace PerfTracking.Statistics;

/// <summary>
/// The one median and the one quantile of the product. MathNet has them too, but every save needs them, and loading that
/// library costs a fresh process more than a whole judgement.
/// </summary>
public static class Quantiles
{
    /// <summary>The value in the middle; of an even number the mean of the two in the middle.</summary>
    /// <param name="sorted">The values in ascending order; at least one.</param>
    public static double Median(ReadOnlySpan<double> sorted)
    {
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : Middle(sorted[middle - 1], sorted[middle]);
    }

    /// <summary>The median of values in any order, which stay as they are.</summary>
    /// <param name="values">The values; at least one.</param>
    public static double MedianOf(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = (double[])values.Clone();
        Array.Sort(sorted);
        return Median(sorted);
    }

    /// <summary>
    /// The value that a share of the values does not exceed, by definition R-7 of Hyndman and Fan, "Sample Quantiles in
    /// Statistical Packages" (1996): linear between the points (i − 1) / (n − 1).
    /// </summary>
    /// <param name="sorted">The values in ascending order; at least one.</param>
    /// <param name="share">The share, 0–1.</param>
    public static double Of(ReadOnlySpan<double> sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        return below + 1 >= sorted.Length ? sorted[^1] : sorted[below] + ((position - below) * (sorted[below + 1] - sorted[below]));
    }

    /// <summary>The same of values of which each counts so many times: as if it stood there so often.</summary>
    /// <param name="sorted">The values in ascending order; at least one.</param>
    /// <param name="counts">How often each counts; at least once.</param>
    /// <param name="share">The share, 0–1.</param>
    public static double Of(ReadOnlySpan<double> sorted, ReadOnlySpan<long> counts, double share)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(counts.Length, sorted.Length, nameof(counts));
        long count = 0;
        foreach (long one in counts)
        {
            count += one;
        }

        double position = share * (count - 1);
        long below = (long)position, end = 0;
        int place = -1;
        do
        {
            end += counts[++place];
        }
        while (end <= below && place + 1 < sorted.Length);

        double next = below + 1 < end || place + 1 >= sorted.Length ? sorted[place] : sorted[place + 1];
        return sorted[place] + ((position - below) * (next - sorted[place]));
    }

    /// <summary>Halfway between two values: half of each, so that two huge ones do not overflow.</summary>
    /// <param name="a">The one.</param>
    /// <param name="b">The other.</param>
    public static double Middle(double a, double b) => a == b ? a : (0.5 * a) + (0.5 * b);
}
