using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Files as a user names them: PowerShell's paths, with wildcards or as they are.</summary>
internal static class InputFiles
{
    /// <summary>The full paths in the file system, and an error for each path of another provider. A name without wildcards is a path also where nothing is.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="paths">The paths.</param>
    /// <param name="literal">Whether wildcards are characters like others.</param>
    public static IEnumerable<string> Resolve(PSCmdlet cmdlet, string[] paths, bool literal) => paths.SelectMany(path =>
    {
        try
        {
            return UserPath.Named(cmdlet, path, literal);
        }
        catch (UserPathException exception)
        {
            cmdlet.WriteError(exception.ErrorRecord);
            return [];
        }
    });
}
