namespace PerfTracking.Formatting;

/// <summary>How a program ended, in words.</summary>
public static class EndingText
{
    // Signals that Linux and macOS number alike, and those that they do not.
    private static readonly Dictionary<int, string> Alike = new()
    {
        [1] = "SIGHUP", [2] = "SIGINT", [3] = "SIGQUIT", [4] = "SIGILL", [5] = "SIGTRAP", [6] = "SIGABRT", [8] = "SIGFPE", [9] = "SIGKILL",
        [11] = "SIGSEGV", [13] = "SIGPIPE", [14] = "SIGALRM", [15] = "SIGTERM", [24] = "SIGXCPU", [25] = "SIGXFSZ",
    };

    private static readonly Dictionary<int, string> OfSystem = OperatingSystem.IsMacOS()
        ? new() { [10] = "SIGBUS", [12] = "SIGSYS", [30] = "SIGUSR1", [31] = "SIGUSR2" }
        : new() { [7] = "SIGBUS", [10] = "SIGUSR1", [12] = "SIGUSR2", [31] = "SIGSYS" };

    /// <summary>What a sentence says of the program that is its subject: <c>ended with the exit code 3</c>, <c>was killed by signal 9 (SIGKILL)</c>.</summary>
    /// <param name="exitCode">Its exit code, or <see langword="null"/> where it is not known.</param>
    /// <param name="signal">The signal that ended it, or <see langword="null"/>; then the exit code is the shells' 128 and its number, and says nothing more.</param>
    public static string Of(int? exitCode, int? signal) =>
        signal is { } number ? $"was killed by {OfSignal(number)}"
        : exitCode is { } code ? FormattableString.Invariant($"ended with the exit code {code}")
        : "ended";

    /// <summary>A signal by its number, and by its name where it has one on this system: <c>signal 9 (SIGKILL)</c>.</summary>
    /// <param name="signal">The signal's number.</param>
    public static string OfSignal(int signal) =>
        FormattableString.Invariant($"signal {signal}") + (Alike.TryGetValue(signal, out string? name) || OfSystem.TryGetValue(signal, out name) ? $" ({name})" : "");
}
