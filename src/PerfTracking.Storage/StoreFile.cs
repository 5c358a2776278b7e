using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The store's file and folder: made for their owner alone.</summary>
internal static class StoreFile
{
    /// <summary>Makes the file, empty, and its folder where they are missing.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="PerfStoreException">The path cannot be a file that this process writes.</exception>
    public static void EnsureExists(string path)
    {
        if (File.Exists(path))
        {
            return;
        }

        RefuseFolder(path);
        try
        {
            OwnerOnly.CreateFolder(Path.GetDirectoryName(path)!);
            OwnerOnly.CreateFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            StoreLocation location = StoreLocation.OfFile(path);
            throw new PerfStoreException(
                exception is UnauthorizedAccessException || IsWriteProtection(exception) ? StoreFailure.ReadOnly : StoreFailure.Unavailable,
                location,
                $"The store '{location}' cannot be created: {StoreLocation.Quote(path, exception.Message)} Choose another path with -Store, Set-PerfStore or PERFTRACKING_STORE.",
                exception);
        }
    }

    /// <summary>Refuses a folder where the file should be: it would read as a store with nothing in it.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="PerfStoreException"><see cref="StoreFailure.Unavailable"/>.</exception>
    public static void RefuseFolder(string path)
    {
        if (Directory.Exists(path))
        {
            StoreLocation location = StoreLocation.OfFile(path);
            throw new PerfStoreException(
                StoreFailure.Unavailable,
                location,
                $"The store '{location}' cannot be opened: it is a folder and not a file in one. Choose another path with -Store, Set-PerfStore or PERFTRACKING_STORE.");
        }
    }

    /// <summary>Whether all of the store is in its file: no write-ahead log with anything in it lies beside it.</summary>
    /// <param name="path">The file's full path.</param>
    public static bool IsAtRest(string path) =>
        new FileInfo(path + "-wal") is var log && (!log.Exists || log.Length == 0);

    // EROFS, and ERROR_WRITE_PROTECT: a whole disk that cannot be written.
    private static bool IsWriteProtection(Exception exception) =>
        exception.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070013) : 30);
}
