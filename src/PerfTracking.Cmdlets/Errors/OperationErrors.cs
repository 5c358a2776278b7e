using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about operations.</summary>
internal static class OperationErrors
{
    /// <summary>No operation of the name is running.</summary>
    public static ErrorRecord NotFound(string name) => CmdletError.Of(
        "OperationNotFound", $"No operation '{name}' is running.", ErrorCategory.ObjectNotFound, name);
}
