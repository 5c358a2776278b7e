namespace PerfTracking.Detection;

/// <summary>One value of a series and where it came from.</summary>
/// <param name="SnapshotId">The snapshot that holds the value; 0 for a number that was never saved.</param>
/// <param name="Timestamp">When it was measured, in UTC; <see langword="default"/> where that is not known.</param>
/// <param name="Value">The value, finite, in the metric's unit.</param>
/// <param name="Commit">The git commit that was measured, or <see langword="null"/>.</param>
public readonly record struct SeriesPoint(long SnapshotId, DateTimeOffset Timestamp, double Value, string? Commit = null)
{
    /// <summary>Whether the time of the measurement is known; without it a point counts in no trend.</summary>
    public bool HasTimestamp => Timestamp != default;
}
