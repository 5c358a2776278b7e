using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// What a process's first use of any store pays for and later ones do not: SQLite's library, its own beginning, and the look-up of
/// its functions. Done ahead, on a database in memory; no file is touched.
/// </summary>
public static class SqliteWarmUp
{
    /// <summary>Does it. May be called from any thread, and again.</summary>
    /// <exception cref="PerfStoreException"><see cref="StoreFailure.NoNativeLibrary"/>.</exception>
    public static void Run()
    {
        using RawDatabase memory = RawDatabase.Open(":memory:", TimeSpan.Zero);
        memory.ExecuteScript("PRAGMA foreign_keys = OFF");
        using RawStatement.Execution rows = memory.Prepare("SELECT ?1").Bind(1, 1L).Start();
        _ = rows.Read() && rows.Int64(0) == 1;
    }
}
