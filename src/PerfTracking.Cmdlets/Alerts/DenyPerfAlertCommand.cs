using System.Management.Automation;
using PerfTracking.Alerts;

namespace PerfTracking.Cmdlets.Alerts;

/// <summary>Calls alerts false alarms.</summary>
[Cmdlet(VerbsLifecycle.Deny, "PerfAlert", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(PerfAlert))]
public sealed class DenyPerfAlertCommand : AlertDecisionCmdlet
{
    private protected override AlertState State => AlertState.Denied;
}
