using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Looks whether a file can be a store, by the way that saves use: without the packages behind everything else.</summary>
public static class StoreFileCheck
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Refuses a file that is no store. One that is not there, is empty, or cannot be looked at now is let through.</summary>
    /// <param name="path">The file's full path.</param>
    /// <exception cref="PerfStoreException">It is not a store, is damaged, was written by a newer version, or is a folder.</exception>
    public static void Run(string path)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            StoreFile.RefuseFolder(path);
            return;
        }

        try
        {
            using RawDatabase database = RawDatabase.OpenForReading(path, BusyTimeout);
            StoreSchema.ReadVersion(database, path);
        }
        catch (PerfStoreException exception) when (exception.Failure is StoreFailure.Locked or StoreFailure.ReadOnly or StoreFailure.Unavailable or StoreFailure.NoNativeLibrary)
        {
            // Trouble that may be over by the time the store is used, or that reading gets around.
        }
    }
}
