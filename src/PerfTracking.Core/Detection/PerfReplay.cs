using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Detection;

/// <summary>What a policy would have said about a series, had its points come one by one.</summary>
public sealed record PerfReplay
{
    private readonly IReadOnlyList<ReplayFinding> _findings = Rows<ReplayFinding>.Of([]);

    /// <summary>The metric that was replayed; <see langword="null"/> for numbers that are of none.</summary>
    public required PerfMetric? Metric { get; init; }

    /// <summary>The name of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>How many points were judged.</summary>
    public int PointCount { get; init; }

    /// <summary>What would have been raised, and improvements as information, in the order of <see cref="ReplayFinding.RaisedIndex"/>.</summary>
    public required IReadOnlyList<ReplayFinding> Findings { get => _findings; init => _findings = Rows<ReplayFinding>.Of(value); }

    /// <summary>
    /// Share of the alerts that a mark confirms, 0–1; <see langword="null"/> without marks or alerts. An alert no mark speaks
    /// of counts as false only where there is no mark for a false alarm at all (a fully labelled series).
    /// </summary>
    public double? Precision { get; init; }

    /// <summary>Share of the real changes that an alert found, 0–1; <see langword="null"/> without marks of real changes.</summary>
    public double? Recall { get; init; }

    /// <summary>Harmonic mean of <see cref="Precision"/> and <see cref="Recall"/>; <see langword="null"/> where one of them is.</summary>
    public double? F1 => Precision is { } precision && Recall is { } recall
        ? precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
        : null;

    /// <summary>Median number of points between a real change and its alert; <see langword="null"/> where none was found.</summary>
    public double? MedianDelay { get; init; }
}
