namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// A series made ready for looking at levels: its values, and a copy in which excursions too short to be a level are cut
/// off, with running sums so that the mean of any stretch costs one subtraction.
/// </summary>
internal sealed class LevelSeries
{
    /// <summary>How many robust deviations from the running median a value may keep.</summary>
    private const double ClipLimit = 3;

    private readonly double[] _sums;

    /// <param name="values">The values; kept, not copied, not modified.</param>
    /// <param name="shortest">Fewest points that make a level.</param>
    public LevelSeries(double[] values, int shortest)
    {
        Values = values;
        _sums = new double[values.Length + 1];
        if (values.Length == 0)
        {
            return;
        }

        // Sums are of distances from the first value, so that a large level does not eat a small shift.
        var clipped = Clip(values, shortest);
        for (var i = 0; i < clipped.Length; i++)
        {
            _sums[i + 1] = _sums[i] + (clipped[i] - values[0]);
        }
    }

    public double[] Values { get; }

    public int Length => Values.Length;

    /// <summary>Clipped mean of [from, to), relative to the first value of the series.</summary>
    public double Mean(int from, int to) => (_sums[to] - _sums[from]) / (to - from);

    /// <summary>The Hampel filter: a running median that a burst shorter than a level cannot move, and a fence around it.</summary>
    private static double[] Clip(double[] values, int shortest)
    {
        var medians = RunningMedian.Of(values, Math.Min(2 * shortest - 1, values.Length));
        var distances = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            distances[i] = Math.Abs(values[i] - medians[i]);
        }

        var fence = ClipLimit * Spread.OfDistances(distances);
        var clipped = new double[values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            clipped[i] = Math.Clamp(values[i], medians[i] - fence, medians[i] + fence);
        }

        return clipped;
    }
}
