using System.Globalization;

namespace PerfTracking.Machine.Dashboards;

/// <summary>Finds a <c>dotnet</c> that can run an ASP.NET Core program: PowerShell brings none.</summary>
/// <param name="variable">Reads an environment variable.</param>
/// <param name="usual">Where it is installed, or <see langword="null"/> for where this system's installers put it.</param>
internal sealed class AspNetCoreRuntime(Func<string, string?> variable, IReadOnlyList<string>? usual = null)
{
    private static readonly string Program = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";

    /// <summary>The path of the program, or <see langword="null"/> where there is none of this version or a later one.</summary>
    /// <param name="major">The major version that is needed.</param>
    public string? Find(int major) => Folders().FirstOrDefault(folder => HasRuntime(folder, major)) is { } found ? Path.Combine(found, Program) : null;

    /// <summary>The command that installs it on this system.</summary>
    /// <param name="major">The major version.</param>
    public static string InstallCommand(int major) =>
        OperatingSystem.IsWindows() ? $"winget install Microsoft.DotNet.AspNetCore.{major}"
        : OperatingSystem.IsMacOS() ? "brew install --cask dotnet-sdk"
        : $"curl -sSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel {major}.0 --runtime aspnetcore";

    /// <summary>Where it is looked for, in this order.</summary>
    private IEnumerable<string> Folders()
    {
        if (variable("DOTNET_ROOT") is { Length: > 0 } root)
        {
            yield return root;
        }

        foreach (string folder in (variable("PATH") ?? string.Empty).Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            if (Resolve(Path.Combine(folder, Program)) is { } program)
            {
                yield return Path.GetDirectoryName(program)!;
            }
        }

        foreach (string folder in usual ?? Usual())
        {
            yield return folder;
        }
    }

    // Where installers put it, and the script that needs no administrator.
    private IReadOnlyList<string> Usual() => OperatingSystem.IsWindows()
        ? [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet"), Path.Combine(variable("LOCALAPPDATA") ?? string.Empty, "Microsoft", "dotnet")]
        : ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/lib64/dotnet", "/usr/local/share/dotnet", Path.Combine(variable("HOME") ?? "/", ".dotnet")];

    private static string? Resolve(string path)
    {
        try
        {
            return File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool HasRuntime(string folder, int major)
    {
        string versions = Path.Combine(folder, "shared", "Microsoft.AspNetCore.App");
        return File.Exists(Path.Combine(folder, Program))
            && Directory.Exists(versions)
            && Directory.EnumerateDirectories(versions).Any(path =>
                int.TryParse(Path.GetFileName(path).Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int version) && version >= major);
    }
}
