using System.Runtime.InteropServices;

namespace PerfTracking.Machine;

/// <summary>Names the machine so that unlike machines are never compared: host, system, processor and PowerShell.</summary>
public static class EnvironmentFingerprint
{
    /// <summary>The environment of this process.</summary>
    /// <param name="machine">The machine it runs on.</param>
    /// <param name="powerShellVersion">PowerShell's version; its patch number is left out, for a patch must not begin a new history.</param>
    public static string Read(IMachineIdentity machine, Version powerShellVersion)
    {
        ArgumentNullException.ThrowIfNull(machine);
        ArgumentNullException.ThrowIfNull(powerShellVersion);
        return $"{Environment.MachineName} | {machine.System} {RuntimeInformation.OSArchitecture.ToString()} | {ProcessorOf(machine)} x{Environment.ProcessorCount} | PowerShell {powerShellVersion.Major}.{powerShellVersion.Minor}";
    }

    private static string ProcessorOf(IMachineIdentity machine) =>
        machine.Processor is { Length: > 0 } model ? model : $"{RuntimeInformation.ProcessArchitecture} processor";
}
