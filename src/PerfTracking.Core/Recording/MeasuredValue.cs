using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Recording;

/// <summary>The value of one metric in a snapshot that is being saved.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its value, with count, minimum and maximum.</param>
public sealed record MeasuredValue(PerfMetric Metric, AggregatedValue Value);
