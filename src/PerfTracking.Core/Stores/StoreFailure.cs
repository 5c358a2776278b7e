namespace PerfTracking.Stores;

/// <summary>The kinds of trouble with a store; each has its own error id, <c>Store</c> and the name.</summary>
public enum StoreFailure
{
    /// <summary>The path that was given names nothing, and nothing was to be saved that would make a store there.</summary>
    NotFound,

    /// <summary>The file or its folder cannot be opened or created.</summary>
    Unavailable,

    /// <summary>The file or its folder cannot be written.</summary>
    ReadOnly,

    /// <summary>Another process holds the store's lock for longer than the timeout.</summary>
    Locked,

    /// <summary>The disk, or a quota, is full.</summary>
    Full,

    /// <summary>The file is damaged.</summary>
    Corrupt,

    /// <summary>The file is not a PerfTracking store; it is left as it is.</summary>
    NotAStore,

    /// <summary>The store was written by a newer version of PerfTracking.</summary>
    NewerVersion,

    /// <summary>The native SQLite library cannot be loaded on this system.</summary>
    NoNativeLibrary,

    /// <summary>Any other failure of the database.</summary>
    Failed,
}
