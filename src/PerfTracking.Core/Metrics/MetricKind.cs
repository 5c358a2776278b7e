namespace PerfTracking.Metrics;

/// <summary>Where a metric comes from.</summary>
public enum MetricKind
{
    /// <summary>One of the thirteen built-in metrics that scripts measure.</summary>
    Core,

    /// <summary>One of the eight built-in metrics that are read at every save without asking.</summary>
    Secondary,

    /// <summary>A metric that a user registered, or that an operation without a metric made.</summary>
    Custom,
}
