using PerfTracking.History;

namespace PerfTracking.Storage;

/// <summary>The store's file and folder: made for their owner alone.</summary>
internal static class StoreFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;

    /// <summary>Makes the file, empty, and its folder where they are missing.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="PerfStoreException">The path cannot be a file that this process writes.</exception>
    public static void EnsureExists(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            Create(path);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the same moment.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PerfStoreException(
                exception is UnauthorizedAccessException ? StoreFailure.ReadOnly : StoreFailure.Unavailable,
                path,
                $"The store '{path}' cannot be created: {exception.Message} Choose another path with -Store, Set-PerfStore or PERFTRACKING_STORE.",
                exception);
        }
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            return;
        }

        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerFolder);
        }
    }

    private static void Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerFile;
        }

        using var created = new FileStream(path, options);
    }
}
