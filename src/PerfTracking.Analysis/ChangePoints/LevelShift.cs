namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The difference between two neighbouring stretches of a series, and how sure one can be of it.</summary>
/// <param name="Before">Median of the points before, the nearest ones if there are many.</param>
/// <param name="After">Median of the points after, likewise.</param>
/// <param name="Score">Difference of the means in its own standard deviations.</param>
/// <param name="PValue">Chance of such a score at one place, two-sided.</param>
/// <param name="Separation">
/// Chance that a point after lies beyond a point before, in the direction of the shift, ties counting half (Vargha and
/// Delaney 2000): 0.5 where the two stretches look alike, 1 where they do not overlap. For normal noise Φ(shift / √2 deviations).
/// </param>
internal readonly record struct LevelShift(double Before, double After, double Score, double PValue, double Separation)
{
    /// <summary>Points looked at on either side; beyond these a level is known well enough, and drift would only blur it.</summary>
    private const int Nearest = 60;

    public static LevelShift Measure(LevelSeries series, NoiseProfile noise, int from, int split, int to)
    {
        int countBefore = Math.Min(split - from, Nearest), countAfter = Math.Min(to - split, Nearest);
        var before = OrderStatistics.Sorted(series.Values, split - countBefore, split);
        var after = OrderStatistics.Sorted(series.Values, split, split + countAfter);
        var difference = series.Mean(split, split + countAfter) - series.Mean(split - countBefore, split);
        var deviation = Math.Max(IndependentDeviation(before, after), noise.MeanDifference(countBefore, countAfter));
        var score = difference == 0 ? 0 : Math.Abs(difference) / deviation;
        return new LevelShift(
            OrderStatistics.Median(before),
            OrderStatistics.Median(after),
            score,
            double.IsInfinity(score) ? 0 : TailProbability.StudentTwoSided(score, countBefore + countAfter - 2),
            difference >= 0 ? Superiority(before, after) : Superiority(after, before));
    }

    /// <summary>
    /// Standard deviation of the difference of means, were the points independent. A stretch never counts as quieter than
    /// both together: a few points that happen to agree prove nothing.
    /// </summary>
    private static double IndependentDeviation(double[] before, double[] after)
    {
        double own = Spread.OfSorted(before), other = Spread.OfSorted(after);
        var pooled = Math.Sqrt((before.Length * own * own + after.Length * other * other) / (before.Length + after.Length));
        own = Math.Max(own, pooled);
        other = Math.Max(other, pooled);
        return Math.Sqrt(own * own / before.Length + other * other / after.Length);
    }

    /// <summary>The share of pairs in which the value of <paramref name="high"/> is larger, ties counting half.</summary>
    private static double Superiority(double[] low, double[] high)
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
