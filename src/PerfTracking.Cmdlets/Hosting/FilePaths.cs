namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Paths of the file system, as this system compares them.</summary>
internal static class FilePaths
{
    /// <summary>Windows and macOS take a letter's case for nothing unless a volume was made otherwise, as .NET does there.</summary>
    public static StringComparison Comparison { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether two paths are those of one folder or file, by whatever links they lead there.</summary>
    /// <param name="one">A full path.</param>
    /// <param name="other">Another one.</param>
    public static bool AreSame(string one, string other) => string.Equals(Real(Followed(one)), Real(Followed(other)), Comparison);

    /// <summary>A path as seen from a folder; <c>.</c> for the folder itself, <see langword="null"/> where it is not in it. No link is followed.</summary>
    /// <param name="folder">The folder's full path.</param>
    /// <param name="path">A full path.</param>
    public static string? Below(string folder, string path)
    {
        string relative = Path.GetRelativePath(folder, path);
        bool leaves = relative == ".." || relative.StartsWith(".." + Path.DirectorySeparatorChar, StringComparison.Ordinal) || Path.IsPathRooted(relative);
        return leaves ? null : relative;
    }

    /// <summary>A path in which every folder that is a link is what it leads to.</summary>
    /// <param name="path">A full path.</param>
    public static string Real(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        string here = Path.Combine(Real(parent), Path.GetFileName(full));
        try
        {
            // A link that leads round in a circle is no folder that is there.
            return Directory.Exists(here) && Directory.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? Real(target.FullName) : here;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return here;
        }
    }

    private static string Followed(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
