using PerfTracking.Metrics;

namespace PerfTracking.Charts;

/// <summary>A series' period, or a sample of it where it holds very many points: runs of neighbours, evenly spread.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Application">The application that was measured.</param>
/// <param name="Environment">The environment in which it was measured.</param>
/// <param name="Cold">Whether these are cold starts.</param>
/// <param name="IsWhole">Whether every point of the period is there.</param>
/// <param name="Points">The points, oldest first.</param>
public sealed record SampledSeries(PerfMetric Metric, string Application, string Environment, bool Cold, bool IsWhole, IReadOnlyList<SampledPoint> Points);

/// <summary>One value of a sample.</summary>
/// <param name="SnapshotId">The snapshot that holds it.</param>
/// <param name="Timestamp">When it was measured, UTC.</param>
/// <param name="Value">The value, in the metric's unit.</param>
/// <param name="IsFirstOfProcess">Whether none of the snapshots looked at before it was taken by the same process.</param>
public readonly record struct SampledPoint(long SnapshotId, DateTimeOffset Timestamp, double Value, bool IsFirstOfProcess);
