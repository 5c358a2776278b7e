using System.Collections.ObjectModel;
using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Files as a user names them: PowerShell's paths, with wildcards or as they are.</summary>
internal static class InputFiles
{
    /// <summary>The full paths in the file system. A name without wildcards is a path also where nothing is.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="literal">Whether wildcards are characters like others.</param>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, string[] paths, bool literal)
    {
        foreach (string path in paths)
        {
            if (literal || !WildcardPattern.ContainsWildcardCharacters(path))
            {
                yield return cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
                continue;
            }

            Collection<string> matches = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo _);
            foreach (string match in matches)
            {
                yield return match;
            }
        }
    }
}
