namespace PerfTracking.Analysis.Statistics;

/// <summary>
/// Values in order, and robust deviations. MathNet has them too, but every save needs them, and loading
/// that library costs a fresh process more than the whole judgement.
/// </summary>
internal static class OrderStatistics
{
    /// <summary>Makes the median absolute deviation an estimate of a normal distribution's standard deviation: 1 / Φ⁻¹(¾).</summary>
    public const double MadScale = 1.4826022185056018;

    /// <summary>Makes the mean absolute deviation such an estimate: √(π/2).</summary>
    public const double MeanDeviationScale = 1.2533141373155003;

    /// <summary>The longest array that <see cref="Sort(double[], int)"/> sorts itself: no judgement of a single value needs more.</summary>
    private const int Short = 256;

    /// <summary>The most items that an insertion sort orders: as many as the framework leaves to one.</summary>
    private const int Few = 16;

    /// <summary>A sorted copy.</summary>
    public static double[] Sorted(double[] values)
    {
        var sorted = (double[])values.Clone();
        Sort(sorted, sorted.Length);
        return sorted;
    }

    /// <summary>A sorted copy in the thread's <see cref="Scratch"/>, good until the next.</summary>
    public static Span<double> SortedScratch(ReadOnlySpan<double> values)
    {
        var sorted = Scratch.OfThread.Sorted(values.Length);
        values.CopyTo(sorted);
        Sort(sorted, values.Length);
        return new Span<double>(sorted, 0, values.Length);
    }

    /// <summary>
    /// Sorts the first <paramref name="count"/> values. The framework's sort for numbers is compiled afresh in every process
    /// that calls it, which costs more than all the sorting of a save; so short arrays are sorted here (Shell's sort with
    /// Ciura's gaps).
    /// </summary>
    public static void Sort(double[] values, int count)
    {
        if (count > Short)
        {
            Array.Sort(values, 0, count);
            return;
        }

        for (var gap = count > 57 ? 57 : count > 23 ? 23 : 10; gap > 0; gap = gap switch { 57 => 23, 23 => 10, 10 => 4, 4 => 1, _ => 0 })
        {
            for (var i = gap; i < count; i++)
            {
                var value = values[i];
                var place = i;
                for (; place >= gap && values[place - gap] > value; place -= gap)
                {
                    values[place] = values[place - gap];
                }

                values[place] = value;
            }
        }
    }

    /// <summary>Sorts the first <paramref name="count"/> keys and their items; a few of them here, for the same reason.</summary>
    public static void Sort(double[] keys, int[] items, int count)
    {
        if (count > Few)
        {
            Array.Sort(keys, items, 0, count);
            return;
        }

        for (var i = 1; i < count; i++)
        {
            var (key, item) = (keys[i], items[i]);
            var place = i;
            for (; place > 0 && keys[place - 1] > key; place--)
            {
                (keys[place], items[place]) = (keys[place - 1], items[place - 1]);
            }

            (keys[place], items[place]) = (key, item);
        }
    }

    /// <summary>
    /// A standard deviation that outliers cannot inflate: the scaled median absolute deviation, or, where more than half of
    /// the values are equal and it is 0, the scaled mean absolute deviation (Iglewicz and Hoaglin 1993); 0 for equal values.
    /// </summary>
    public static double RobustDeviation(ReadOnlySpan<double> values, double median, double mad)
    {
        if (mad > 0)
        {
            return MadScale * mad;
        }

        double sum = 0;
        foreach (var value in values)
        {
            sum += Math.Abs(value - median);
        }

        return MeanDeviationScale * sum / values.Length;
    }
}
