using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Recording;

/// <summary>The value of one metric in a snapshot that is being saved.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Value">Its value, with count, minimum and maximum.</param>
public sealed record MeasuredValue(PerfMetric Metric, AggregatedValue Value)
{
    /// <summary>The value of a measurement that was taken before, or elsewhere.</summary>
    /// <param name="row">The measurement.</param>
    /// <param name="catalogue">The metrics that the store knows; any other is a custom one.</param>
    public static MeasuredValue Of(PerfMeasurement row, MetricCatalogue catalogue)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(catalogue);
        PerfMetric metric = catalogue.FindById(row.Metric)
            ?? CustomMetric.Implied(new MetricKey(row.Metric, IsOperation: false, row.Unit)) with { Name = row.Name, Title = row.Name };
        return new MeasuredValue(metric, new AggregatedValue(row.Value, row.Count, row.Minimum, row.Maximum));
    }
}
