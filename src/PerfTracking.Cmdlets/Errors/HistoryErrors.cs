using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about what a store remembers: snapshots, and who and where they are of.</summary>
internal static class HistoryErrors
{
    /// <summary>No snapshot and no target is of the application.</summary>
    public static ErrorRecord ApplicationNotFound(string name, string location) => CmdletError.Of(
        "ApplicationNotFound", $"Nothing was saved of an application '{name}' in '{location}'. Get-PerfSnapshot shows what was.", ErrorCategory.ObjectNotFound, name);

    /// <summary>What was measured becomes one snapshot, and a snapshot is of one application.</summary>
    public static ErrorRecord ApplicationNotUnique(string first, string other) => CmdletError.Of(
        "ApplicationNotUnique", $"A save makes one snapshot, of one application, and was given '{first}' and '{other}'. Nothing was saved; the measurements are kept.", ErrorCategory.InvalidArgument, other);

    /// <summary>Nothing that came through the pipeline has an application.</summary>
    public static ErrorRecord ApplicationNotGiven() => CmdletError.Of(
        "ApplicationNotGiven", "Nothing that came through the pipeline has a property Application. Nothing was saved; the measurements are kept. A name is an argument: Save-PerfBaseline NAME.", ErrorCategory.InvalidArgument, target: null);

    /// <summary>No snapshot is of the environment.</summary>
    public static ErrorRecord EnvironmentNotFound(string name, string location) => CmdletError.Of(
        "EnvironmentNotFound", $"Nothing was saved in an environment '{name}' in '{location}'. Get-PerfSnapshot shows what was.", ErrorCategory.ObjectNotFound, name);

    /// <summary>No snapshot has the number.</summary>
    public static ErrorRecord SnapshotNotFound(long id, string location) => CmdletError.Of(
        "SnapshotNotFound", $"There is no snapshot {id} of what was asked for in '{location}'.", ErrorCategory.ObjectNotFound, id);

    /// <summary>A gate that has nothing to judge must not be green.</summary>
    public static ErrorRecord NoSnapshot(string location) => CmdletError.Of(
        "NoSnapshot", $"There is nothing to judge: '{location}' holds no snapshot. Save-PerfBaseline takes one.", ErrorCategory.ObjectNotFound, location);
}
