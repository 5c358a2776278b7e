using System.Management.Automation;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors of programs that are measured.</summary>
internal static class ProgramErrors
{
    /// <summary>The id of <see cref="TimedOut"/>, and of the operation's failure.</summary>
    public const string TimedOutId = "ProgramTimedOut";

    public static ErrorRecord NotAProgram(string name, CommandTypes type) => new(
        new ArgumentException($"'{name}' is a command of the kind {type}, which PowerShell runs itself; files for its streams, a working directory, an environment and a timeout are for programs."),
        "NotAProgram",
        ErrorCategory.InvalidArgument,
        name);

    public static ErrorRecord ArgumentNotValid(string message, string target) =>
        new(new ArgumentException(message), "ArgumentNotValid", ErrorCategory.InvalidArgument, target);

    public static ErrorRecord DirectoryNotFound(string folder, string program) =>
        new(new DirectoryNotFoundException($"There is no folder '{folder}' to start '{program}' in."), "DirectoryNotFound", ErrorCategory.ObjectNotFound, folder);

    public static ErrorRecord FileNotFound(string file, string program) =>
        new(new FileNotFoundException($"There is no file '{file}' for '{program}' to read."), "FileNotFound", ErrorCategory.ObjectNotFound, file);

    public static ErrorRecord NotStarted(Exception cause, string program) =>
        new(cause, "ProgramNotStarted", ErrorCategory.OpenError, program);

    public static ErrorRecord TooLong(Exception cause, string program) =>
        new(cause, "ArgumentListTooLong", ErrorCategory.LimitsExceeded, program);

    public static ErrorRecord TimedOut(string program, double? seconds) => new(
        new TimeoutException(FormattableString.Invariant($"'{program}' timed out after {seconds} s, and was ended with everything it had started.")),
        TimedOutId,
        ErrorCategory.OperationTimeout,
        program);
}
