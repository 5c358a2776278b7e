namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The stretches on either side of a place: all that can be said of a shift there without knowing the noise of the series.</summary>
/// <param name="CountBefore">Points before that are looked at.</param>
/// <param name="CountAfter">Points after that are looked at.</param>
/// <param name="Before">Median of the points before.</param>
/// <param name="After">Median of the points after.</param>
/// <param name="Difference">Difference of the clipped means.</param>
/// <param name="Deviation">
/// Standard deviation of the difference of means, were the points independent. A stretch never counts as quieter than both
/// together: a few points that happen to agree prove nothing.
/// </param>
/// <param name="Separation">
/// Chance that a point after lies beyond a point before, in the direction of the shift, ties counting half (Vargha and
/// Delaney 2000): 0.5 where the two stretches look alike, 1 where they do not overlap. For normal noise Φ(shift / √2 deviations).
/// </param>
internal sealed record Contrast(int CountBefore, int CountAfter, double Before, double After, double Difference, double Deviation, double Separation)
{
    /// <summary>Points looked at on either side; beyond these a level is known well enough, and drift would only blur it.</summary>
    public const int Nearest = 60;

    public static Contrast Measure(LevelSeries series, int split, int countBefore, int countAfter)
    {
        var before = series.Sorted(split - countBefore, split, Scratch.OfThread.Before(Nearest + 1));
        var after = series.Sorted(split, split + countAfter, Scratch.OfThread.After(Nearest + 1));
        var difference = series.Mean(split, split + countAfter) - series.Mean(split - countBefore, split);
        return new Contrast(
            countBefore,
            countAfter,
            OrderStatistics.Median(before),
            OrderStatistics.Median(after),
            difference,
            IndependentDeviation(before, after),
            difference >= 0 ? Superiority(before, after) : Superiority(after, before));
    }

    private static double IndependentDeviation(ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        double own = Spread.OfSorted(before), other = Spread.OfSorted(after);
        var pooled = Math.Sqrt((before.Length * own * own + after.Length * other * other) / (before.Length + after.Length));
        own = Math.Max(own, pooled);
        other = Math.Max(other, pooled);
        return Math.Sqrt(own * own / before.Length + other * other / after.Length);
    }

    /// <summary>The share of pairs in which the value of <paramref name="high"/> is larger, ties counting half.</summary>
    private static double Superiority(ReadOnlySpan<double> low, ReadOnlySpan<double> high)
    {
        long twice = 0;
        int below = 0, notAbove = 0;
        foreach (var value in high)
        {
            while (below < low.Length && low[below] < value)
            {
                below++;
            }

            while (notAbove < low.Length && low[notAbove] <= value)
            {
                notAbove++;
            }

            twice += below + notAbove;
        }

        return twice / (2.0 * low.Length * high.Length);
    }
}
