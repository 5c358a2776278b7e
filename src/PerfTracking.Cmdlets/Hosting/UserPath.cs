using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Files and folders as a user names them: PowerShell's paths, which may lead to another provider than the file system.</summary>
internal static class UserPath
{
    private const string FileSystem = "FileSystem";

    /// <summary>The full path of one that need not exist.</summary>
    /// <param name="cmdlet">The command, which knows the current location and the drives.</param>
    /// <param name="path">A path, perhaps relative or on a drive of PowerShell's own.</param>
    /// <exception cref="UserPathException">It is one of another provider.</exception>
    /// <exception cref="SessionStateException">There is no such drive or provider.</exception>
    public static string Of(PSCmdlet cmdlet, string path)
    {
        // What another provider makes of it would be taken for a path relative to the folder of the process.
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        Check(path, provider);
        return full;
    }

    /// <summary>The full path of one, or those that match its wildcards. One with a bracket that is never closed has none.</summary>
    /// <param name="cmdlet">The command, which knows the current location and the drives.</param>
    /// <param name="path">A path, perhaps relative or on a drive of PowerShell's own.</param>
    /// <param name="literal">Whether wildcards are characters like others.</param>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<string> Named(PSCmdlet cmdlet, string path, bool literal) =>
        literal || !NamePatterns.IsPattern(path) ? [Of(cmdlet, path)] : Matching(cmdlet, path);

    /// <summary>The full paths of those that exist and match wildcards.</summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<string> Matching(PSCmdlet cmdlet, string path)
    {
        IReadOnlyList<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        Check(path, provider);
        return found;
    }

    private static void Check(string path, ProviderInfo provider)
    {
        if (provider.Name != FileSystem)
        {
            throw new UserPathException(path, provider.Name);
        }
    }
}

/// <summary>A path leads to another provider than the file system. Thrown out of a command it ends it with the error that it carries.</summary>
internal sealed class UserPathException(string path, string provider)
    : ArgumentException($"'{path}' is a path of the provider '{provider}' and not of a file."), IContainsErrorRecord
{
    /// <summary>The provider's name.</summary>
    public string Provider => provider;

    /// <summary>The error; <see cref="Exception.Message"/> alone says what is wrong.</summary>
    public ErrorRecord ErrorRecord => InputErrors.PathNotOfFile(this, path);
}
