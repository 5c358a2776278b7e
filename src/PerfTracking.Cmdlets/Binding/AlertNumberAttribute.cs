using System.Management.Automation;
using PerfTracking.Alerts;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>An alert's number, of an alert. The Id of anything else is not an alert's.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AlertNumberAttribute : PipedObjectAttribute
{
    /// <summary>
    /// Whether an alert of this session counts by its number. Where what was seen of it matters, another parameter takes it, and
    /// only one that went through a file or another process counts by its number.
    /// </summary>
    public bool OfSeen { get; init; } = true;

    private protected override object? Meaning(PSObject piped) =>
        Is<PerfAlert>(piped) && (OfSeen || piped.BaseObject is not PerfAlert) ? Read(piped, nameof(PerfAlert.Id)) : piped;
}
