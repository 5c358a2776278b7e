using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Reporting;

/// <summary>Reads the latest values beside target, baseline and trend.</summary>
[Cmdlet(VerbsCommon.Get, "PerfStatus")]
[OutputType(typeof(PerfMetricStatus))]
public sealed class GetPerfStatusCommand : StoreCmdlet
{
    private readonly HashSet<string> _asked = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _found = new(StringComparer.OrdinalIgnoreCase);
    private PerfPolicy? _policy;

    /// <summary>Identifiers or names of metrics, with wildcards; core and custom metrics unless given.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [MetricName(OrApplication = true)]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Applications, with wildcards; the one saved last unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Whether secondary metrics come out too.</summary>
    [Parameter]
    public SwitchParameter All { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (!(Names.Applications(Application) & Names.Metrics(Metric)))
        {
            return;
        }

        _asked.UnionWith(Metric ?? []);
        PerfPolicy policy = _policy ??= OpenedStore.ReadPolicy();
        foreach (PerfMetricStatus status in Composition.Status.Read(OpenedStore, OpenedStore, [.. LatestSnapshots()], policy, NameFilter.Matching(Metric), Cancellation))
        {
            _found.Add(status.Metric);
            _found.Add(status.Name);
            if (All || Metric is not null || status.Kind != MetricKind.Secondary)
            {
                WriteRow(status);
            }
        }
    });

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_asked.Count > 0)
        {
            TryStore(() => Names.Found([.. _asked], _found, MetricErrors.NotMeasured));
        }
    }

    private IEnumerable<PerfSnapshot> LatestSnapshots() =>
        Application is null ? OpenedStore.ReadSnapshots(new HistoryQuery { Last = 1, Metric = NameFilter.None }) : FindLatestSnapshots(Application);
}
