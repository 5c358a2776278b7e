using System.Diagnostics;
using System.Reflection;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Brings a store's tables to this version, by numbered scripts.</summary>
internal static class StoreSchema
{
    /// <summary>'PERF' in SQLite's header: tells our files from other databases.</summary>
    private const int ApplicationId = 0x50455246;

    /// <summary>
    /// A save changes the last page of each of its series, so that small pages are less to write. Half of SQLite's own: a window
    /// of 90 points is still one page, and a table with few rows takes half as much. A store keeps the size it was made with.
    /// </summary>
    private const int PageSize = 2048;

    private static readonly string[] Migrations = ["0001_history.sql", "0002_alerts.sql", "0003_order.sql", "0004_alert_steps.sql", "0005_outbox.sql", "0006_decisions.sql", "0007_alert_interval.sql"];

    /// <summary>The version this code reads and writes.</summary>
    public static int CurrentVersion => Migrations.Length;

    /// <summary>
    /// How many times as long as for a save a migration in another process is waited for: it rewrites the whole store, some 8 s for
    /// a million snapshots, and happens once.
    /// </summary>
    private const int MigrationPatience = 6;

    /// <summary>Checks that the file is a store of this version, or makes it one.</summary>
    /// <param name="database">The store, open for writing.</param>
    /// <param name="path">Its path.</param>
    /// <param name="lockTimeout">How long other processes that do the same are waited for.</param>
    /// <exception cref="PerfStoreException">It is another program's file, or a newer version's store.</exception>
    public static void Ensure(RawDatabase database, string path, TimeSpan lockTimeout)
    {
        int version = ReadVersion(database, path);
        if (version < CurrentVersion)
        {
            TimeSpan patience = version == 0 ? lockTimeout : lockTimeout * MigrationPatience;
            database.SetBusyTimeout(patience);
            if (version == 0)
            {
                database.ExecuteScript($"PRAGMA page_size = {PageSize}");
            }

            UseWriteAheadLog(database, patience);
            Migrate(database, path);
            database.SetBusyTimeout(lockTimeout);
        }
    }

    /// <summary>The version of the tables in a file; 0 for an empty one.</summary>
    /// <param name="database">The store.</param>
    /// <param name="path">Its path.</param>
    /// <exception cref="PerfStoreException">It is another program's file, or a newer version's store.</exception>
    public static int ReadVersion(RawDatabase database, string path)
    {
        long version = database.Prepare("PRAGMA user_version").Number() ?? 0;
        long application = database.Prepare("PRAGMA application_id").Number() ?? 0;
        if (application != ApplicationId && (version != 0 || application != 0 || database.Prepare("SELECT count(*) FROM sqlite_schema").Number() > 0))
        {
            throw new PerfStoreException(
                StoreFailure.NotAStore,
                StoreLocation.OfFile(path),
                $"The file '{StoreLocation.OfFile(path)}' is a database of another program. It is left as it is; choose another path with Set-PerfStore.");
        }

        if (version > CurrentVersion)
        {
            throw new PerfStoreException(
                StoreFailure.NewerVersion,
                StoreLocation.OfFile(path),
                $"The store '{StoreLocation.OfFile(path)}' has version {version}, and this PerfTracking knows versions up to {CurrentVersion}. Update the module, or choose another store with Set-PerfStore.");
        }

        return (int)version;
    }

    /// <summary>The error for a store of an earlier version that cannot be brought to this one where it lies.</summary>
    /// <param name="path">The store's path.</param>
    /// <param name="version">Its version.</param>
    /// <param name="inner">What SQLite made of it.</param>
    public static PerfStoreException NotMigrated(string path, int version, Exception inner) => new(
        StoreFailure.ReadOnly,
        StoreLocation.OfFile(path),
        $"The store '{StoreLocation.OfFile(path)}' has version {version} and has to be migrated to version {CurrentVersion} before it is read, but it cannot be written. Copy it to a disk that can be written, and read the copy.",
        inner);

    private static void Migrate(RawDatabase database, string path)
    {
        database.ExecuteScript("BEGIN IMMEDIATE");
        try
        {
            // Another process may have done it while this one waited for the lock.
            for (int version = ReadVersion(database, path); version < CurrentVersion; version++)
            {
                database.ExecuteScript(ReadScript(Migrations[version]));
            }

            database.ExecuteScript($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {CurrentVersion}; COMMIT");
        }
        catch
        {
            database.RollBack();
            throw;
        }
    }

    private static void UseWriteAheadLog(RawDatabase database, TimeSpan lockTimeout)
    {
        // SQLite does not call its busy handler for this change, so that several first saves at once must wait here.
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                database.ExecuteScript("PRAGMA journal_mode = WAL");
                return;
            }
            catch (PerfStoreException exception) when (exception.Failure == StoreFailure.Locked && waited.Elapsed < lockTimeout)
            {
                Thread.Sleep(5);
            }
        }
    }

    private static string ReadScript(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The migration '{name}' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
