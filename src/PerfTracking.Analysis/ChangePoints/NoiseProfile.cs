using System.Numerics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// How far the means of two neighbouring stretches of a series differ when nothing changes, measured inside its levels
/// for stretches of 1, 2, 4, … points. For independent noise this falls as 1/√length; for autocorrelated noise it falls
/// more slowly, and for a wandering series not at all. A shift is held against this and not against the scatter of single
/// points, so that a series that always wanders does not look as if it changed. (Block means for the long-run variance:
/// Carlstein 1986; their decay with the length as a measure of memory: Beran 1994, "aggregated variance".)
/// </summary>
internal sealed class NoiseProfile
{
    private const int LongestBlock = 128;

    /// <summary>How many independent pairs of blocks a length needs to be measured.</summary>
    private const int FewestPairs = 4;

    /// <summary>A median of this many differences is good to a few per cent; of a longer series every second, third, … place is used.</summary>
    private const int MostPlaces = 10_000;

    private readonly double[] _deviations;
    private readonly int _last;
    private readonly double _slope;

    private NoiseProfile(double[] deviations, int levels)
    {
        _deviations = deviations;
        _last = levels - 1;
        // From the second level on: the first says more about jitter from point to point than about wandering.
        var first = Math.Min(1, _last);
        _slope = _last > first && deviations[first] > 0 && deviations[_last] > 0
            ? Math.Clamp(Math.Log2(deviations[_last] / deviations[first]) / (_last - first), -0.5, 0.5)
            : -0.5;
    }

    /// <summary>Measured from point to point alone, as if the points were independent: never too large, so good for proposing places.</summary>
    public static NoiseProfile OfJitter(LevelSeries series) => new([Measure(series, [], 1)], 1);

    /// <summary>Measured inside the levels that <paramref name="splits"/> cut the series into.</summary>
    public static NoiseProfile InsideLevels(LevelSeries series, List<int> splits)
    {
        var deviations = new double[BitOperations.Log2(LongestBlock) + 1];
        var levels = 0;
        for (; levels < deviations.Length; levels++)
        {
            var block = 1 << levels;
            if (levels > 0 && Places(series, splits, block) < 2 * FewestPairs * block)
            {
                break;
            }

            deviations[levels] = Measure(series, splits, block);
        }

        return new NoiseProfile(deviations, levels);
    }

    /// <summary>Standard deviation of a difference of neighbouring means over <paramref name="before"/> and <paramref name="after"/> points.</summary>
    public double MeanDifference(int before, int after)
    {
        var shorter = Math.Min(before, after);
        // Equal lengths are what was measured; a longer partner makes its own mean steadier.
        var unequal = Math.Sqrt(0.5 * (1 + (double)shorter / Math.Max(before, after)));
        return unequal * EqualLengths(shorter);
    }

    /// <summary>
    /// The difference of means, squared and weighted with before × after / (before + after), below which no difference is
    /// <paramref name="limit"/> times <see cref="MeanDifference"/>. Where only single points were measured that is the same
    /// for all lengths; otherwise it is not known here and 0.
    /// </summary>
    public double LeastStrength(double limit) => _last == 0 ? 0.5 * limit * limit * _deviations[0] * _deviations[0] : 0;

    private double EqualLengths(int length)
    {
        var level = BitOperations.Log2((uint)length);
        if (level >= _last)
        {
            return _deviations[_last] * Math.Pow(length / (double)(1 << _last), _slope);
        }

        var share = length / (double)(1 << level) - 1;
        return _deviations[level] + share * (_deviations[level + 1] - _deviations[level]);
    }

    /// <summary>At how many places two neighbouring blocks both lie in one level.</summary>
    private static int Places(LevelSeries series, List<int> splits, int block)
    {
        int stride = Stride(series), places = 0, from = 0;
        for (var level = 0; level <= splits.Count; level++)
        {
            var to = level == splits.Count ? series.Length : splits[level];
            places += Math.Max(0, (to - from - 2 * block + stride) / stride);
            from = to;
        }

        return places * stride;
    }

    /// <summary>The scaled median difference between neighbouring blocks, over all places where both lie in one level.</summary>
    private static double Measure(LevelSeries series, List<int> splits, int block)
    {
        int stride = Stride(series), places = 0, from = 0;
        var sums = series.Sums;
        var differences = Scratch.OfThread.Distances(series.Length);
        for (var level = 0; level <= splits.Count; level++)
        {
            var to = level == splits.Count ? series.Length : splits[level];
            for (var i = from; i + 2 * block <= to; i += stride)
            {
                var middle = sums[i + block];
                differences[places++] = Math.Abs(sums[i + 2 * block] - middle - (middle - sums[i]));
            }

            from = to;
        }

        // Differences of sums, made differences of means at the end: a block is a power of two, so nothing is rounded.
        return places == 0 ? 0 : OrderStatistics.MadScale * (DistanceSelection.Median(differences, places) / block);
    }

    private static int Stride(LevelSeries series) => 1 + series.Length / MostPlaces;
}
