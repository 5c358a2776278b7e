using Microsoft.Data.Sqlite;
using PerfTracking.History;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <content>Connections for everything but saving.</content>
public sealed partial class SqliteStore
{
    /// <summary>Reads rows one at a time; the connection is open for as long as somebody reads.</summary>
    private IEnumerable<T> ReadGuarded<T>(Func<SqliteConnection, IEnumerable<T>> read)
    {
        if (!File.Exists(Location) || new FileInfo(Location).Length == 0)
        {
            yield break;
        }

        (SqliteConnection opened, int version) = OpenForReading();
        using SqliteConnection connection = opened;
        if (version == 0)
        {
            yield break;
        }

        // An iterator cannot yield inside a try with a catch, so each step is guarded by itself.
        using IEnumerator<T> rows = Guarded(() => read(connection).GetEnumerator());
        while (Guarded(rows.MoveNext))
        {
            yield return rows.Current;
        }
    }

    /// <summary>Changes something, in one immediate transaction.</summary>
    private T Change<T>(Func<SqliteConnection, SqliteTransaction, T> change) => Guarded(() =>
    {
        EnsureSchema();
        using SqliteConnection connection = OpenConnection();
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        T result = change(connection, transaction);
        transaction.Commit();
        return result;
    });

    private void EnsureSchema()
    {
        lock (_writerGate)
        {
            Writer();
        }
    }

    private (SqliteConnection Connection, int Version) OpenForReading()
    {
        try
        {
            return OpenVersioned(OpenConnection);
        }
        catch (PerfStoreException exception) when (exception.Failure is StoreFailure.Unavailable or StoreFailure.ReadOnly && RawDatabase.CanBeRead(Location))
        {
            return StoreFile.IsAtRest(Location) ? OpenVersioned(OpenAtRest) : throw SqliteFailures.LogNotReadable(Location, exception);
        }
    }

    private (SqliteConnection Connection, int Version) OpenVersioned(Func<SqliteConnection> open) => Guarded(() =>
    {
        SqliteConnection connection = open();
        try
        {
            return (connection, VersionOf(connection));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    });

    private SqliteConnection OpenConnection() => Open(Location, SqliteOpenMode.ReadWrite);

    // Even to read, SQLite writes an index beside a store with a write-ahead log, unless it is told that nobody changes the file.
    private SqliteConnection OpenAtRest() => Open(StoreFile.UriOf(Location) + "?immutable=1", SqliteOpenMode.ReadOnly);

    private SqliteConnection Open(string source, SqliteOpenMode mode)
    {
        NativeSqlite.EnsureProvided(Location);
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = (int)Math.Ceiling(_lockTimeout.TotalSeconds),
        };
        var connection = new SqliteConnection(options.ConnectionString);
        connection.Open();
        return connection;
    }

    private int VersionOf(SqliteConnection connection)
    {
        using RawDatabase shared = RawDatabase.Borrow(connection.Handle!.DangerousGetHandle(), Location);
        int version = StoreSchema.ReadVersion(shared, Location);
        if (version is > 0 && version < StoreSchema.CurrentVersion)
        {
            EnsureSchema();
        }

        return version;
    }

    private T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.ToException(Location, exception.SqliteExtendedErrorCode, exception.Message, exception);
        }
    }
}
