namespace PerfTracking.Testing;

/// <summary>A file system of its own in memory, which a test can fill and make read-only; even root is bound by it.</summary>
internal sealed class SmallDisk : IDisposable
{
    private static readonly Lazy<string?> LazyObstacle = new(FindObstacle);
    private readonly TemporaryFolder _folder = new();

    public SmallDisk(int kilobytes)
    {
        Path = _folder.Path;
        Tool.Run("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "tmpfs", Path);
    }

    /// <summary>Why this machine cannot have one, or <see langword="null"/>.</summary>
    public static string? Obstacle => LazyObstacle.Value;

    public string Path { get; }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    /// <summary>Takes all the space that is left.</summary>
    /// <returns>The file that holds it; deleting it frees the space.</returns>
    public string Fill()
    {
        string path = this["filler"];
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            byte[] block = new byte[1024];
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    public void SetWritable(bool writable) => Tool.Run("mount", "-o", writable ? "remount,rw" : "remount,ro", Path);

    public void Dispose()
    {
        Tool.Run("umount", "-l", Path);
        _folder.Dispose();
    }

    private static string? FindObstacle()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "needs Linux to mount a small disk";
        }

        try
        {
            new SmallDisk(64).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"needs the right to mount a small disk ({exception.Message.Trim()})";
        }
    }
}
