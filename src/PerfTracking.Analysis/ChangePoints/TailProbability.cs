using MathNet.Numerics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Chances of a score at least this large where nothing changed. Asked for only where a shift is suspected, so that
/// a save without one does not load MathNet.
/// </summary>
internal static class TailProbability
{
    /// <summary>Two-sided tail of the normal distribution.</summary>
    public static double TwoSided(double score) => SpecialFunctions.Erfc(Math.Abs(score) / Constants.Sqrt2);
}
