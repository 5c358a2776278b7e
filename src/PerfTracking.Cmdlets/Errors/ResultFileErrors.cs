using System.Management.Automation;
using PerfTracking.Benchmarks;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about files of results.</summary>
internal static class ResultFileErrors
{
    /// <summary>A file cannot be read. The defect's name is the identifier.</summary>
    public static ErrorRecord NotRead(ResultFileException exception, string path) => new(
        exception,
        exception.Defect.ToString(),
        exception.Defect switch
        {
            ResultFileDefect.ResultFileNotFound => ErrorCategory.ObjectNotFound,
            ResultFileDefect.ResultFileUnreadable => ErrorCategory.OpenError,
            ResultFileDefect.ResultFileTooLarge => ErrorCategory.LimitsExceeded,
            ResultFileDefect.ApplicationNotGiven => ErrorCategory.InvalidArgument,
            _ => ErrorCategory.InvalidData,
        },
        path);

    /// <summary>A name in a file cannot be one here.</summary>
    public static ErrorRecord NameNotValid(ArgumentException exception, string path) => new(exception, "ResultNameNotValid", ErrorCategory.InvalidData, path);
}
