using PerfTracking.Formatting;

namespace PerfTracking.Metrics;

/// <summary>The value a metric should keep, and how far beyond it a value becomes a finding.</summary>
public sealed record PerfTarget
{
    /// <summary>The share over the target that makes a warning unless said otherwise, in per cent.</summary>
    public const double DefaultWarningPercent = 10;

    /// <summary>The share over the target that makes an error unless said otherwise, in per cent.</summary>
    public const double DefaultErrorPercent = 20;

    /// <summary>How many times the error percentage makes a critical finding.</summary>
    public const double CriticalFactor = 1.5;

    /// <summary>Creates a target.</summary>
    /// <param name="value">The value to keep, in the metric's unit; finite and greater than zero.</param>
    /// <param name="warningPercent">Per cent beyond <paramref name="value"/>, in the bad direction, over which a value is a warning; at least 0.</param>
    /// <param name="errorPercent">The same for an error; at least <paramref name="warningPercent"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public PerfTarget(double value, double warningPercent = DefaultWarningPercent, double errorPercent = DefaultErrorPercent)
    {
        if (DefectOf(value, warningPercent, errorPercent) is { } defect)
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, defect);
        }

        Value = value;
        WarningPercent = warningPercent;
        ErrorPercent = errorPercent;
    }

    /// <summary>What is wrong with the numbers of a target, or <see langword="null"/> where nothing is.</summary>
    /// <param name="value">The value to keep.</param>
    /// <param name="warningPercent">Per cent beyond it over which a value is a warning.</param>
    /// <param name="errorPercent">The same for an error.</param>
    public static string? DefectOf(double value, double warningPercent, double errorPercent) =>
        !double.IsFinite(value) || value <= 0 ? FormattableString.Invariant($"{value} cannot be a target: a target is a finite number greater than zero.")
        : !double.IsFinite(warningPercent) || warningPercent < 0 ? FormattableString.Invariant($"{warningPercent} cannot be a warning percentage: it is a finite number of at least zero.")
        : !double.IsFinite(errorPercent) || errorPercent < warningPercent ? FormattableString.Invariant($"{errorPercent} cannot be an error percentage: it is a finite number of at least the warning percentage ({warningPercent}).")
        : null;

    /// <summary>The value to keep, in the metric's unit; greater than zero.</summary>
    public double Value { get; }

    /// <summary>Per cent beyond the target over which a value is a warning.</summary>
    public double WarningPercent { get; }

    /// <summary>Per cent beyond the target over which a value is an error.</summary>
    public double ErrorPercent { get; }

    /// <summary>Per cent beyond the target over which a value is critical: <see cref="CriticalFactor"/> times <see cref="ErrorPercent"/>.</summary>
    public double CriticalPercent => CriticalFactor * ErrorPercent;

    /// <summary>How far a value lies beyond the target in the bad direction, in per cent; negative where it is better than the target.</summary>
    /// <param name="value">A measured value, in the metric's unit.</param>
    /// <param name="direction">Which direction of the metric is better.</param>
    public double DeviationPercent(double value, MetricDirection direction) =>
        100 * (direction == MetricDirection.LowerIsBetter ? value - Value : Value - value) / Value;

    /// <inheritdoc/>
    public override string ToString() => $"{ValueText.Of(Value)} (+{ValueText.Of(WarningPercent)}/{ValueText.Of(ErrorPercent)} %)";
}
