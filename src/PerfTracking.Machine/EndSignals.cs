using System.Runtime.InteropServices;

namespace PerfTracking.Machine;

/// <summary>
/// Tidies up where the system ends the process: a build that is cancelled is sent SIGTERM, a terminal that is closed SIGHUP, and
/// PowerShell ends no pipeline then. The process ends all the same.
/// </summary>
public sealed class EndSignals : IDisposable
{
    private static readonly PosixSignal[] Signals = [PosixSignal.SIGTERM, PosixSignal.SIGHUP];

    private readonly PosixSignalRegistration[] _registrations;

    /// <summary>Begins to wait for the signals.</summary>
    /// <param name="tidy">What is to be done with the first of them; it may run beside whatever the process does.</param>
    public EndSignals(Action tidy)
    {
        ArgumentNullException.ThrowIfNull(tidy);
        _registrations = [.. Signals.Select(signal => PosixSignalRegistration.Create(signal, _ => tidy()))];
    }

    /// <summary>Waits for them no longer.</summary>
    public void Dispose() => Array.ForEach(_registrations, static registration => registration.Dispose());
}
