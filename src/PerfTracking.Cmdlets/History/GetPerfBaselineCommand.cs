using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.History;

/// <summary>Computes the baseline of series: the statistics of their latest values.</summary>
[Cmdlet(VerbsCommon.Get, "PerfBaseline")]
[OutputType(typeof(PerfBaseline))]
public sealed class GetPerfBaselineCommand : HistoryCmdlet
{
    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [MetricName(OrApplication = true)]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>How many of the latest values a baseline is made of.</summary>
    [Parameter]
    [ValidateRange(1, 10_000)]
    public int Window { get; set; } = PerfPolicy.Calibrated.BaselineWindow;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        HistoryQuery query = Query with { Metric = NameFilter.Matching(Metric), Last = Window };
        TryStore(() =>
        {
            if (!AreNamesKnown(Metric))
            {
                return;
            }

            var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            foreach (MetricSeries series in OpenedStore.ReadSeries(query))
            {
                Cancellation.ThrowIfCancellationRequested();
                if (Composition.Estimator.Estimate(series, Window) is { } baseline)
                {
                    found.Add(series.Metric.Id);
                    found.Add(series.Metric.Name);
                    WriteRow(baseline);
                }
            }

            Names.Found(Metric, found, name => MetricErrors.NoHistory(name, OpenedStore.Location.Text));
        });
    }
}
