namespace PerfTracking.Metrics;

/// <summary>What is measured: its identity, its unit, which direction is better and how several values become one.</summary>
/// <param name="Id">The stable identifier, for instance <c>APP-001</c>; for a custom metric its name.</param>
/// <param name="Name">The field's name in columns and exports, for instance <c>startup_time_ms</c>.</param>
/// <param name="Title">The name a person reads, for instance <c>Startup time</c>.</param>
/// <param name="Unit">The unit of every value, for instance <c>ms</c>, <c>MiB</c>, <c>count</c> or <c>ratio</c>.</param>
/// <param name="Direction">Whether lower or higher values are better.</param>
/// <param name="Aggregation">How several measurements between two saves become one value.</param>
/// <param name="Kind">Whether the metric is core, secondary (read at every save without asking) or custom.</param>
/// <param name="OperationName">The operation whose duration is a measurement of this metric, or <see langword="null"/>.</param>
/// <param name="Target">The value the metric should keep, or <see langword="null"/>.</param>
public sealed record PerfMetric(
    string Id,
    string Name,
    string Title,
    string Unit,
    MetricDirection Direction,
    MetricAggregation Aggregation,
    MetricKind Kind,
    string? OperationName = null,
    PerfTarget? Target = null)
{
    /// <summary>The part of <see cref="Id"/> before its dash, for instance <c>APP</c>; <c>Custom</c> for custom metrics.</summary>
    public string Category => Kind == MetricKind.Custom || Id.IndexOf('-') is var dash && dash < 0 ? "Custom" : Id[..dash];

    /// <summary>
    /// Whether a finding of this metric is an alert by itself. The secondary metrics explain a finding and are none, unless
    /// somebody gave one a target: every thread the runtime starts would be an alert. Failed operations are the exception;
    /// nobody wants to overlook those.
    /// </summary>
    public bool IsAlerting => Kind != MetricKind.Secondary || Target is not null || Id == BuiltInMetrics.OperationErrorCount;

    /// <inheritdoc/>
    public override string ToString() => Kind == MetricKind.Custom ? Name : $"{Id} {Name}";
}
