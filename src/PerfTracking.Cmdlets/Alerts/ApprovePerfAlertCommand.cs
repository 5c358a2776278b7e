using System.Management.Automation;
using PerfTracking.Alerts;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>Accepts alerts: seen, and no news any more.</summary>
[Cmdlet(VerbsLifecycle.Approve, "PerfAlert", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(PerfAlert))]
public sealed class ApprovePerfAlertCommand : AlertDecisionCmdlet
{
    /// <summary>Whether the new level becomes the baseline: the history of the series begins at the change.</summary>
    [Parameter]
    public SwitchParameter Rebaseline { get; set; }

    private protected override AlertState State => AlertState.Approved;

    private protected override bool? RebaselineChoice => MyInvocation.BoundParameters.ContainsKey(nameof(Rebaseline)) ? Rebaseline.IsPresent : null;
}
