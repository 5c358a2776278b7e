using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using PerfTracking.Analysis.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Places where the level may have shifted: of all ways to cut a series into levels, the one with the least sum of squared
/// distances from the means of the levels and a penalty for each cut (optimal partitioning, Jackson et al. 2005). Exact for
/// series up to <see cref="Block"/> points. Longer ones are cut in overlapping blocks, with the penalty of the whole, so that
/// the cost grows with the length and not with its square: a shift that needs more than half a block on each side to be worth
/// its penalty is far too small to stand when it is examined.
/// </summary>
internal static class OptimalPartition
{
    /// <summary>The longest stretch that is cut at once.</summary>
    public const int Block = 1024;

    /// <summary>
    /// The penalty for a cut, over ln n and the variance from point to point. Schwarz's criterion has 2 (Yao 1988) for noise
    /// whose variance is known; this is generous, because noise that remembers scatters more than from point to point.
    /// </summary>
    private const double Penalty = 8;

    /// <summary>One over the distance to the end, so that it can be read forwards beside the places.</summary>
    private static readonly double[] Reciprocals = ReciprocalsToEnd();

    /// <summary>The first points of the levels but the first, in order.</summary>
    public static List<int> Cuts(LevelSeries series, int shortest)
    {
        var cuts = new List<int>();
        var penalty = Penalty * Math.Log(series.Length);
        for (var from = 0; ; from += Block / 2)
        {
            var count = Math.Min(Block, series.Length - from);
            var isLast = from + count == series.Length;
            // Of a block its middle counts: near an end a level is seen only in part.
            var first = Math.Max(cuts.Count == 0 ? 1 : cuts[^1] + shortest, from == 0 ? 1 : from + Block / 4);
            Add(cuts, Latest(series.Sums, from, count, shortest, penalty), from, count, first, isLast ? series.Length : from + Block / 2 + Block / 4);
            if (isLast)
            {
                return cuts;
            }
        }
    }

    /// <summary>The cuts of [first, end) from a block that begins at <paramref name="from"/>.</summary>
    private static void Add(List<int> cuts, int[] latest, int from, int count, int first, int end)
    {
        var at = cuts.Count;
        for (var place = latest[count]; place > 0; place = latest[place])
        {
            if (from + place >= first && from + place < end)
            {
                cuts.Add(from + place);
            }
        }

        cuts.Reverse(at, cuts.Count - at);
    }

    /// <summary>
    /// For each place of a block the latest cut before it, if the block ended there. Instead of the least cost, the largest
    /// gain is sought: what the means explain, n × mean² for each level, less the penalties. The squares of the values are in
    /// every cut alike and drop out.
    /// </summary>
    private static int[] Latest(double[] sums, int from, int count, int shortest, double penalty)
    {
        var gains = Scratch.OfThread.Gains(count + 1);
        var latest = Scratch.OfThread.Latest(count + 1);
        gains[0] = 0;
        for (var end = shortest; end <= count; end++)
        {
            // What was best one point ago most often still is: then nothing is written while the others are compared.
            var best = end < 2 * shortest ? 0 : latest[end - 1];
            var gain = Gain(gains, sums, from, best, end);
            Compare(0, ref best, ref gain);
            var last = end - shortest;
            var total = Vector128.Create(sums[from + end]);
            var place = shortest;
            for (; place + 3 <= last; place += 4)
            {
                var limit = Vector128.Create(gain);
                var better = Vector128.GreaterThan(Gains(gains, sums, from + place, place, Block - end + place, total), limit)
                    | Vector128.GreaterThan(Gains(gains, sums, from + place + 2, place + 2, Block - end + place + 2, total), limit);
                if (better.ExtractMostSignificantBits() != 0)
                {
                    for (var one = place; one < place + 4; one++)
                    {
                        Compare(one, ref best, ref gain);
                    }
                }
            }

            for (; place <= last; place++)
            {
                Compare(place, ref best, ref gain);
            }

            gains[end] = gain - penalty;
            latest[end] = best;

            void Compare(int place, ref int best, ref double gain)
            {
                var other = Gain(gains, sums, from, place, end);
                if (other > gain)
                {
                    (best, gain) = (place, other);
                }
            }
        }

        return latest;
    }

    /// <summary>The gain of the best cuts up to <paramref name="place"/> and one level from there to <paramref name="end"/>.</summary>
    private static double Gain(double[] gains, double[] sums, int from, int place, int end)
    {
        var sum = sums[from + end] - sums[from + place];
        return gains[place] + sum * sum * Reciprocals[Block - end + place];
    }

    /// <summary>The same for two neighbouring places.</summary>
    private static Vector128<double> Gains(double[] gains, double[] sums, int at, int place, int reciprocal, Vector128<double> total)
    {
        var sum = total - Two(sums, at);
        return Two(gains, place) + sum * sum * Two(Reciprocals, reciprocal);
    }

    private static Vector128<double> Two(double[] values, int at) =>
        Vector128.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(values), (nuint)at);

    private static double[] ReciprocalsToEnd()
    {
        var reciprocals = new double[Block];
        for (var i = 0; i < Block; i++)
        {
            reciprocals[i] = 1.0 / (Block - i);
        }

        return reciprocals;
    }
}
