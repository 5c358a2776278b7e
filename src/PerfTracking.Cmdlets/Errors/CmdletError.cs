using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>How an error of this module is made. The factories beside it have one text for each identifier.</summary>
internal static class CmdletError
{
    /// <summary>An error about what a user asked for.</summary>
    /// <param name="id">The stable identifier.</param>
    /// <param name="message">What was wrong, with which value, and what to do.</param>
    /// <param name="category">Its category.</param>
    /// <param name="target">The value that was wrong.</param>
    public static ErrorRecord Of(string id, string message, ErrorCategory category, object? target) =>
        new(new ArgumentException(message), id, category, target);
}
