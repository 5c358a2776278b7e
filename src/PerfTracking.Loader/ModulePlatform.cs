using System.Runtime.InteropServices;

namespace PerfTracking.Loader;

/// <summary>What this platform is called among the module's folders. Part of everything that looks for the module's files.</summary>
internal static class ModulePlatform
{
    /// <summary>The folder below <c>runtimes</c>. Where the module has none of that name, it has portable assemblies, and no SQLite.</summary>
    public static string Name()
    {
        string system = OperatingSystem.IsWindows() ? "win-"
            : OperatingSystem.IsMacOS() ? "osx-"
            : RuntimeInformation.RuntimeIdentifier is { } runtime && (runtime.Contains("musl", StringComparison.Ordinal) || runtime.StartsWith("alpine", StringComparison.Ordinal)) ? "linux-musl-"
            : "linux-";
        return system + RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => "x64",
            Architecture.Arm64 => "arm64",
            _ => "other",
        };
    }
}
