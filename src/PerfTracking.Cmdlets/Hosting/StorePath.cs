using System.Management.Automation;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Paths of stores, as users type them.</summary>
internal static class StorePath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path of a file that need not exist.</summary>
    /// <param name="cmdlet">The command, which knows the current location and the drives.</param>
    /// <param name="path">A path, perhaps relative or on a drive of PowerShell's own.</param>
    /// <exception cref="PerfStoreException">It names no file: a path that cannot be used is trouble with the store like any other.</exception>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        string reason;
        try
        {
            // PowerShell's own way to a path asks the system about every mounted disk, and this one needs no asking.
            if (Path.IsPathFullyQualified(path))
            {
                return Path.GetFullPath(path);
            }

            string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            if (provider.Name == FileSystem)
            {
                return Path.GetFullPath(full);
            }

            reason = $"it is a path of the provider '{provider.Name}' and not of a file.";
        }
        catch (Exception exception) when (exception is SessionStateException or ProviderInvocationException or ArgumentException or NotSupportedException or IOException)
        {
            reason = exception.Message;
        }

        throw new PerfStoreException(StoreFailure.Unavailable, path, $"The store '{path}' cannot be opened: {reason} Choose another path with -Store, Set-PerfStore or PERFTRACKING_STORE.");
    }
}
