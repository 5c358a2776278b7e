namespace PerfTracking.Analysis.Tiers;

/// <summary>Comparison with a limit that rounding cannot tip: 0.33 is exactly 10 % over 0.3, not a little more.</summary>
internal static class Exceeds
{
    private const double Tolerance = 1e-9;

    public static bool Limit(double value, double limit) => value - limit > Tolerance * Math.Max(1, Math.Abs(limit));
}
