namespace PerfTracking.Analysis.Comparison;

/// <summary>How far one set of values is shifted against another, on whatever scale the values have.</summary>
/// <param name="Center">The estimate.</param>
/// <param name="Lower">The least it may be; negative infinity where there are too few values for an interval.</param>
/// <param name="Upper">The most it may be; positive infinity likewise.</param>
/// <param name="PValue">The chance of a shift at least as far from zero where there is none, two-sided, 0–1.</param>
internal readonly record struct Shift(double Center, double Lower, double Upper, double PValue)
{
    /// <summary>Whether there were enough values for an interval.</summary>
    public bool HasInterval => double.IsFinite(Lower) && double.IsFinite(Upper);
}
