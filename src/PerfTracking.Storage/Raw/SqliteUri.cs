namespace PerfTracking.Storage.Raw;

/// <summary>Files as SQLite's URIs have them.</summary>
internal static class SqliteUri
{
    /// <summary>The file as SQLite's URIs have it (https://sqlite.org/uri.html).</summary>
    /// <param name="path">The file's full path.</param>
    public static string Of(string path)
    {
        string escaped = path.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3f", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal);
        return !OperatingSystem.IsWindows() ? "file://" + escaped
            : path.StartsWith(@"\\?\", StringComparison.Ordinal) ? "file:///" + escaped // The system takes what follows as it is.
            : path.StartsWith(@"\\", StringComparison.Ordinal) ? "file://" + escaped.Replace('\\', '/') // A share: four slashes.
            : "file:///" + escaped.Replace('\\', '/');
    }
}
