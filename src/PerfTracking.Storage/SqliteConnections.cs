using Microsoft.Data.Sqlite;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// The connections to one store, which all of its ports share: the one that writes, kept open and lent to one thread at a time,
/// and those that last for one question or one change.
/// </summary>
/// <param name="path">The file's full path; nothing is opened or created before it is used.</param>
/// <param name="lockTimeout">How long a lock of another process is waited for.</param>
internal sealed class SqliteConnections(string path, TimeSpan lockTimeout) : IDisposable
{
    // Whoever opens a store that nobody else has open reads its whole log first: 5 ms for SQLite's own thousand pages, a quarter of
    // that for these. A process that has just begun may end after one save, as all of its kind do, so that it folds the log in
    // early; one that saves again writes the same pages again, and folds them in once for many.
    private const int FirstLogPages = 256, LogPages = 1000;

    private readonly object _writerGate = new();
    private readonly KeptReader _reader = new();
    private RawDatabase? _writer;
    private bool _hasBegun;

    /// <summary>The file's full path.</summary>
    public string Path => path;

    /// <summary>How long a lock of another process is waited for.</summary>
    public TimeSpan LockTimeout => lockTimeout;

    /// <summary>What the writing connection has read or written; for whoever was lent it.</summary>
    public WriterMemory Memory { get; } = new();

    /// <summary>Lends the writing connection to this thread, until <see cref="ReturnWriter"/>.</summary>
    public RawDatabase TakeWriter()
    {
        Monitor.Enter(_writerGate);
        try
        {
            return Writer();
        }
        catch
        {
            ReturnWriter(failed: true);
            throw;
        }
    }

    /// <summary>Takes the writing connection back.</summary>
    /// <param name="failed">Whether something went wrong: the next use begins with a fresh look at the file.</param>
    public void ReturnWriter(bool failed)
    {
        if (failed)
        {
            CloseWriter();
        }

        Monitor.Exit(_writerGate);
    }

    /// <summary>Reads rows one at a time; the connection is open for as long as somebody reads, or keeps one (<see cref="KeepReader"/>).</summary>
    public IEnumerable<T> Read<T>(Func<RawDatabase, IEnumerable<T>> read)
    {
        RawDatabase? database = _reader.Take() ?? OpenForReading();
        if (database is null)
        {
            yield break;
        }

        bool failed = true;
        try
        {
            using IEnumerator<T> rows = read(database).GetEnumerator();
            while (rows.MoveNext())
            {
                // Whoever has seen enough leaves here.
                failed = false;
                yield return rows.Current;
                failed = true;
            }

            failed = false;
        }
        finally
        {
            _reader.Return(database, failed);
        }
    }

    /// <summary>Keeps a connection that has read, for the next question, until the answer is disposed of.</summary>
    public IDisposable KeepReader() => _reader.Keep();

    /// <summary>Writes rows that the raw layer knows, in one immediate transaction on the writing connection.</summary>
    public T Write<T>(Func<RawDatabase, T> write)
    {
        RawDatabase database = TakeWriter();
        bool failed = true;
        try
        {
            database.Execute("BEGIN IMMEDIATE");
            Memory.Clear();
            T result = write(database);
            database.Execute("COMMIT");
            Memory.Clear();
            failed = false;
            return result;
        }
        finally
        {
            ReturnWriter(failed);
        }
    }

    /// <summary>Changes something, in one immediate transaction.</summary>
    public T Change<T>(Func<SqliteConnection, SqliteTransaction, T> change) => Guarded(connection =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        T result = change(connection, transaction);
        transaction.Commit();
        return result;
    });

    /// <summary>Does something to a store of this version, outside a transaction.</summary>
    public T Guarded<T>(Func<SqliteConnection, T> action)
    {
        EnsureSchema();
        NativeSqlite.EnsureProvided(path);
        try
        {
            var options = new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = (int)Math.Ceiling(lockTimeout.TotalSeconds),
            };
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            return action(connection);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.ToException(path, exception.SqliteExtendedErrorCode, DetailOf(exception), exception);
        }
    }

    /// <summary>Closes the connections that wait; a later use opens them again.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        lock (_writerGate)
        {
            CloseWriter();
        }
    }

    private void EnsureSchema()
    {
        lock (_writerGate)
        {
            Writer();
        }
    }

    /// <summary>Opens a connection of its own to read; <see langword="null"/> for a file that is not there or empty yet.</summary>
    public RawDatabase? OpenForReading()
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            StoreFile.RefuseFolder(path);
            return null;
        }

        try
        {
            return OpenVersioned(RawDatabase.Open(path, lockTimeout));
        }
        catch (PerfStoreException exception) when (exception.Failure is StoreFailure.Unavailable or StoreFailure.ReadOnly && RawDatabase.CanBeRead(path))
        {
            return StoreFile.IsAtRest(path) ? OpenVersioned(RawDatabase.OpenAtRest(path)) : throw SqliteFailures.LogNotReadable(path, exception);
        }
    }

    private RawDatabase? OpenVersioned(RawDatabase database)
    {
        try
        {
            int version = StoreSchema.ReadVersion(database, path);
            if (version is > 0 && version < StoreSchema.CurrentVersion)
            {
                Migrate(version);
            }

            if (version > 0)
            {
                return database;
            }
        }
        catch
        {
            database.Dispose();
            throw;
        }

        database.Dispose();
        return null;
    }

    private void Migrate(int version)
    {
        try
        {
            EnsureSchema();
        }
        catch (PerfStoreException exception) when (exception.Failure == StoreFailure.ReadOnly)
        {
            throw StoreSchema.NotMigrated(path, version, exception);
        }
    }

    private RawDatabase Writer()
    {
        // Somebody may have deleted or replaced the file: what is written to the old one would be lost.
        if (_writer is { HasMoved: false })
        {
            if (!_hasBegun)
            {
                _hasBegun = true;
                _writer.ExecuteScript($"PRAGMA wal_autocheckpoint = {LogPages}");
            }

            return _writer;
        }

        CloseWriter();
        StoreFile.EnsureExists(path);
        RawDatabase opened = RawDatabase.Open(path, lockTimeout);
        try
        {
            StoreSchema.Ensure(opened, path, lockTimeout);

            // Every key is looked up by the save itself, so that checking it again buys nothing.
            opened.ExecuteScript($"PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF; PRAGMA wal_autocheckpoint = {FirstLogPages}");
        }
        catch (PerfStoreException exception) when (exception.Failure == StoreFailure.Unavailable && RawDatabase.CanBeRead(path))
        {
            // What SQLite could not open are the files it writes beside the store.
            opened.Dispose();
            throw SqliteFailures.NotWritable(path, exception);
        }
        catch
        {
            opened.Dispose();
            throw;
        }

        _hasBegun = false;
        return _writer = opened;
    }

    // SQLite's own words out of the provider's "SQLite Error 8: 'attempt to write a readonly database'."
    private static string DetailOf(SqliteException exception)
    {
        string begin = FormattableString.Invariant($"SQLite Error {exception.SqliteErrorCode}: '");
        const string end = "'.";
        string message = exception.Message;
        return message.StartsWith(begin, StringComparison.Ordinal) && message.EndsWith(end, StringComparison.Ordinal) ? message[begin.Length..^end.Length] : message;
    }

    private void CloseWriter()
    {
        _writer?.Dispose();
        _writer = null;
        Memory.Clear();
    }
}
