namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// How much less sure a mean is than the same number of independent points would make it, because slow days follow slow days.
/// </summary>
internal static class Memory
{
    /// <summary>
    /// The exponent of (1 − ρ) / (1 + ρ) by which the variance of a mean is multiplied. For AR(1) noise of known ρ it is 1. Here ρ
    /// is measured between cuts that were made where the noise itself wandered farthest, and comes out too small.
    /// </summary>
    private const double Exponent = 1.4;

    /// <summary>
    /// The variance within levels, as a share of that from point to point, below which there is none: all that differs are the
    /// levels, and what is left is rounding.
    /// </summary>
    private const double Scatterless = 1e-6;

    /// <summary>
    /// The factor for scores: 1 for noise without memory, 0 where the series does nothing but wander.
    /// </summary>
    public static double Factor(LevelSeries series, List<int> cuts)
    {
        var memory = Autocorrelation(series, cuts);
        return Math.Pow((1 - memory) / (1 + memory), Exponent / 2);
    }

    /// <summary>
    /// Lag-1 autocorrelation of the distances from the means of all levels together, 0–1. A mean that is estimated from L points
    /// makes it smaller by (1 + 4ρ) / L (Kendall 1954), which is undone.
    /// </summary>
    public static double Autocorrelation(LevelSeries series, List<int> cuts)
    {
        var clips = series.Clips;
        double products = 0, squares = 0;
        var from = 0;
        for (var level = 0; level <= cuts.Count; level++)
        {
            var to = level == cuts.Count ? series.Length : cuts[level];
            double mean = series.Mean(from, to), before = 0;
            for (var i = from; i < to; i++)
            {
                var distance = clips[i] - mean;
                products += before * distance;
                squares += distance * distance;
                before = distance;
            }

            from = to;
        }

        if (squares <= Scatterless * series.Length)
        {
            return 0;
        }

        var share = (cuts.Count + 1.0) / series.Length;
        return Math.Clamp((products / squares + share) / Math.Max(1 - 4 * share, share), 0, 1);
    }
}
