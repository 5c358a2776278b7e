namespace PerfTracking.Metrics;

/// <summary>How several measurements of one metric between two saves become the one value that is stored.</summary>
public enum MetricAggregation
{
    /// <summary>The middle value; for durations.</summary>
    Median,

    /// <summary>The value measured last; for counts and gauges.</summary>
    Last,

    /// <summary>The total; for errors.</summary>
    Sum,

    /// <summary>The arithmetic mean.</summary>
    Mean,

    /// <summary>The smallest value.</summary>
    Minimum,

    /// <summary>The largest value.</summary>
    Maximum,
}
