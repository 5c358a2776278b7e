using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about files of reports and comparisons.</summary>
internal static class ReportErrors
{
    /// <summary>A file that is not to be overwritten exists.</summary>
    public static ErrorRecord FileExists(string path) => CmdletError.Of(
        "ReportFileExists", $"'{path}' exists, and -NoClobber says that it stays as it is. Name another file.", ErrorCategory.ResourceExists, path);

    /// <summary>A second report would replace the first one.</summary>
    public static ErrorRecord SecondReport(string path) => CmdletError.Of(
        "ReportFileWritten", $"'{path}' was written just now, by the report before this one. Give each its own file: ForEach-Object {{ $_ | Export-PerfReport -Path … }}.", ErrorCategory.ResourceExists, path);

    /// <summary>A file's ending says no format.</summary>
    public static ErrorRecord FormatNotGiven(string path) => CmdletError.Of(
        "FormatNotGiven", $"The name '{path}' does not say in which format to write: .md, .json, .csv, .xml and .html do.", ErrorCategory.InvalidArgument, path);

    /// <summary>A file cannot be written.</summary>
    public static ErrorRecord NotWritten(Exception exception, string path) => new(
        new IOException($"The report cannot be written to '{path}': {FileTrouble.Of(path, exception)}", exception), "ReportNotWritten", ErrorCategory.WriteError, path);
}
