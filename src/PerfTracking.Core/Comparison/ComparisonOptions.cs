using PerfTracking.Detection;

namespace PerfTracking.Comparison;

/// <summary>What a comparison counts as a change, and how sure it has to be.</summary>
public sealed record ComparisonOptions
{
    /// <summary>The change of a measured metric below which it counts as unchanged, in per cent of the baseline; above 0.</summary>
    public double ThresholdPercent { get; init; } = 3;

    /// <summary>The same for a counted metric, which hardly varies.</summary>
    public double CountedThresholdPercent { get; init; } = 1;

    /// <summary>How sure all intervals of the comparison are together, 0–1, both excluded.</summary>
    public double Confidence { get; init; } = 0.99;

    /// <summary>
    /// The least difference of a typical value, in the metric's own unit, that can be a change;
    /// <see langword="null"/> for what the measuring itself can tell apart.
    /// </summary>
    public double? MinimumDifference { get; init; }

    /// <summary>Raises an error where an option is out of its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is; the message names it, its value and its range.</exception>
    public void EnsureValid()
    {
        Limit.Within(ThresholdPercent, 0, double.PositiveInfinity, nameof(ThresholdPercent));
        Limit.Within(CountedThresholdPercent, 0, double.PositiveInfinity, nameof(CountedThresholdPercent));
        Limit.Within(Confidence, 0, 1, nameof(Confidence));
        if (MinimumDifference is { } difference)
        {
            Limit.AtLeast(difference, 0, nameof(MinimumDifference));
        }
    }
}
