using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Metrics;

/// <summary>Lists the metrics of the catalogue.</summary>
[Cmdlet(VerbsCommon.Get, "PerfMetric")]
[OutputType(typeof(PerfMetric))]
public sealed class GetPerfMetricCommand : StoreCmdlet
{
    /// <summary>Identifiers or names, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id", "Name")]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Core, secondary or custom metrics alone.</summary>
    [Parameter]
    public MetricKind? Kind { get; set; }

    /// <summary>The application whose targets are shown before the general ones.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (!string.IsNullOrEmpty(Application) && !(IsOne(Application, "an application", Names.HasApplication) && Names.Applications([Application])))
        {
            return;
        }

        NameFilter? matches = NameFilter.Matching(Metric);
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (PerfMetric metric in OpenedStore.ReadCatalogue(PlainName(Application) ?? string.Empty).Metrics)
        {
            if (matches?.IsMatch(metric) != false && (Kind is null || Kind == metric.Kind))
            {
                found.Add(metric.Id);
                found.Add(metric.Name);
                WriteObject(MetricRow.Of(metric));
            }
        }

        Names.Found(Metric, found, MetricErrors.NotFound);
    });
}
