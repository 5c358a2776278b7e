using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The stretches on either side of a place, and what their difference is worth.</summary>
/// <param name="CountBefore">Points before that are looked at.</param>
/// <param name="CountAfter">Points after that are looked at.</param>
/// <param name="Before">Median of the points before.</param>
/// <param name="After">Median of the points after.</param>
/// <param name="Score">Difference of the clipped means in its own standard deviations, were the points independent.</param>
/// <param name="Separation">
/// Chance that a point after lies beyond a point before, in the direction of the shift, ties counting half (Vargha and
/// Delaney 2000): 0.5 where the two stretches look alike, 1 where they do not overlap. For normal noise Φ(shift / √2 deviations).
/// </param>
internal sealed record Contrast(int CountBefore, int CountAfter, double Before, double After, double Score, double Separation)
{
    /// <summary>Points looked at on either side at least, if there are as many; beyond these a level is known well enough, and drift would only blur it.</summary>
    public const int Nearest = 40;

    /// <summary>
    /// How many times the scatter from point to point any stretch scatters at least: a few points that happen to agree prove
    /// nothing.
    /// </summary>
    private const double LeastSpread = 1.1;

    /// <summary>
    /// How many points before a place are looked at: more than <see cref="Nearest"/> where those farther back are on the same
    /// level, within the standard error of that comparison. Where the level wandered, what is far back says nothing about now.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="from">Where the level before begins.</param>
    /// <param name="split">The place.</param>
    /// <param name="farthest">The most that are looked at.</param>
    public static int PointsBefore(LevelSeries series, int from, int split, int farthest)
    {
        var count = Math.Min(split - from, farthest);
        if (count <= Nearest)
        {
            return count;
        }

        var wander = series.Mean(split - count, split - Nearest) - series.Mean(split - Nearest, split);
        return Math.Abs(wander) <= LeastSpread * Math.Sqrt(1.0 / (count - Nearest) + 1.0 / Nearest) ? count : Nearest;
    }

    public static Contrast Measure(LevelSeries series, int split, int countBefore, int countAfter)
    {
        var before = series.Sorted(split - countBefore, split, Scratch.OfThread.Before(countBefore + 1));
        var after = series.Sorted(split, split + countAfter, Scratch.OfThread.After(countAfter + 1));
        var difference = series.Mean(split, split + countAfter) - series.Mean(split - countBefore, split);
        var spread = Math.Max(Math.Max(Spread.OfSorted(before), Spread.OfSorted(after)) / series.Jitter, LeastSpread);
        return new Contrast(
            countBefore,
            countAfter,
            Quantiles.Median(before),
            Quantiles.Median(after),
            Math.Abs(difference) / (spread * Math.Sqrt(1.0 / countBefore + 1.0 / countAfter)),
            difference >= 0 ? Superiority(before, after) : Superiority(after, before));
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
