using MathNet.Numerics;

namespace PerfTracking.Analysis.ChangePoints;

/// <summary>
/// Chances of a statistic at least this large where nothing changed. Asked for only where a shift is suspected, so that
/// a save without one does not load MathNet.
/// </summary>
internal static class TailProbability
{
    /// <summary>Two-sided tail of Student's t: the regularized incomplete beta function I(ν/2, ½) at ν / (ν + t²).</summary>
    public static double StudentTwoSided(double t, double degrees) =>
        SpecialFunctions.BetaRegularized(degrees / 2, 0.5, degrees / (degrees + (t * t)));
}
