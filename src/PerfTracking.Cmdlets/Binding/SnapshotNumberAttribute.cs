using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>
/// A snapshot's number: of a snapshot its own, of whatever names its snapshot (a measurement, a verdict, a row of a CSV file)
/// that one. Not any Id: that of an alert, an operation or a process is not a snapshot's.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SnapshotNumberAttribute : PipedObjectAttribute
{
    /// <summary>Whether an alert stands for the snapshot that showed it last.</summary>
    public bool OfAlert { get; init; }

    private protected override object? Meaning(PSObject piped) =>
        Is<PerfSnapshot>(piped) ? Read(piped, nameof(PerfSnapshot.Id))
        : Is<PerfAlert>(piped) ? OfAlert ? Read(piped, nameof(PerfAlert.LastSnapshotId)) : piped
        : Read(piped, nameof(PerfMeasurement.SnapshotId)) ?? piped;
}
