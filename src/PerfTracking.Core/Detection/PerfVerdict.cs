using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Detection;

/// <summary>A policy's verdict on one metric at one snapshot, with every tier's numbers.</summary>
public sealed record PerfVerdict
{
    private readonly IReadOnlyList<TierResult> _tiers = Rows<TierResult>.Of([]);

    /// <summary>The metric that was judged.</summary>
    public required PerfMetric Metric { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The fingerprint of the machine it ran on.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether it was a cold start, and so was held against cold starts.</summary>
    public bool Cold { get; init; }

    /// <summary>The snapshot that was judged; 0 for a value that was not saved.</summary>
    public long SnapshotId { get; init; }

    /// <summary>When the value was measured, in UTC; <see langword="default"/> where that is not known.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The git commit that was measured, or <see langword="null"/>.</summary>
    public string? Commit { get; init; }

    /// <summary>The judged value, in the metric's unit.</summary>
    public double Value { get; init; }

    /// <summary>The worst severity among the tiers that count.</summary>
    public PerfSeverity Severity { get; init; }

    /// <summary>The tier the severity comes from, by name: the kind of the finding; <see langword="null"/> where there is none.</summary>
    public string? Kind { get; init; }

    /// <summary>For the worse, for the better (information, never an alert), or neither.</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>Whether the value is a lasting improvement. Its severity is <see cref="PerfSeverity.Ok"/>.</summary>
    public bool IsImprovement => Severity == PerfSeverity.Ok && Effect == ChangeEffect.Better;

    /// <summary>The name of the policy that judged.</summary>
    public required string Policy { get; init; }

    /// <summary>The baseline the value was held against, or <see langword="null"/> where there is no history.</summary>
    public PerfBaseline? Baseline { get; init; }

    /// <summary>What the value was expected to be, in the metric's unit: as <see cref="Kind"/> has it, otherwise the baseline's median, otherwise the target.</summary>
    public double? Expected { get; init; }

    /// <summary>How far the value lies beyond <see cref="Expected"/> in the bad direction, in per cent; negative where it is better.</summary>
    public double? DeviationPercent { get; init; }

    /// <summary>What each tier says that was asked, one result for each.</summary>
    public required IReadOnlyList<TierResult> Tiers { get => _tiers; init => _tiers = Rows<TierResult>.Of(value); }

    /// <summary>One sentence for a person.</summary>
    public string Message => DecidingTier?.Message ?? "Nothing to report.";

    /// <summary>The result that the finding or the improvement comes from; <see langword="null"/> where there is neither.</summary>
    internal TierResult? DecidingTier => Kind is not null ? Tier(Kind) : IsImprovement ? Tier(DetectionTier.ChangePoint) : null;

    /// <summary>What one tier says.</summary>
    /// <param name="name">The tier's name.</param>
    /// <returns>Its result, or <see langword="null"/> where it was not asked, as a tier of another version.</returns>
    public TierResult? Tier(string name)
    {
        for (int i = 0; i < _tiers.Count; i++)
        {
            if (_tiers[i].Tier == name)
            {
                return _tiers[i];
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Severity} {Metric.Id} {ValueText.Of(Value, Metric.Unit)}";
}
