namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// How much less sure a mean is than the same number of independent points would make it, because slow days follow slow days.
/// The autocorrelation ρ is measured between cuts that were made where the noise itself wandered farthest, and comes out too
/// small; there are two ways to allow for that.
/// </summary>
/// <param name="Exponent">The exponent of (1 − ρ) / (1 + ρ) by which the variance of a mean is multiplied. For AR(1) noise of known ρ it is 1.</param>
/// <param name="NumbersPerCut">How many numbers a cut is taken to have used up of the points that ρ is measured from: its level, and perhaps its place.</param>
internal sealed record Memory(double Exponent, int NumbersPerCut)
{
    /// <summary>
    /// For the latest window, in which few places are looked at and what is told must be very sure: the theory's exponent, and
    /// each cut has chosen its place too. Where a series steps again and again, its steps are told from noise that remembers.
    /// </summary>
    public static readonly Memory OfWindow = new(1, 2);

    /// <summary>
    /// For a whole history, in which one place among hundreds must be sure and those beside it need be no more than likely: what
    /// wanders far enough to be cut is not let in by them.
    /// </summary>
    public static readonly Memory OfHistory = new(1.4, 1);

    /// <summary>
    /// The variance within levels, as a share of that from point to point, below which there is none: all that differs are the
    /// levels, and what is left is rounding.
    /// </summary>
    private const double Scatterless = 1e-6;

    /// <summary>
    /// The factor for scores: 1 for noise without memory, 0 where the series does nothing but wander.
    /// </summary>
    public double Factor(LevelSeries series, List<int> cuts)
    {
        var memory = Autocorrelation(series, cuts);
        return Math.Pow((1 - memory) / (1 + memory), Exponent / 2);
    }

    /// <summary>
    /// Lag-1 autocorrelation of the distances from the means of all levels together, 0–1. A mean that is estimated from L points
    /// makes it smaller by (1 + 4ρ) / L (Kendall 1954), which is undone, with L the points for each number that was estimated.
    /// </summary>
    public double Autocorrelation(LevelSeries series, List<int> cuts)
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

        var share = (NumbersPerCut * cuts.Count + 1.0) / series.Length;
        return Math.Clamp((products / squares + share) / Math.Max(1 - 4 * share, share), 0, 1);
    }
}
