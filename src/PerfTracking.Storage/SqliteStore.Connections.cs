using Microsoft.Data.Sqlite;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <content>Connections for everything but saving.</content>
public sealed partial class SqliteStore
{
    /// <summary>Reads rows one at a time; the connection is open for as long as somebody reads.</summary>
    private IEnumerable<T> Read<T>(Func<RawDatabase, IEnumerable<T>> read)
    {
        if (!File.Exists(_path) || new FileInfo(_path).Length == 0)
        {
            yield break;
        }

        using RawDatabase? database = OpenForReading();
        if (database is null)
        {
            yield break;
        }

        foreach (T row in read(database))
        {
            yield return row;
        }
    }

    /// <summary>Changes something, in one immediate transaction.</summary>
    private T Change<T>(Func<SqliteConnection, SqliteTransaction, T> change) => Guarded(connection =>
    {
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        T result = change(connection, transaction);
        transaction.Commit();
        return result;
    });

    private T Guarded<T>(Func<SqliteConnection, T> action)
    {
        EnsureSchema();
        NativeSqlite.EnsureProvided(_path);
        try
        {
            var options = new SqliteConnectionStringBuilder
            {
                DataSource = _path,
                Mode = SqliteOpenMode.ReadWrite,
                Pooling = false,
                ForeignKeys = true,
                DefaultTimeout = (int)Math.Ceiling(_lockTimeout.TotalSeconds),
            };
            using var connection = new SqliteConnection(options.ConnectionString);
            connection.Open();
            return action(connection);
        }
        catch (SqliteException exception)
        {
            throw SqliteFailures.ToException(_path, exception.SqliteExtendedErrorCode, exception.Message, exception);
        }
    }

    private void EnsureSchema()
    {
        lock (_writerGate)
        {
            Writer();
        }
    }

    // Nothing for a file that is empty yet.
    private RawDatabase? OpenForReading()
    {
        try
        {
            return OpenVersioned(RawDatabase.Open(_path, _lockTimeout));
        }
        catch (PerfStoreException exception) when (exception.Failure is StoreFailure.Unavailable or StoreFailure.ReadOnly && RawDatabase.CanBeRead(_path))
        {
            return StoreFile.IsAtRest(_path) ? OpenVersioned(RawDatabase.OpenAtRest(_path)) : throw SqliteFailures.LogNotReadable(_path, exception);
        }
    }

    private RawDatabase? OpenVersioned(RawDatabase database)
    {
        try
        {
            int version = StoreSchema.ReadVersion(database, _path);
            if (version is > 0 && version < StoreSchema.CurrentVersion)
            {
                EnsureSchema();
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
}
