using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;
using PerfTracking.Triage;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>Changes alerts: where the change began, their notes, their severity.</summary>
[Cmdlet(VerbsCommon.Set, "PerfAlert", SupportsShouldProcess = true)]
[OutputType(typeof(PerfAlert))]
public sealed class SetPerfAlertCommand : StoreCmdlet
{
    /// <summary>Numbers of alerts.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AlertNumber]
    [ArgumentCompleter(typeof(AlertCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The first snapshot on the new level.</summary>
    [Parameter]
    [SnapshotNumber]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long ChangeSnapshot { get; set; }

    /// <summary>The notes; empty for none.</summary>
    [Parameter]
    [AllowEmptyString]
    public string? Notes { get; set; }

    /// <summary>How severe it is.</summary>
    [Parameter]
    [ValidateSet("Warning", "Error", "Critical")]
    public PerfSeverity Severity { get; set; }

    /// <summary>Whether the alert comes out as it is now.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private bool IsMoved => MyInvocation.BoundParameters.ContainsKey(nameof(ChangeSnapshot));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!IsMoved && Notes is null && Severity == PerfSeverity.Ok)
        {
            ThrowTerminatingError(AlertErrors.NothingToChange());
        }
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (long id in Id)
        {
            TryStore(() => Change(id));
        }
    }

    private void Change(long id)
    {
        string action = IsMoved ? $"Move the change to snapshot {ChangeSnapshot}" : "Change alert";
        if (FindAlert(id) is not { } alert || !ShouldProcess($"{alert} of {alert.Application} in {OpenedStore.Location}", action))
        {
            return;
        }

        ManualOutcome outcome = Composition.Triage.Change(
            OpenedStore, id, System.Environment.UserName, IsMoved ? ChangeSnapshot : null, Notes, Severity == PerfSeverity.Ok ? null : Severity);
        if (outcome.Defect is { } defect)
        {
            WriteError(AlertErrors.Of(defect, ChangeSnapshot, alert.Metric, alert, OpenedStore.Location.Text));
            return;
        }

        if (PassThru)
        {
            WriteRow(outcome.Alert!);
        }

        WarnOfLog(outcome.LogFailure);
    }
}
