namespace PerfTracking.Machine.Arms;

/// <summary>Copies a folder as it is: links stay links, and files keep their times and their modes.</summary>
public static class FolderCopy
{
    /// <summary>Copies it.</summary>
    /// <param name="source">The folder.</param>
    /// <param name="target">The copy's full path, which is not there yet.</param>
    /// <param name="skips">Whether something in the folder itself is left out, by its name.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="IOException">Something cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">Something may not be read or written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Make(string source, string target, Func<string, bool>? skips, CancellationToken cancellation)
    {
        Directory.CreateDirectory(target);
        foreach (FileSystemInfo entry in new DirectoryInfo(source).EnumerateFileSystemInfos())
        {
            cancellation.ThrowIfCancellationRequested();
            string copy = Path.Combine(target, entry.Name);
            if (skips?.Invoke(entry.Name) == true)
            {
                continue;
            }

            if (entry.LinkTarget is { } link)
            {
                _ = entry is DirectoryInfo ? Directory.CreateSymbolicLink(copy, link) : File.CreateSymbolicLink(copy, link);
            }
            else if (entry is DirectoryInfo)
            {
                Make(entry.FullName, copy, skips: null, cancellation);
            }
            else
            {
                File.Copy(entry.FullName, copy);
            }
        }
    }
}
