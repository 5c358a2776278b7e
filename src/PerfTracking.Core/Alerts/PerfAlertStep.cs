using PerfTracking.Formatting;
using PerfTracking.Statistics;

namespace PerfTracking.Alerts;

/// <summary>One step of a change of level that an alert reported: the first raised it, each further one made it grow.</summary>
/// <param name="SnapshotId">The snapshot with which it was reported.</param>
/// <param name="ChangeSnapshotId">The first snapshot on the new level.</param>
/// <param name="RaisedAt">When it was raised, UTC.</param>
/// <param name="Before">The level before it, in the alert's unit.</param>
/// <param name="After">The level after it, in the alert's unit.</param>
public sealed record PerfAlertStep(long SnapshotId, long ChangeSnapshotId, DateTimeOffset RaisedAt, double Before, double After)
{
    /// <summary>Its size in per cent of the level before it; <see langword="null"/> where that is 0.</summary>
    public double? ChangePercent => Percentage.Change(Before, After);

    /// <inheritdoc/>
    public override string ToString() => $"{ValueText.Of(Before)} → {ValueText.Of(After)}";
}
