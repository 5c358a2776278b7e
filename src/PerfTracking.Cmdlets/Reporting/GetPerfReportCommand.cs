using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Reporting;

/// <summary>Sums up a period and holds it against the one before.</summary>
[Cmdlet(VerbsCommon.Get, "PerfReport")]
[OutputType(typeof(PerfReport))]
public sealed class GetPerfReportCommand : StoreCmdlet
{
    /// <summary>How many days the period has, up to now.</summary>
    [Parameter(Position = 0)]
    [ValidateRange(1, 3650)]
    public int Days { get; set; } = 7;

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (Names.Applications(Application) & Names.Metrics(Metric))
        {
            var query = new HistoryQuery { Application = NameFilter.Matching(Application), Metric = NameFilter.Matching(Metric) };
            WriteRow(ReportBuilder.Build(OpenedStore, OpenedStore, query, Composition.Time.GetUtcNow(), TimeSpan.FromDays(Days), OpenedStore, Cancellation));
        }
    });
}
