namespace PerfTracking.History;

/// <summary>Where a snapshot stands among all others: by time, then identity, whenever and wherever it arrived.</summary>
/// <param name="At">When it was taken, UTC, in whole milliseconds.</param>
/// <param name="Id">Its identity, a UUID of version 7 made where it was measured (RFC 9562, 5.7); compared byte by byte.</param>
public readonly record struct SnapshotMark(DateTimeOffset At, Guid Id) : IComparable<SnapshotMark>
{
    /// <summary>The place before every snapshot of a time.</summary>
    /// <param name="time">The time.</param>
    public static SnapshotMark Before(DateTimeOffset time) => new(time, Guid.Empty);

    /// <summary>The place after every snapshot of a time.</summary>
    /// <param name="time">The time.</param>
    public static SnapshotMark After(DateTimeOffset time) => new(time, new Guid(-1, -1, -1, 255, 255, 255, 255, 255, 255, 255, 255));

    /// <inheritdoc/>
    public int CompareTo(SnapshotMark other) => At.CompareTo(other.At) is not 0 and int byTime ? byTime : Id.CompareTo(other.Id);

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{At.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} {Id:D}");

    /// <summary>Whether one comes before another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <(SnapshotMark left, SnapshotMark right) => left.CompareTo(right) < 0;

    /// <summary>Whether one comes after another.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >(SnapshotMark left, SnapshotMark right) => left.CompareTo(right) > 0;

    /// <summary>Whether one comes before another or is the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator <=(SnapshotMark left, SnapshotMark right) => left.CompareTo(right) <= 0;

    /// <summary>Whether one comes after another or is the same.</summary>
    /// <param name="left">The one.</param>
    /// <param name="right">The other.</param>
    public static bool operator >=(SnapshotMark left, SnapshotMark right) => left.CompareTo(right) >= 0;
}
