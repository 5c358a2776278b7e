using System.Runtime.InteropServices;

namespace PerfTracking.Testing;

/// <summary>A fact that is skipped, and says why, where the machine has not what it needs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NeedsAttribute : FactAttribute
{
    /// <param name="needs"><c>unix</c>, <c>glibc</c>, <c>root</c>, <c>small disk</c>, <c>cmd.exe of Windows</c>, or the name of a program.</param>
    public NeedsAttribute(params string[] needs) =>
        Skip = needs.Select(Missing).FirstOrDefault(missing => missing is not null);

    private static string? Missing(string need) => need switch
    {
        "unix" => OperatingSystem.IsWindows() ? "needs a Unix system" : null,
        "glibc" => OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? null : "needs Linux with glibc",
        "root" => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? null : "needs to run as root",
        "cmd.exe of Windows" => Environment.GetEnvironmentVariable("WINEPREFIX") is null ? null : "hangs in Wine's, which does not end a part of a variable without its numbers",
        "small disk" => SmallDisk.Obstacle,
        _ => Tool.Exists(need) ? null : $"needs the program {need}",
    };
}
