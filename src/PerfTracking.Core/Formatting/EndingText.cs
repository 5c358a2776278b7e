namespace PerfTracking.Formatting;

/// <summary>How a program ended, in words.</summary>
public static class EndingText
{
    private const int SignalBase = 128;

    /// <summary>What a sentence says of the program that is its subject: <c>ended with the exit code 3</c>, <c>was killed by signal 9 (SIGKILL)</c>.</summary>
    /// <param name="exitCode">Its exit code, or <see langword="null"/> where it is not known.</param>
    /// <param name="signal">The signal that ended it, or <see langword="null"/>; then the exit code is the shells' 128 and its number, and says nothing more.</param>
    public static string Of(int? exitCode, int? signal) =>
        signal is { } number ? $"was killed by {OfSignal(number)}"
        : exitCode is { } code ? FormattableString.Invariant($"ended with the exit code {code}")
        : "ended";

    /// <summary>The same where PowerShell or a shell told the exit code alone, which is 128 and the signal's number after a signal: <c>was killed by signal 9 (SIGKILL) or ended with the exit code 137</c>.</summary>
    /// <param name="exitCode">The exit code.</param>
    public static string OfTold(int exitCode) => !OperatingSystem.IsWindows() && exitCode > SignalBase && NameOf(exitCode - SignalBase) is not null
        ? $"{Of(exitCode, exitCode - SignalBase)} or {Of(exitCode, null)}"
        : Of(exitCode, null);

    /// <summary>A signal by its number, and by its name where it has one on this system: <c>signal 9 (SIGKILL)</c>.</summary>
    /// <param name="signal">The signal's number.</param>
    public static string OfSignal(int signal) => FormattableString.Invariant($"signal {signal}") + (NameOf(signal) is { } name ? $" ({name})" : "");

    // What Linux and macOS number alike, and what they do not.
    private static string? NameOf(int signal) => (signal, OperatingSystem.IsMacOS()) switch
    {
        (1, _) => "SIGHUP",
        (2, _) => "SIGINT",
        (3, _) => "SIGQUIT",
        (4, _) => "SIGILL",
        (5, _) => "SIGTRAP",
        (6, _) => "SIGABRT",
        (8, _) => "SIGFPE",
        (9, _) => "SIGKILL",
        (11, _) => "SIGSEGV",
        (13, _) => "SIGPIPE",
        (14, _) => "SIGALRM",
        (15, _) => "SIGTERM",
        (24, _) => "SIGXCPU",
        (25, _) => "SIGXFSZ",
        (7, false) or (10, true) => "SIGBUS",
        (31, false) or (12, true) => "SIGSYS",
        (10, false) or (30, true) => "SIGUSR1",
        (12, false) or (31, true) => "SIGUSR2",
        _ => null,
    };
}
