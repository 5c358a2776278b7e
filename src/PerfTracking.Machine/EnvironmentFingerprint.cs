using System.Runtime.InteropServices;

namespace PerfTracking.Machine;

/// <summary>Names the machine so that unlike machines are never compared: host, system, processor and PowerShell.</summary>
public static class EnvironmentFingerprint
{
    /// <summary>The variable with which a user names the environment, for instance on CI runners whose host name changes every time.</summary>
    public const string OverrideVariable = "PERFTRACKING_ENVIRONMENT";

    /// <summary>The environment of this process.</summary>
    /// <param name="powerShellVersion">PowerShell's version; its patch number is left out, for a patch must not begin a new history.</param>
    public static string Read(Version powerShellVersion)
    {
        ArgumentNullException.ThrowIfNull(powerShellVersion);
        return Environment.GetEnvironmentVariable(OverrideVariable) is { Length: > 0 } name
            ? name
            : $"{Environment.MachineName} | {RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture.ToString()} | {Processor()} x{Environment.ProcessorCount} | PowerShell {powerShellVersion.Major}.{powerShellVersion.Minor}";
    }

    private static string Processor()
    {
        if (Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") is { Length: > 0 } identifier)
        {
            return identifier;
        }

        try
        {
            return OperatingSystem.IsLinux() ? LinuxModelName() ?? Unnamed() : Unnamed();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Unnamed();
        }
    }

    private static string? LinuxModelName()
    {
        // The first processor's lines are enough; the file has as many blocks as there are processors.
        using var reader = new StreamReader("/proc/cpuinfo");
        for (int line = 0; line < 30 && reader.ReadLine() is { } text; line++)
        {
            if (text.StartsWith("model name", StringComparison.Ordinal))
            {
                return text[(text.IndexOf(':') + 1)..].Trim();
            }
        }

        return null;
    }

    private static string Unnamed() => $"{RuntimeInformation.ProcessArchitecture} processor";
}
