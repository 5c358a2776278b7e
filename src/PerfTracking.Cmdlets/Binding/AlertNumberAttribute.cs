using System.Management.Automation;
using PerfTracking.Alerts;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>An alert's number, of an alert. The Id of anything else is not an alert's.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AlertNumberAttribute : PipedObjectAttribute
{
    private protected override object? Meaning(PSObject piped) => Is<PerfAlert>(piped) ? Read(piped, nameof(PerfAlert.Id)) : piped;
}
