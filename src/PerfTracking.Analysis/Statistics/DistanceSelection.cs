using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Statistics;

/// <summary>
/// Medians and quantiles of distances without sorting them: quickselect (Hoare, Algorithm 65, 1961). A judgement asks for
/// many, and a sort spends most of its time on comparisons the processor cannot foresee. Distances are never negative, so
/// the bits of one, read as an integer, are the larger the larger it is: the comparison becomes a subtraction, and no branch
/// depends on it.
/// </summary>
internal static class DistanceSelection
{
    /// <summary>Longer arrays are sorted by the framework, whose cost has a bound whatever the values.</summary>
    private const int Short = 256;

    /// <summary>The median of the first <paramref name="count"/> distances; changes their order.</summary>
    public static double Median(double[] distances, int count)
    {
        var middle = count / 2;
        var upper = Select(distances, 0, count, middle);
        return count % 2 == 1 ? upper : Quantiles.Middle(Largest(distances, 0, middle), upper);
    }

    /// <summary>
    /// The same as <see cref="Quantiles.Of(ReadOnlySpan{double}, double)"/> of the distances in order, for distances of which the <see cref="Median"/> was
    /// found, so that only the upper half is looked through; changes their order.
    /// </summary>
    /// <param name="distances">The distances, as the median left them.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="share">The share, 0.5–1.</param>
    public static double UpperQuantile(double[] distances, int count, double share)
    {
        var position = share * (count - 1);
        var below = (int)position;
        if (below + 1 >= count)
        {
            return Select(distances, count / 2, count, count - 1);
        }

        var from = below < count / 2 ? 0 : count / 2;
        var upper = Select(distances, from, count, below + 1);
        var lower = Largest(distances, from, below + 1);
        return lower + (position - below) * (upper - lower);
    }

    /// <summary>
    /// Puts the value of the zero-based <paramref name="rank"/> into its place, no larger one before it and no smaller one after it,
    /// where none before <paramref name="from"/> is larger than any from there on.
    /// </summary>
    private static double Select(double[] values, int from, int count, int rank)
    {
        if (count > Short)
        {
            Array.Sort(values, 0, count);
            return values[rank];
        }

        var to = count;
        while (to - from > 1)
        {
            var pivot = MedianOfThree(values[from], values[from + (to - from) / 2], values[to - 1]);
            var bits = BitConverter.DoubleToInt64Bits(pivot);
            var end = Partition(values, from, to, bits);
            if (rank < end)
            {
                to = end;
            }
            else if (end > from)
            {
                from = end;
            }
            else
            {
                // Nothing is smaller: all that equal the pivot at once. Ties are the rule for counts and whole milliseconds.
                from = Partition(values, from, to, bits + 1);
                if (rank < from)
                {
                    return pivot;
                }
            }
        }

        return values[rank];
    }

    /// <summary>Moves what is below a limit to the front of [from, to) and returns where that ends.</summary>
    private static int Partition(double[] values, int from, int to, long limit)
    {
        var end = from;
        for (var i = from; i < to; i++)
        {
            var value = values[i];
            values[i] = values[end];
            values[end] = value;
            // The sign of the difference: 1 for a value below the limit.
            end += (int)((ulong)(BitConverter.DoubleToInt64Bits(value) - limit) >> 63);
        }

        return end;
    }

    private static double MedianOfThree(double a, double b, double c) =>
        a < b ? (b < c ? b : a < c ? c : a)
        : a < c ? a : b < c ? c : b;

    private static double Largest(double[] values, int from, int end)
    {
        var largest = values[from];
        for (var i = from + 1; i < end; i++)
        {
            if (values[i] > largest)
            {
                largest = values[i];
            }
        }

        return largest;
    }
}
