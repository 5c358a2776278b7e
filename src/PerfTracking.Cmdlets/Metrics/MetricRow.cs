using System.Management.Automation;
using PerfTracking.Metrics;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>
/// A metric as a row: its identifier stands under <c>Metric</c> as well, as in every other row, so that the cmdlets that take a
/// metric by that name take it from the pipeline.
/// </summary>
internal static class MetricRow
{
    /// <summary>The row of a metric.</summary>
    /// <param name="metric">The metric.</param>
    public static PSObject Of(PerfMetric metric)
    {
        // A copy: what is added to an object of PowerShell's stays with it, and the catalogue's metrics are everybody's.
        var row = new PSObject(metric with { });
        row.Properties.Add(new PSAliasProperty("Metric", nameof(PerfMetric.Id)));
        return row;
    }
}
