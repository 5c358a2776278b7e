namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// A series made ready for looking at levels: its values, and a copy in which excursions too short to be a level are cut
/// off, with running sums so that the mean of any stretch costs one subtraction. Made of the thread's <see cref="Scratch"/>:
/// good until the next is made on the same thread.
/// </summary>
internal sealed class LevelSeries
{
    /// <summary>How many robust deviations from the running median a value may keep.</summary>
    private const double ClipLimit = 3;

    private readonly double[] _sums;
    private ValueOrder? _order;

    /// <param name="values">The values; kept, not copied, not modified.</param>
    /// <param name="shortest">Fewest points that make a level.</param>
    public LevelSeries(double[] values, int shortest)
    {
        Values = values;
        _sums = Scratch.OfThread.Sums(values.Length + 1);
        _sums[0] = 0;
        if (values.Length == 0)
        {
            return;
        }

        var medians = RunningMedian.Of(values, Math.Min(2 * shortest - 1, values.Length));
        var fence = Fence(values, medians);
        for (var i = 0; i < values.Length; i++)
        {
            // Sums are of distances from the first value, so that a large level does not eat a small shift.
            var sum = _sums[i] + (Math.Clamp(values[i], medians[i] - fence, medians[i] + fence) - values[0]);
            _sums[i + 1] = sum;
            LargestSum = Math.Max(LargestSum, Math.Abs(sum));
        }
    }

    public double[] Values { get; }

    public int Length => Values.Length;

    /// <summary>The largest of the running sums, by size: what rounding errors are relative to. 0 where all values are equal.</summary>
    public double LargestSum { get; }

    /// <summary>At each place the sum of the clipped values before it, relative to the first value of the series.</summary>
    public ReadOnlySpan<double> Sums => _sums;

    /// <summary>Clipped mean of [from, to), relative to the first value of the series.</summary>
    public double Mean(int from, int to) => (_sums[to] - _sums[from]) / (to - from);

    /// <summary>The values of [from, to) in order of size, in <paramref name="buffer"/>, which has a place more than that.</summary>
    public ReadOnlySpan<double> Sorted(int from, int to, double[] buffer)
    {
        if (Length <= ValueOrder.Longest)
        {
            (_order ??= new ValueOrder(Values)).Pick(from, to, buffer);
        }
        else
        {
            Array.Copy(Values, from, buffer, 0, to - from);
            OrderStatistics.Sort(buffer, to - from);
        }

        return new ReadOnlySpan<double>(buffer, 0, to - from);
    }

    /// <summary>Median of the values of [from, to), not clipped.</summary>
    public double Median(int from, int to) => OrderStatistics.Median(Sorted(from, to, Scratch.OfThread.Sorted(to - from + 1)));

    /// <summary>The Hampel filter's fence around a running median, which a burst shorter than a level cannot move.</summary>
    private static double Fence(double[] values, double[] medians)
    {
        var distances = Scratch.OfThread.Distances(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            distances[i] = Math.Abs(values[i] - medians[i]);
        }

        return ClipLimit * Spread.OfDistances(distances, values.Length);
    }
}
