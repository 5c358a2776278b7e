namespace PerfTracking.Analysis.Comparison;

/// <summary>Finds a number by halving, exactly: over the bit patterns of doubles, which lie in the order of their values.</summary>
internal static class OrderedSearch
{
    /// <summary>The least number in a range for which something holds that holds for all larger ones too; the upper end where it holds for none.</summary>
    /// <param name="low">The range's lower end.</param>
    /// <param name="high">Its upper end.</param>
    /// <param name="holds">What is asked of a number.</param>
    public static double First(double low, double high, Func<double, bool> holds)
    {
        long from = Place(low), to = Place(high);
        while (from < to)
        {
            long middle = from + (long)(((ulong)to - (ulong)from) / 2);
            if (holds(Value(middle)))
            {
                to = middle;
            }
            else
            {
                from = middle + 1;
            }
        }

        return Value(to);
    }

    // Negative numbers are stored by size: the larger the pattern, the smaller the number.
    private static long Place(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        return bits < 0 ? long.MinValue - bits : bits;
    }

    private static double Value(long place) => BitConverter.Int64BitsToDouble(place < 0 ? long.MinValue - place : place);
}
