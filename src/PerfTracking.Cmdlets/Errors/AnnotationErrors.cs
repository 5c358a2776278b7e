using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about annotations.</summary>
internal static class AnnotationErrors
{
    /// <summary>No annotation has the number or the text.</summary>
    public static ErrorRecord NotFound(object name, string location) => CmdletError.Of(
        "AnnotationNotFound", FormattableString.Invariant($"There is no annotation '{name}' in '{location}'. Get-PerfAnnotation lists those there are."), ErrorCategory.ObjectNotFound, name);

    /// <summary>A text cannot be that of an annotation.</summary>
    public static ErrorRecord TextNotValid(string? text, string defect) => CmdletError.Of(
        "TextNotValid", $"The text cannot be that of an annotation: {defect}.", ErrorCategory.InvalidArgument, text);
}
