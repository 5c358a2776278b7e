using System.Runtime.InteropServices;
using PerfTracking.Stores;
using SQLitePCL;

namespace PerfTracking.Storage.Raw;

/// <summary>Makes sure that the native library is there before anything touches it.</summary>
internal static class NativeSqlite
{
    private static readonly object Gate = new();
    private static bool _loaded;
    private static bool _provided;

    /// <summary>Loads the library or says that it cannot be.</summary>
    /// <param name="path">The store that is to be opened, for the error.</param>
    /// <exception cref="PerfStoreException"><see cref="StoreFailure.NoNativeLibrary"/>.</exception>
    public static void EnsureLoaded(string path)
    {
        lock (Gate)
        {
            if (!_loaded && !NativeLibrary.TryLoad(Sqlite3.Library, typeof(NativeSqlite).Assembly, searchPath: null, out _))
            {
                string advice = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64
                    ? "Install the module again."
                    : "The module carries it for x64 and arm64: run PowerShell for one of them, where this machine can.";
                throw new PerfStoreException(
                    StoreFailure.NoNativeLibrary,
                    StoreLocation.OfFile(path),
                    $"SQLite's native library '{Sqlite3.Library}' cannot be loaded in a {RuntimeInformation.ProcessArchitecture} process on {RuntimeInformation.RuntimeIdentifier}. {advice}");
            }

            _loaded = true;
        }
    }

    /// <summary>
    /// Makes the library ready for Microsoft.Data.Sqlite. A first use of <c>SqliteConnection</c> without it would poison that
    /// type until the process ends, so this comes before.
    /// </summary>
    /// <inheritdoc cref="EnsureLoaded"/>
    public static void EnsureProvided(string path)
    {
        EnsureLoaded(path);
        lock (Gate)
        {
            if (!_provided)
            {
                raw.SetProvider(new SQLite3Provider_e_sqlite3());
                _provided = true;
            }
        }
    }
}
