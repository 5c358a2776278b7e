using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// PowerShell's paths as the file system's. The engine's own way there asks the system about every mounted disk, which costs
/// a save a tenth of its time; these answer the same for the paths that need no asking.
/// </summary>
internal static class FileSystemPath
{
    /// <summary>The folder a command runs in, whatever provider is the current one.</summary>
    /// <param name="session">The command's session.</param>
    public static string Current(SessionState session)
    {
        PathInfo location = session.Path.CurrentFileSystemLocation;
        return location.Drive is { } drive
            ? Path.Combine(drive.Root, drive.CurrentLocation.TrimStart('/', '\\'))
            : location.ProviderPath;
    }

    /// <summary>The full path that a user means; it need not exist.</summary>
    /// <param name="session">The command's session.</param>
    /// <param name="path">A path, which may be relative, begin with a drive or with <c>~</c>.</param>
    /// <exception cref="ItemNotFoundException">The path's drive does not exist, as the engine says it.</exception>
    public static string Resolve(SessionState session, string path) =>
        Path.IsPathFullyQualified(path) ? path : session.Path.GetUnresolvedProviderPathFromPSPath(path);
}
