namespace PerfTracking.Cmdlets.Errors;

/// <summary>Why a file cannot be written, in words that help: the system calls a folder one to which access is denied.</summary>
internal static class FileTrouble
{
    /// <summary>The reason.</summary>
    /// <param name="path">The file.</param>
    /// <param name="exception">What the system says.</param>
    public static string Of(string path, Exception exception) =>
        Directory.Exists(path) ? "it is a folder. Give the name of a file in it."
        : Path.GetDirectoryName(path) is { Length: > 0 } folder && !Directory.Exists(folder) ? $"there is no folder '{folder}'."
        : exception.Message;
}
