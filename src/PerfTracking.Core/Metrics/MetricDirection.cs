namespace PerfTracking.Metrics;

/// <summary>Which direction of a metric is better.</summary>
public enum MetricDirection
{
    /// <summary>Lower values are better, as for durations.</summary>
    LowerIsBetter,

    /// <summary>Higher values are better, as for hit rates.</summary>
    HigherIsBetter,
}
