namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// How far a level strays from itself and comes back. A shift that is no larger than what came back before, on either side
/// of it, is one more of the same: wandering, or hopping between two levels too short to be told apart.
/// </summary>
internal static class Excursion
{
    /// <summary>
    /// The farthest that the mean of <paramref name="block"/> neighbouring points lies from the mean of all of [from, to), in
    /// either direction; 0 for fewer points than two blocks, in which nothing can have come back.
    /// </summary>
    public static double Farthest(LevelSeries series, int from, int to, int block)
    {
        if (to - from < 2 * block)
        {
            return 0;
        }

        var sums = series.Sums;
        var level = block * series.Mean(from, to);
        double farthest = 0;
        for (var i = from; i + block <= to; i++)
        {
            farthest = Math.Max(farthest, Math.Abs(sums[i + block] - sums[i] - level));
        }

        return farthest / block;
    }
}
