using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tiers;

/// <summary>Distances in the bad direction, so that every tier is written once for both directions.</summary>
internal static class Deviation
{
    /// <summary>How far <paramref name="value"/> lies beyond <paramref name="expected"/>; negative where it is better.</summary>
    public static double Beyond(MetricDirection direction, double value, double expected) =>
        direction == MetricDirection.LowerIsBetter ? value - expected : expected - value;

    /// <summary>A difference in per cent of the size of <paramref name="level"/>, or nothing where that is 0.</summary>
    public static double? Percent(double difference, double level) => level == 0 ? null : 100 * difference / Math.Abs(level);

    /// <summary>Both at once: <see cref="Beyond"/> in per cent of <paramref name="expected"/>.</summary>
    public static double? PercentBeyond(MetricDirection direction, double value, double expected) =>
        Percent(Beyond(direction, value, expected), expected);
}
