using Microsoft.Data.Sqlite;
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

        using SqliteConnection connection = Guarded(OpenConnection);
        if (Guarded(() => VersionOf(connection)) == 0)
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

    private SqliteConnection OpenConnection()
    {
        NativeSqlite.EnsureProvided(Location);
        var options = new SqliteConnectionStringBuilder
        {
            DataSource = Location,
            Mode = SqliteOpenMode.ReadWrite,
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
