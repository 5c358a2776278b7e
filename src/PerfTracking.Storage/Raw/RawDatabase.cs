using SQLitePCL;

namespace PerfTracking.Storage.Raw;

/// <summary>
/// One connection on SQLite's own interface, with its statements kept prepared. The save path uses it because every
/// short script pays for what a provider or a mapper compiles at its first call; everything else uses
/// Microsoft.Data.Sqlite and Dapper. Not safe for several threads at once.
/// </summary>
internal sealed class RawDatabase : IDisposable
{
    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG, which the wrapper has no name for.</summary>
    private const int QueryPlannerStability = 1007;

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    private const int FileHasMoved = 20;

    private readonly sqlite3 _handle;
    private readonly string _location;
    private readonly bool _borrowed;
    private readonly Dictionary<string, RawStatement> _statements = new(StringComparer.Ordinal);

    private RawDatabase(sqlite3 handle, string location, bool borrowed)
    {
        _handle = handle;
        _location = location;
        _borrowed = borrowed;
    }

    /// <summary>The row id of the latest insert.</summary>
    public long LastInsertRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Whether the file was moved, replaced or deleted since it was opened. Windows lets nobody do that to an open store.</summary>
    public bool HasMoved
    {
        get
        {
            int moved = 0;
            return NativeSqlite.FileControl(_handle.DangerousGetHandle(), 0, FileHasMoved, ref moved) == raw.SQLITE_OK && moved != 0;
        }
    }

    /// <summary>Opens an existing file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="busyTimeout">How long a lock of another connection is waited for.</param>
    public static RawDatabase Open(string path, TimeSpan busyTimeout)
    {
        NativeSqlite.EnsureLoaded(path);
        int code = raw.sqlite3_open_v2(path, out sqlite3 handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        var database = new RawDatabase(handle, path, borrowed: false);
        try
        {
            database.Check(code);
            raw.sqlite3_extended_result_codes(handle, 1);

            // Without it a statement is compiled again for each value of a parameter that the planner looked at.
            raw.sqlite3_db_config(handle, QueryPlannerStability, 1, out _);
            database.SetBusyTimeout(busyTimeout);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Uses a connection that somebody else opened and will close.</summary>
    /// <param name="handle">The connection.</param>
    /// <param name="location">The file's path.</param>
    public static RawDatabase Borrow(sqlite3 handle, string location) => new(handle, location, borrowed: true);

    /// <summary>Sets how long a lock of another connection is waited for.</summary>
    /// <param name="timeout">Zero for not at all.</param>
    public void SetBusyTimeout(TimeSpan timeout) => raw.sqlite3_busy_timeout(_handle, (int)timeout.TotalMilliseconds);

    /// <summary>The prepared statement for a text; the same object for the same text.</summary>
    /// <param name="sql">One statement.</param>
    public RawStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out RawStatement? statement))
        {
            Check(raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt prepared));
            _statements.Add(sql, statement = new RawStatement(this, prepared));
        }

        return statement;
    }

    /// <summary>Runs a statement that returns nothing.</summary>
    /// <param name="sql">One statement.</param>
    public void Execute(string sql) => Prepare(sql).Run();

    /// <summary>Runs several statements once.</summary>
    /// <param name="script">The statements.</param>
    public void ExecuteScript(string script) => Check(raw.sqlite3_exec(_handle, script));

    /// <summary>The first column of the first row as a number, or <see langword="null"/> where there is no row.</summary>
    /// <param name="sql">One statement.</param>
    public long? QueryNumber(string sql)
    {
        using RawStatement.Execution rows = Prepare(sql).Start();
        return rows.Read() ? rows.Int64(0) : null;
    }

    /// <summary>Ends a transaction that may have ended already.</summary>
    public void RollBack()
    {
        if (raw.sqlite3_get_autocommit(_handle) == 0)
        {
            _ = raw.sqlite3_exec(_handle, "ROLLBACK");
        }
    }

    /// <summary>Raises an error for a result code that is one.</summary>
    /// <param name="code">What SQLite returned.</param>
    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteFailures.ToException(_location, raw.sqlite3_extended_errcode(_handle), raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RawStatement statement in _statements.Values)
        {
            statement.Finish();
        }

        _statements.Clear();
        if (!_borrowed)
        {
            _handle.Dispose();
        }
    }
}
