using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.History;

/// <summary>All the measurements of one save, with their run context.</summary>
public sealed record PerfSnapshot
{
    private readonly IReadOnlyDictionary<string, string> _tags = Pairs<string, string>.Of(new Dictionary<string, string>());
    private readonly IReadOnlyList<PerfMeasurement> _measurements = Rows<PerfMeasurement>.Of([]);
    private readonly IReadOnlyList<PerfAlert> _alerts = Rows<PerfAlert>.Of([]);
    private readonly IReadOnlyList<PerfVerdict> _improvements = Rows<PerfVerdict>.Of([]);

    /// <summary>The snapshot's number in its store, for people; it grows as snapshots arrive, and another store has another number for it.</summary>
    public required long Id { get; init; }

    /// <summary>What it is known by everywhere: a UUID of version 7, made where it was measured.</summary>
    public Guid Identity { get; init; }

    /// <summary>Where it stands among all others.</summary>
    public SnapshotMark Mark => new(Timestamp, Identity);

    /// <summary>When it was taken, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The environment in which it was measured.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether the application started cold: it had fewer than three snapshots in the past hour on this environment.</summary>
    public required bool Cold { get; init; }

    /// <summary>The process that took it.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The git commit that was checked out.</summary>
    public string? Commit { get; init; }

    /// <summary>The git branch that was checked out.</summary>
    public string? Branch { get; init; }

    /// <summary>What the user attached.</summary>
    public IReadOnlyDictionary<string, string> Tags { get => _tags; init => _tags = Pairs<string, string>.Of(value); }

    /// <summary>One value for each metric that was measured, in the catalogue's order.</summary>
    public IReadOnlyList<PerfMeasurement> Measurements { get => _measurements; init => _measurements = Rows<PerfMeasurement>.Of(value); }

    /// <summary>0–100 over all metrics that have targets, or <see langword="null"/> where none was measured.</summary>
    public double? PerformanceIndex { get; init; }

    /// <summary>The open alerts of its series, those it raised marked as new; filled by the save.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get => _alerts; init => _alerts = Rows<PerfAlert>.Of(value); }

    /// <summary>What became lastingly better; information, never an alert. Filled by the save.</summary>
    public IReadOnlyList<PerfVerdict> Improvements { get => _improvements; init => _improvements = Rows<PerfVerdict>.Of(value); }

    /// <summary>What keeps a store from receiving it, or <see langword="null"/>.</summary>
    public string? FindDefect() => Identity == Guid.Empty ? "it has no identity"
        : Measurements.FirstOrDefault(static row => !double.IsFinite(row.Value) || !double.IsFinite(row.Minimum) || !double.IsFinite(row.Maximum)) is { } row
            ? $"its value of '{row.Metric}' is not a finite number"
        : null;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"#{Id} {Application} {Timestamp:yyyy-MM-dd HH:mm:ss}");
}
