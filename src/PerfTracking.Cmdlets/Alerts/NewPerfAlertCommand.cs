using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Triage;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>Raises an alert by hand, where nothing spoke.</summary>
[Cmdlet(VerbsCommon.New, "PerfAlert", SupportsShouldProcess = true)]
[OutputType(typeof(PerfAlert))]
public sealed class NewPerfAlertCommand : StoreCmdlet
{
    /// <summary>The identifier or name of the metric.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string Metric { get; set; } = string.Empty;

    /// <summary>The first snapshot on the new level.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true)]
    [Alias("Id")]
    [SnapshotNumber]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long SnapshotId { get; set; }

    /// <summary>How severe it is.</summary>
    [Parameter]
    [ValidateSet("Warning", "Error", "Critical")]
    public PerfSeverity Severity { get; set; } = PerfSeverity.Warning;

    /// <summary>Why it is raised.</summary>
    [Parameter]
    public string? Notes { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (!(IsOne(Metric, "a metric", Names.HasMetric) && Names.Metrics([Metric])))
        {
            return;
        }

        string metric = WildcardPattern.Unescape(Metric), user = System.Environment.UserName;
        ManualOutcome draft = Composition.Triage.Preview(OpenedStore, SnapshotId, metric, Severity, Notes, user);
        if (draft.Defect is { } defect)
        {
            WriteError(AlertErrors.Of(defect, SnapshotId, metric, draft.Alert, OpenedStore.Location.Text));
        }
        else if (ShouldProcess($"{draft.Alert!.Severity} {draft.Alert.Metric} of {draft.Alert.Application} at snapshot {SnapshotId} in {OpenedStore.Location}", "Raise alert"))
        {
            Raise(metric, user);
        }
    });

    private void Raise(string metric, string user)
    {
        ManualOutcome outcome = Composition.Triage.Raise(OpenedStore, SnapshotId, metric, Severity, Notes, user);
        if (outcome.Defect is { } defect)
        {
            WriteError(AlertErrors.Of(defect, SnapshotId, metric, outcome.Alert, OpenedStore.Location.Text));
            return;
        }

        WriteRow(outcome.Alert!);
        WarnOfLog(outcome.LogFailure);
    }
}
