namespace PerfTracking.Detection;

/// <summary>One finding that a policy would have raised, from the point where it was raised to its end.</summary>
public sealed record ReplayFinding
{
    /// <summary>The name of the tier that raised it: one finding is open per tier at a time.</summary>
    public required string Kind { get; init; }

    /// <summary>Zero-based index of the point at which it would have been raised.</summary>
    public required int RaisedIndex { get; init; }

    /// <summary>Zero-based index of the point at which the change began; at most <see cref="RaisedIndex"/>.</summary>
    public required int ChangeIndex { get; init; }

    /// <summary>When the point of <see cref="RaisedIndex"/> was measured, in UTC; <see langword="null"/> where that is not known.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The snapshot at which it would have been raised; <see langword="null"/> for numbers that were never saved.</summary>
    public long? SnapshotId { get; init; }

    /// <summary>The worst severity while it was open; <see cref="PerfSeverity.Ok"/> for an improvement.</summary>
    public PerfSeverity Severity { get; init; }

    /// <summary>For the worse, or for the better (information, never an alert).</summary>
    public ChangeEffect Effect { get; init; }

    /// <summary>The value at <see cref="RaisedIndex"/>, in the metric's unit.</summary>
    public double Value { get; init; }

    /// <summary>What it was expected to be, in the metric's unit.</summary>
    public double? Expected { get; init; }

    /// <summary>Its distance from <see cref="Expected"/> in the bad direction, in per cent.</summary>
    public double? DeviationPercent { get; init; }

    /// <summary>How many points showed it.</summary>
    public int Count { get; init; }

    /// <summary>Index of the last point that showed it.</summary>
    public int LastIndex { get; init; }

    /// <summary>Index of the third good point in a row after it, at which it ended; <see langword="null"/> while it is open.</summary>
    public int? ResolvedIndex { get; init; }

    /// <summary>How many points after the start of the change it was raised; 0 at once.</summary>
    public int Delay => RaisedIndex - ChangeIndex;

    /// <summary>Whether a mark says that it is real (<see langword="true"/>) or a false alarm; <see langword="null"/> where no mark speaks of it.</summary>
    public bool? IsConfirmed { get; init; }

    /// <summary>The sentence of the verdict at <see cref="RaisedIndex"/>.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{RaisedIndex}: {(Effect == ChangeEffect.Better ? "better" : Severity.ToString())} ({Kind})";
}
