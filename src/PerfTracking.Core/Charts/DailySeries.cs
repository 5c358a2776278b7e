using PerfTracking.Metrics;

namespace PerfTracking.Charts;

/// <summary>What is left of a series' days that are older than the retention.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Application">The application that was measured.</param>
/// <param name="Environment">The environment in which it was measured.</param>
/// <param name="Cold">Whether these are cold starts.</param>
/// <param name="Days">The days, oldest first.</param>
public sealed record DailySeries(PerfMetric Metric, string Application, string Environment, bool Cold, IReadOnlyList<DailyPoint> Days);

/// <summary>One day of a series.</summary>
/// <param name="Day">The day, UTC.</param>
/// <param name="Median">The value in the middle, in the metric's unit.</param>
/// <param name="P5">The 5th percentile.</param>
/// <param name="P95">The 95th percentile.</param>
/// <param name="Count">How many values there were.</param>
public readonly record struct DailyPoint(DateOnly Day, double Median, double P5, double P95, long Count);
