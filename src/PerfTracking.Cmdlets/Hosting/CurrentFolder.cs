using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>The folder a command runs in.</summary>
internal static class CurrentFolder
{
    /// <summary>Its full path in the file system, whatever provider is the current one.</summary>
    /// <remarks><c>PathInfo.ProviderPath</c> says the same, and asks the system about every mounted disk first: a tenth of a save.</remarks>
    /// <param name="session">The command's session.</param>
    public static string Of(SessionState session)
    {
        PathInfo location = session.Path.CurrentFileSystemLocation;
        return location.Drive is { } drive
            ? Path.Combine(drive.Root, drive.CurrentLocation.TrimStart('/', '\\'))
            : location.ProviderPath;
    }
}
