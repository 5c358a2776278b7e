using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// How widely values scatter, as a standard deviation: the larger of the scaled median absolute deviation and the scaled
/// width between the 10th and the 90th percentile. The first ignores outliers; the second sees the two humps of a bimodal
/// series, of which the first would see only the larger one. Both are exact for normal noise.
/// </summary>
internal static class Spread
{
    /// <summary>Width between the 10th and 90th percentile of a standard normal distribution.</summary>
    private const double DecileWidth = 2.5631031310892007;

    /// <summary>The 80th percentile of the distance of a standard normal from its centre.</summary>
    private const double EightyPercentDistance = DecileWidth / 2;

    public static double OfSorted(ReadOnlySpan<double> sorted)
    {
        var median = Quantiles.Median(sorted);
        var deciles = (Quantiles.Of(sorted, 0.9) - Quantiles.Of(sorted, 0.1)) / DecileWidth;
        return Math.Max(deciles, OrderStatistics.MadScale * MedianDistance(sorted, median));
    }

    /// <summary>The same from the first <paramref name="count"/> distances to a centre; changes their order.</summary>
    public static double OfDistances(double[] distances, int count) => Math.Max(
        OrderStatistics.MadScale * DistanceSelection.Median(distances, count),
        DistanceSelection.UpperQuantile(distances, count, 0.8) / EightyPercentDistance);

    /// <summary>Median absolute deviation of sorted values without sorting again: distances grow from the median to either side.</summary>
    public static double MedianDistance(ReadOnlySpan<double> sorted, double median)
    {
        var right = 0;
        while (right < sorted.Length && sorted[right] < median)
        {
            right++;
        }

        var left = right - 1;
        double last = 0, previous = 0;
        for (var taken = 0; taken <= sorted.Length / 2; taken++)
        {
            previous = last;
            last = right >= sorted.Length || (left >= 0 && median - sorted[left] <= sorted[right] - median)
                ? median - sorted[left--]
                : sorted[right++] - median;
        }

        return sorted.Length % 2 == 1 ? last : Quantiles.Middle(previous, last);
    }
}
