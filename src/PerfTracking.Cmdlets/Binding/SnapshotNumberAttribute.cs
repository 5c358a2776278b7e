using System.Globalization;
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
        : Read(piped, nameof(PerfMeasurement.SnapshotId)) is { } named ? (object)NumberOf(named) : piped;

    // What is a number already is bound before the properties of the object are; what is text, as in a row of a CSV file, would be after
    // them, and they may be those of another parameter set.
    private static long NumberOf(object named) =>
        LanguagePrimitives.TryConvertTo(named, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw new ArgumentTransformationMetadataException(string.Create(CultureInfo.InvariantCulture, $"'{named}' is no number of a snapshot."));
}
