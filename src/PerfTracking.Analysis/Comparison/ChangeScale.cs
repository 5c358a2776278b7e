using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Comparison;

/// <summary>
/// The scale on which values are compared: of their logarithms, so that differences are ratios; or, where a value is zero or
/// less and has none, as they are, in shares of the typical baseline.
/// </summary>
/// <param name="IsRatio">Whether it is that of logarithms.</param>
/// <param name="Baseline">The typical baseline.</param>
internal readonly record struct ChangeScale(bool IsRatio, double Baseline)
{
    /// <summary>The scale for two sets of values.</summary>
    public static ChangeScale For(IReadOnlyCollection<double> current, IReadOnlyCollection<double> baseline) =>
        new(current.All(static value => value > 0) && baseline.All(static value => value > 0), Quantiles.Median([.. baseline.Order()]));

    /// <summary>A value on this scale.</summary>
    public double Of(double value) => IsRatio ? Math.Log(value) : value;

    /// <summary>A shift in per cent of the baseline; <see langword="null"/> where nothing is a share of it, because it is zero.</summary>
    public double? Percent(double shift) => IsRatio ? 100 * (Math.Exp(shift) - 1) : Baseline == 0 ? null : 100 * shift / Math.Abs(Baseline);

    /// <summary>A shift in the unit of the values.</summary>
    public double Difference(double shift) => IsRatio ? Baseline * (Math.Exp(shift) - 1) : shift;
}
