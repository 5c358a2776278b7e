using PerfTracking.Analysis.Statistics;

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

    private readonly double[] _clipped, _sums;
    private ValueOrder? _order;

    /// <param name="values">The values; kept, not copied, not modified.</param>
    /// <param name="shortest">Fewest points that make a level.</param>
    public LevelSeries(double[] values, int shortest)
    {
        Values = values;
        _clipped = [];
        _sums = Scratch.OfThread.Sums(values.Length + 1);
        _sums[0] = 0;
        Settled = values.Length;
        if (values.Length < 2)
        {
            return;
        }

        _clipped = Clipped(values, RunningMedian.Of(values, (int)Math.Min(2L * shortest - 1, values.Length)));
        Settled = SettledOf(values, _clipped, shortest);
        Jitter = JitterOf(_clipped, values.Length);
        if (Jitter == 0)
        {
            return;
        }

        // Distances from the first value, so that a large level does not eat a small shift.
        double first = _clipped[0], sum = 0;
        for (var i = 0; i < values.Length; i++)
        {
            _clipped[i] = (_clipped[i] - first) / Jitter;
            _sums[i + 1] = sum += _clipped[i];
        }
    }

    public double[] Values { get; }

    public int Length => Values.Length;

    /// <summary>
    /// How much of the scatter is there from one point to the next, as a standard deviation: a wandering level is not in it.
    /// 0 where all clipped values are equal.
    /// </summary>
    public double Jitter { get; }

    /// <summary>
    /// How many points are before the last ones that lie beyond the fence, all on one side and too few for a level: they may be
    /// the first of the next one, and say nothing about the one they follow. All points, where there are no such.
    /// </summary>
    public int Settled { get; }

    /// <summary>The clipped values, as distances from the first in units of <see cref="Jitter"/>.</summary>
    public ReadOnlySpan<double> Clips => new(_clipped, 0, Length);

    /// <summary>At each place the sum of the <see cref="Clips"/> before it.</summary>
    public double[] Sums => _sums;

    /// <summary>Mean of the <see cref="Clips"/> of [from, to).</summary>
    public double Mean(int from, int to) => (_sums[to] - _sums[from]) / (to - from);

    /// <summary>What cutting [from, to) at a place takes off the sum of squared distances of the <see cref="Clips"/> from their means.</summary>
    public double Gain(int from, int place, int to)
    {
        double before = place - from, after = to - place;
        var difference = Mean(place, to) - Mean(from, place);
        return difference * difference * (before * after / (before + after));
    }

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

    /// <summary>The level of [from, to), of the values and not of the clips.</summary>
    public Level Level(int from, int to) => ChangePoints.Level.Of(Sorted(from, to, Scratch.OfThread.Sorted(to - from + 1)));

    /// <summary>
    /// The Hampel filter: nothing lies farther than the fence from the running median, which a burst shorter than a level
    /// cannot move. In the array of the medians.
    /// </summary>
    private static double[] Clipped(double[] values, double[] medians)
    {
        var distances = Scratch.OfThread.Distances(values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            distances[i] = Math.Abs(values[i] - medians[i]);
        }

        var fence = ClipLimit * Spread.OfDistances(distances, values.Length);
        for (var i = 0; i < values.Length; i++)
        {
            medians[i] = Math.Clamp(values[i], medians[i] - fence, medians[i] + fence);
        }

        return medians;
    }

    private static int SettledOf(double[] values, double[] clipped, int shortest)
    {
        var settled = values.Length;
        bool isAbove = values[^1] > clipped[settled - 1], isBelow = values[^1] < clipped[settled - 1];
        while (settled > 0 && (isAbove && values[settled - 1] > clipped[settled - 1] || isBelow && values[settled - 1] < clipped[settled - 1]))
        {
            settled--;
        }

        return values.Length - settled < shortest ? settled : values.Length;
    }

    private static double JitterOf(double[] clipped, int count)
    {
        var distances = Scratch.OfThread.Distances(count);
        for (var i = 1; i < count; i++)
        {
            distances[i - 1] = Math.Abs(clipped[i] - clipped[i - 1]);
        }

        // Steps are few and far, and count as no more than wide noise. The mean and not a quantile, which knows rounded values
        // only by whole steps of their rounding, and a narrow noise only from many points. Where nearly all neighbours are
        // equal, the few that are not are all there is to measure by.
        var fence = ClipLimit * Spread.OfDistances(distances, count - 1);
        double sum = 0;
        for (var i = 0; i < count - 1; i++)
        {
            sum += fence > 0 ? Math.Min(distances[i], fence) : distances[i];
        }

        // The difference of two independent points has twice their variance.
        return OrderStatistics.MeanDeviationScale * sum / ((count - 1) * Math.Sqrt(2));
    }
}
