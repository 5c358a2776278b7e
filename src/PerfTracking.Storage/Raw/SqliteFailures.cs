using PerfTracking.Stores;

namespace PerfTracking.Storage.Raw;

/// <summary>Says in the user's words what SQLite's result codes mean (https://sqlite.org/rescode.html).</summary>
internal static class SqliteFailures
{
    private const int PrimaryMask = 0xFF;
    private const int IoErrorSharedMemorySize = 4874;

    /// <summary>The error for a result code.</summary>
    /// <param name="path">The store's path.</param>
    /// <param name="extendedCode">SQLite's extended result code.</param>
    /// <param name="detail">SQLite's own message.</param>
    /// <param name="inner">The provider's exception, where there was one.</param>
    public static PerfStoreException ToException(string path, int extendedCode, string detail, Exception? inner = null)
    {
        StoreFailure failure = Classify(extendedCode);
        StoreLocation location = StoreLocation.OfFile(path);
        return new PerfStoreException(failure, location, $"{Describe(failure, location)} (SQLite: {detail}, code {extendedCode})", inner);
    }

    /// <summary>The error for a store that can be read and not written.</summary>
    /// <param name="path">The store's path.</param>
    /// <param name="inner">What SQLite made of it.</param>
    public static PerfStoreException NotWritable(string path, Exception inner) =>
        new(StoreFailure.ReadOnly, StoreLocation.OfFile(path), Describe(StoreFailure.ReadOnly, StoreLocation.OfFile(path)), inner);

    /// <summary>The error for a store whose write-ahead log SQLite cannot read where it lies.</summary>
    /// <param name="path">The store's path.</param>
    /// <param name="inner">What SQLite made of it.</param>
    public static PerfStoreException LogNotReadable(string path, Exception inner) => new(
        StoreFailure.Unavailable,
        StoreLocation.OfFile(path),
        $"The store '{StoreLocation.OfFile(path)}' cannot be read where it lies: its latest changes are in '{StoreLocation.OfFile(path)}-wal', which needs its companion '-shm' or a folder that can be written. Copy the store with its '-wal' to such a folder.",
        inner);

    /// <summary>The error for a time that no store wrote. SQLite's own check knows nothing of it.</summary>
    /// <param name="path">The store's path.</param>
    public static PerfStoreException NoTime(string path) => new(
        StoreFailure.Corrupt,
        StoreLocation.OfFile(path),
        $"The store '{StoreLocation.OfFile(path)}' is damaged: where a time belongs it holds something else, so that another program has changed it. Put back a copy, or move it away to begin a new one.");

    private static StoreFailure Classify(int extendedCode) => extendedCode == IoErrorSharedMemorySize
        ? StoreFailure.Full
        : (extendedCode & PrimaryMask) switch
        {
            Sqlite3.Busy or Sqlite3.Locked => StoreFailure.Locked,
            Sqlite3.ReadOnly or Sqlite3.Permission => StoreFailure.ReadOnly,
            Sqlite3.Full => StoreFailure.Full,
            Sqlite3.Corrupt => StoreFailure.Corrupt,
            Sqlite3.NotADatabase => StoreFailure.NotAStore,
            Sqlite3.CannotOpen => StoreFailure.Unavailable,
            _ => StoreFailure.Failed,
        };

    private static string Describe(StoreFailure failure, StoreLocation location) => failure switch
    {
        StoreFailure.Locked => $"The store '{location}' is locked by another process. Try again when that process has finished.",
        StoreFailure.ReadOnly => $"The store '{location}' cannot be written. Check the permissions of the file, of its companions '-wal' and '-shm', and of their folder, or choose another store with Set-PerfStore.",
        StoreFailure.Full => $"There is no space left for the store '{location}'. Free some and then run Optimize-PerfStore, or choose another store with Set-PerfStore.",
        StoreFailure.Corrupt => $"The store '{location}' is damaged. Check it with Test-PerfStore, and move it away to begin a new one.",
        StoreFailure.NotAStore => $"The file '{location}' is not a PerfTracking store. It is left as it is; choose another path with Set-PerfStore.",
        StoreFailure.Unavailable => $"The store '{location}' cannot be opened. Check that the path is right and that its folder can be read and written.",
        _ => $"The store '{location}' failed.",
    };
}
