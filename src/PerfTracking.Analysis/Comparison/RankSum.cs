using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace PerfTracking.Analysis.Comparison;

/// <summary>
/// The shift of one set of values against another of which no value belongs to one of the first: the median of all differences
/// (Hodges and Lehmann, 1963). Its interval inverts the test of Brunner and Munzel, "The Nonparametric Behrens-Fisher Problem"
/// (Biometrical Journal 2000), which does not need equal spreads; a few values, for which that is too optimistic, have the
/// exact interval of the rank-sum test (Holland, Wolfe, Chicken 2014, chapter 4).
/// </summary>
internal static class RankSum
{
    /// <summary>From so many values on each side the test of Brunner and Munzel keeps its level.</summary>
    private const int Enough = 10;

    /// <summary>The most pairs of values whose distribution is counted out.</summary>
    private const int MostExact = 4_000;

    /// <summary>The shift of the current values against the baseline's.</summary>
    /// <param name="current">The one set; at least one value; its order is changed.</param>
    /// <param name="baseline">The other set; likewise.</param>
    /// <param name="level">The two-sided chance of error of the interval, 0–1.</param>
    public static Shift Of(double[] current, double[] baseline, double level)
    {
        Array.Sort(current);
        Array.Sort(baseline);
        double pairs = (double)current.Length * baseline.Length;
        double center = pairs % 2 == 1
            ? Difference(current, baseline, (pairs + 1) / 2)
            : (Difference(current, baseline, pairs / 2) + Difference(current, baseline, (pairs / 2) + 1)) / 2;
        return Math.Min(current.Length, baseline.Length) < Enough
            ? OfFew(current, baseline, pairs, center, level)
            : OfMany(current, baseline, center, level);
    }

    private static Shift OfFew(double[] current, double[] baseline, double pairs, double center, double level)
    {
        double[]? tail = pairs <= MostExact ? LowerTail(current.Length, baseline.Length) : null;
        double deviation = Math.Sqrt(pairs * (current.Length + baseline.Length + 1.0) / 12);
        double rank = tail is null
            ? Math.Floor((pairs / 2) + (Normal.InvCDF(0, 1, level / 2) * deviation) + 0.5)
            : Array.FindIndex(tail, chance => chance > level / 2);
        (double lower, double upper) = rank < 1
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : (Difference(current, baseline, rank), Difference(current, baseline, pairs + 1 - rank));
        double below = Count(current, baseline, Math.BitDecrement(0)), notAbove = Count(current, baseline, 0);
        double statistic = (below + notAbove) / 2;
        double smaller = Math.Min(statistic, pairs - statistic);
        double p = 2 * (tail is null ? Normal.CDF(pairs / 2, deviation, smaller + 0.5) : tail[(int)Math.Ceiling(smaller)]);
        return new Shift(center, lower, upper, Math.Min(1, p));
    }

    private static Shift OfMany(double[] current, double[] baseline, double center, double level)
    {
        double least = current[0] - baseline[^1], most = current[^1] - baseline[0];
        double lower = OrderedSearch.First(least, most, shift => IsNotAbove(current, baseline, shift, level));
        double upper = OrderedSearch.First(least, most, shift => IsBelow(current, baseline, shift, level));
        (double statistic, double freedom) = BrunnerMunzel(current, baseline, 0);

        // Sets that do not overlap have no spread to compare with; an order of all values is as rare as this.
        double rarest = 2 * Math.Exp(-SpecialFunctions.BinomialLn(current.Length + baseline.Length, baseline.Length));
        double p = double.IsInfinity(statistic) ? rarest : Math.Max(rarest, 2 * StudentT.CDF(0, 1, freedom, -Math.Abs(statistic)));
        return new Shift(center, Math.Min(lower, center), Math.Max(upper, center), Math.Min(1, p));
    }

    private static bool IsNotAbove(double[] current, double[] baseline, double shift, double level)
    {
        (double statistic, double freedom) = BrunnerMunzel(current, baseline, shift);
        return statistic <= -StudentT.InvCDF(0, 1, freedom, level / 2);
    }

    private static bool IsBelow(double[] current, double[] baseline, double shift, double level)
    {
        (double statistic, double freedom) = BrunnerMunzel(current, baseline, shift);
        return statistic <= StudentT.InvCDF(0, 1, freedom, level / 2);
    }

    /// <summary>The statistic, positive where the current values less a shift are the larger ones, and its degrees of freedom.</summary>
    internal static (double Statistic, double Freedom) BrunnerMunzel(double[] current, double[] baseline, double shift)
    {
        (double currentMean, double currentVariance) = Placements(current, baseline, shift);
        (double baselineMean, double baselineVariance) = Placements(baseline, current, -shift);
        double currentPart = currentVariance / current.Length, baselinePart = baselineVariance / baseline.Length;
        double error = currentPart + baselinePart;
        double freedom = error > 0
            ? error * error / ((currentPart * currentPart / (current.Length - 1)) + (baselinePart * baselinePart / (baseline.Length - 1)))
            : current.Length + baseline.Length - 2;
        double difference = currentMean - baselineMean;
        return (error > 0 ? difference / (2 * Math.Sqrt(error)) : difference == 0 ? 0 : double.CopySign(double.PositiveInfinity, difference), freedom);
    }

    // The share of the others that lie below each value, ties by half: its rank among all less its rank among its own.
    private static (double Mean, double Variance) Placements(double[] own, double[] others, double shift)
    {
        double sum = 0, squares = 0;
        int below = 0, notAbove = 0;
        foreach (double value in own)
        {
            double shifted = value - shift;
            while (below < others.Length && others[below] < shifted)
            {
                below++;
            }

            while (notAbove < others.Length && others[notAbove] <= shifted)
            {
                notAbove++;
            }

            double placement = 0.5 * (below + notAbove) / others.Length;
            sum += placement;
            squares += placement * placement;
        }

        double mean = sum / own.Length;
        return (mean, Math.Max(0, (squares - (own.Length * mean * mean)) / (own.Length - 1)));
    }

    /// <summary>The chance of each number of pairs in order or a smaller one, from 0 to half of all, where the sets are alike.</summary>
    internal static double[] LowerTail(int first, int second)
    {
        // Mann and Whitney's recursion: the largest of all values is of the one set or of the other.
        int half = ((first * second) + 1) / 2;
        double[][] shorter = new double[second + 1][];
        for (int other = 0; other <= second; other++)
        {
            shorter[other] = new double[half + 1];
            shorter[other][0] = 1;
        }

        for (int one = 1; one <= first; one++)
        {
            for (int other = 1; other <= second; other++)
            {
                double[] without = shorter[other - 1], with = shorter[other];
                double share = (double)one / (one + other);
                for (int pairs = half; pairs >= 0; pairs--)
                {
                    with[pairs] = (share * (pairs >= other ? with[pairs - other] : 0)) + ((1 - share) * without[pairs]);
                }
            }
        }

        double total = 0;
        return [.. shorter[second].Select(chance => total += chance)];
    }

    /// <summary>The difference of a rank, from 1, among all differences.</summary>
    private static double Difference(double[] current, double[] baseline, double rank) =>
        OrderedSearch.First(current[0] - baseline[^1], current[^1] - baseline[0], limit => Count(current, baseline, limit) >= rank);

    /// <summary>How many differences do not exceed a limit.</summary>
    private static double Count(double[] current, double[] baseline, double limit)
    {
        double count = 0;
        int from = 0;
        foreach (double value in current)
        {
            while (from < baseline.Length && value - baseline[from] > limit)
            {
                from++;
            }

            count += baseline.Length - from;
        }

        return count;
    }
}
