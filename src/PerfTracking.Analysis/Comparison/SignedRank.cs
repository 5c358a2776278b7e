using MathNet.Numerics.Distributions;

namespace PerfTracking.Analysis.Comparison;

/// <summary>
/// The shift of pairs: the Hodges–Lehmann estimate, which is the median of all Walsh averages (dᵢ + dⱼ) / 2, and the interval
/// of Wilcoxon's signed-rank test. Holland, Wolfe, Chicken, "Nonparametric Statistical Methods" (2014), chapter 3. No
/// distribution is assumed but that differences are symmetric, which those of two equal arms in random order are.
/// </summary>
internal static class SignedRank
{
    /// <summary>The most pairs whose distribution is counted out; more are normal to five digits.</summary>
    private const int MostExact = 200;

    /// <summary>The fewest pairs for which there is an interval at a level: all signs alike are then rare enough.</summary>
    /// <param name="level">The two-sided chance of error, 0–1.</param>
    public static int FewestPairs(double level) => (int)Math.Ceiling(1 - Math.Log2(level));

    /// <summary>The shift of differences from zero.</summary>
    /// <param name="differences">The differences of the pairs; at least one; their order is changed.</param>
    /// <param name="level">The two-sided chance of error of the interval, 0–1.</param>
    public static Shift Of(double[] differences, double level)
    {
        Array.Sort(differences);
        int count = differences.Length;
        double averages = 0.5 * count * (count + 1.0);
        double center = count % 4 is 0 or 3
            ? (Average(differences, averages / 2) + Average(differences, (averages / 2) + 1)) / 2
            : Average(differences, (averages + 1) / 2);
        double[]? tail = count <= MostExact ? LowerTail(count) : null;
        double rank = tail is null ? NormalRank(count, level) : Array.FindIndex(tail, chance => chance > level / 2);
        (double lower, double upper) = rank < 1
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : (Average(differences, rank), Average(differences, averages + 1 - rank));
        return new Shift(center, lower, upper, PValue(differences, averages, tail));
    }

    /// <summary>The chance of each sum of ranks or a smaller one, from 0 to half of the largest, where signs are a coin's.</summary>
    internal static double[] LowerTail(int count)
    {
        // How the sums of a subset of 1 … n are spread: rank by rank, each is in it or not.
        double[] chances = new double[(count * (count + 1) / 2) + 1];
        chances[0] = 1;
        for (int rank = 1, largest = 0; rank <= count; rank++)
        {
            largest += rank;
            for (int sum = largest; sum >= 0; sum--)
            {
                chances[sum] = 0.5 * (chances[sum] + (sum >= rank ? chances[sum - rank] : 0));
            }
        }

        double[] tail = new double[(chances.Length / 2) + 1];
        double total = 0;
        for (int sum = 0; sum < tail.Length; sum++)
        {
            tail[sum] = total += chances[sum];
        }

        return tail;
    }

    private static double PValue(double[] sorted, double averages, double[]? tail)
    {
        // The signed-rank statistic is the number of Walsh averages above zero; one of zero counts half.
        double below = Count(sorted, Math.BitDecrement(0)), notAbove = Count(sorted, 0);
        double statistic = averages - notAbove + ((notAbove - below) / 2);
        double smaller = Math.Min(statistic, averages - statistic);
        return Math.Min(1, 2 * (tail is null
            ? Normal.CDF(averages / 2, Deviation(sorted.Length), smaller + 0.5)
            : tail[(int)Math.Ceiling(smaller)]));
    }

    private static double NormalRank(int count, double level) =>
        Math.Floor((0.25 * count * (count + 1.0)) + (Normal.InvCDF(0, 1, level / 2) * Deviation(count)) + 0.5);

    private static double Deviation(double count) => Math.Sqrt(count * (count + 1) * ((2 * count) + 1) / 24);

    /// <summary>The Walsh average of a rank, from 1.</summary>
    private static double Average(double[] sorted, double rank) =>
        OrderedSearch.First(sorted[0], sorted[^1], limit => Count(sorted, limit) >= rank);

    /// <summary>How many Walsh averages do not exceed a limit.</summary>
    private static double Count(double[] sorted, double limit)
    {
        // The larger the one, the smaller the other has to be: the second finger only ever moves down.
        double count = 0;
        int other = sorted.Length - 1;
        for (int i = 0; i < sorted.Length; i++)
        {
            while (other >= 0 && (0.5 * sorted[i]) + (0.5 * sorted[other]) > limit)
            {
                other--;
            }

            if (other < i)
            {
                break;
            }

            count += other - i + 1;
        }

        return count;
    }
}
