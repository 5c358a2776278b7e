namespace PerfTracking.Analysis.Statistics;

/// <summary>The border check of every analysis: NaN and infinities would poison each statistic without a trace.</summary>
internal static class FiniteValues
{
    public static double Checked(double value) => double.IsFinite(value)
        ? value
        : throw new ArgumentException(FormattableString.Invariant($"A series holds {value}; only finite values can be analysed."), nameof(value));
}
