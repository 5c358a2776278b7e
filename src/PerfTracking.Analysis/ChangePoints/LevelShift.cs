namespace PerfTracking.Analysis.ChangePoints;

/// <summary>The difference between two neighbouring stretches of a series, and how sure one can be of it.</summary>
/// <param name="Before">Median of the points before, the nearest ones if there are many.</param>
/// <param name="After">Median of the points after, likewise.</param>
/// <param name="Score">Difference of the means in its own standard deviations.</param>
/// <param name="PValue">Chance of such a score at one place, two-sided.</param>
/// <param name="Separation">As <see cref="Contrast.Separation"/>.</param>
internal readonly record struct LevelShift(double Before, double After, double Score, double PValue, double Separation)
{
    /// <summary>A contrast against the noise of the series: the larger of the two measures of noise counts.</summary>
    public static LevelShift Measure(Contrast contrast, NoiseProfile noise)
    {
        var deviation = Math.Max(contrast.Deviation, noise.MeanDifference(contrast.CountBefore, contrast.CountAfter));
        var score = contrast.Difference == 0 ? 0 : Math.Abs(contrast.Difference) / deviation;
        return new LevelShift(
            contrast.Before,
            contrast.After,
            score,
            double.IsInfinity(score) ? 0 : TailProbability.StudentTwoSided(score, contrast.CountBefore + contrast.CountAfter - 2),
            contrast.Separation);
    }
}
