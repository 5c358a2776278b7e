using PerfTracking.Statistics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The median of a stretch and how well it is known.</summary>
/// <param name="Median">The median, of the values as they are.</param>
/// <param name="Error">Its standard error, were the points independent.</param>
internal readonly record struct Level(double Median, double Error)
{
    /// <summary>Half the width of a normal distribution's middle 95 %.</summary>
    private const double NinetyFivePercent = 1.959963984540054;

    /// <summary>
    /// Whatever the distribution, the median lies between the order statistics c and n + 1 − c, c about (n + 1) / 2 − √n, about
    /// as surely as a normal variate lies within two standard errors: the error is their distance over what that is exactly
    /// (Price and Bonett 2002; the binomial's normal approximation, corrected for continuity).
    /// </summary>
    public static Level Of(ReadOnlySpan<double> sorted)
    {
        var count = sorted.Length;
        var root = Math.Sqrt(count);
        var rank = Math.Max(1, (int)Math.Round((count + 1) / 2.0 - root));
        var errors = 2 * (count / 2.0 - rank + 0.5) / root;
        return new Level(Quantiles.Median(sorted), count < 2 ? 0 : (sorted[count - rank] - sorted[rank - 1]) / (2 * errors));
    }

    /// <summary>How far the shift from this level to another may be off, with a confidence of 95 %.</summary>
    /// <param name="other">The other level.</param>
    /// <param name="memory">As <see cref="Memory.Factor"/>.</param>
    public double Margin(Level other, double memory) =>
        NinetyFivePercent * double.Hypot(Error, other.Error) / memory;
}
