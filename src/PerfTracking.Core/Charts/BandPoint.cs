namespace PerfTracking.Charts;

/// <summary>What was normal for a metric when a point was measured.</summary>
/// <param name="At">When the point was measured, UTC.</param>
/// <param name="Median">The baseline's median then, in the metric's unit.</param>
/// <param name="P5">Its 5th percentile.</param>
/// <param name="P95">Its 95th percentile.</param>
public readonly record struct BandPoint(DateTimeOffset At, double Median, double P5, double P95);
