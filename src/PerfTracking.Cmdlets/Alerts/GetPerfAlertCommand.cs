using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>Reads alerts, oldest first; open ones unless said otherwise.</summary>
[Cmdlet(VerbsCommon.Get, "PerfAlert", DefaultParameterSetName = "Query")]
[OutputType(typeof(PerfAlert))]
public sealed class GetPerfAlertCommand : StoreCmdlet
{
    /// <summary>Numbers of alerts.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true)]
    [AlertNumber]
    [ArgumentCompleter(typeof(AlertCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>States; open ones alone unless given.</summary>
    [Parameter(ParameterSetName = "Query")]
    public AlertState[] State { get; set; } = [AlertState.Open];

    /// <summary>Whether alerts of all states come out.</summary>
    [Parameter(ParameterSetName = "Query")]
    public SwitchParameter All { get; set; }

    /// <summary>At least this severe.</summary>
    [Parameter(ParameterSetName = "Query")]
    public PerfSeverity Severity { get; set; }

    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Raised at this time or later.</summary>
    [Parameter(ParameterSetName = "Query")]
    [Moment]
    public DateTime Since { get; set; }

    /// <summary>Raised at least this long ago.</summary>
    [Parameter(ParameterSetName = "Query")]
    public TimeSpan OlderThan { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Query")
        {
            TryStore(Query);
            return;
        }

        foreach (long id in Id)
        {
            TryStore(() =>
            {
                if (FindAlert(id) is { } alert)
                {
                    WriteRow(alert);
                }
            });
        }
    }

    private void Query()
    {
        if (Names.Applications(Application) & Names.Metrics(Metric))
        {
            WriteRows(OpenedStore.ReadAlerts(new AlertQuery
            {
                States = All ? null : State,
                MinimumSeverity = Severity,
                Metric = NameFilter.Matching(Metric),
                Application = NameFilter.Matching(Application),
                Since = TimeOf(Since),
                Until = OlderThan == default ? null : GivenTime.Before(Composition.Time.GetUtcNow(), OlderThan),
            }));
        }
    }
}
