using System.Runtime.InteropServices;
using PerfTracking.History;
using SQLitePCL;

namespace PerfTracking.Storage.Raw;

/// <summary>Makes sure that the native library is there before anything touches it.</summary>
internal static partial class NativeSqlite
{
    private const string LibraryName = "e_sqlite3";
    private static readonly object Gate = new();
    private static bool _ready;

    /// <summary>Asks about an open file; the wrapper has no name for this call.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="schema">The attached database, UTF-8, or 0 for the main one.</param>
    /// <param name="operation">An SQLITE_FCNTL_ number.</param>
    /// <param name="answer">The answer.</param>
    /// <returns>SQLite's result code; SQLITE_NOTFOUND where the system has no answer.</returns>
    [LibraryImport(LibraryName, EntryPoint = "sqlite3_file_control")]
    internal static partial int FileControl(nint database, nint schema, int operation, ref int answer);

    /// <summary>
    /// Loads the library or says that it cannot be. A first use of <c>SqliteConnection</c> without it would poison that type
    /// until the process ends, so this comes before.
    /// </summary>
    /// <param name="location">The store that is to be opened, for the error.</param>
    /// <exception cref="PerfStoreException"><see cref="StoreFailure.NoNativeLibrary"/>.</exception>
    public static void EnsureLoaded(string location)
    {
        lock (Gate)
        {
            if (_ready)
            {
                return;
            }

            if (!NativeLibrary.TryLoad(LibraryName, typeof(NativeSqlite).Assembly, searchPath: null, out _))
            {
                throw new PerfStoreException(
                    StoreFailure.NoNativeLibrary,
                    location,
                    $"SQLite's native library '{LibraryName}' cannot be loaded on {RuntimeInformation.RuntimeIdentifier}. Reinstall the module, or use it on one of the systems it is built for.");
            }

            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            _ready = true;
        }
    }
}
