using PerfTracking.Formatting;

namespace PerfTracking.History;

/// <summary>One value of one metric in one snapshot, as a flat row.</summary>
public sealed record PerfMeasurement
{
    /// <summary>The snapshot it belongs to.</summary>
    public required long SnapshotId { get; init; }

    /// <summary>When the snapshot was taken, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The metric's identifier.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>The value by the metric's aggregation, in <see cref="Unit"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The unit of all values.</summary>
    public required string Unit { get; init; }

    /// <summary>How many measurements the value stands for.</summary>
    public int Count { get; init; } = 1;

    /// <summary>The smallest of them.</summary>
    public required double Minimum { get; init; }

    /// <summary>The largest of them.</summary>
    public required double Maximum { get; init; }

    /// <summary>Whether the application started cold.</summary>
    public required bool Cold { get; init; }

    /// <summary>The environment in which it was measured.</summary>
    public required string Environment { get; init; }

    /// <summary>The session that measured it.</summary>
    public required Guid SessionId { get; init; }

    /// <summary>The git commit that was checked out.</summary>
    public string? Commit { get; init; }

    /// <summary>The git branch that was checked out.</summary>
    public string? Branch { get; init; }

    /// <summary>The snapshot's tags, as <c>name=value; name=value</c>.</summary>
    public string? Tags { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Metric} {ValueText.Of(Value, Unit)}";
}
