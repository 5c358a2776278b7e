using System.Runtime.InteropServices;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Raw;

/// <summary>
/// One connection on SQLite's own interface, with its statements kept prepared. Saving and reading use it because every
/// short script pays for what a provider or a mapper compiles at its first call; what a person changes in a store goes through
/// Microsoft.Data.Sqlite and Dapper. Not safe for several threads at once.
/// </summary>
internal sealed class RawDatabase : IDisposable
{
    private readonly nint _handle;
    private readonly string _path;
    private readonly Dictionary<string, RawStatement> _statements = new(StringComparer.Ordinal);

    private RawDatabase(nint handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    /// <summary>The row id of the latest insert.</summary>
    public long LastInsertRowId => Sqlite3.LastInsertRowId(_handle);

    /// <summary>Whether the file was moved, replaced or deleted since it was opened. Windows lets nobody do that to an open store.</summary>
    public bool HasMoved => Sqlite3.FileControl(_handle, 0, Sqlite3.FileHasMoved, out int moved) == Sqlite3.Ok && moved != 0;

    /// <summary>Whether the file was opened as one that nobody changes.</summary>
    public bool IsAtRest { get; private init; }

    /// <summary>Opens an existing file.</summary>
    /// <param name="path">Its full path.</param>
    /// <param name="busyTimeout">How long a lock of another connection is waited for.</param>
    public static RawDatabase Open(string path, TimeSpan busyTimeout) => Open(path, path, Sqlite3.OpenReadWrite, busyTimeout);

    /// <summary>Opens an existing file to read it.</summary>
    /// <inheritdoc cref="Open(string, TimeSpan)"/>
    public static RawDatabase OpenForReading(string path, TimeSpan busyTimeout) => Open(path, path, Sqlite3.OpenReadOnly, busyTimeout);

    private static RawDatabase Open(string source, string path, int flags, TimeSpan busyTimeout)
    {
        NativeSqlite.EnsureLoaded(path);
        int code = Sqlite3.Open(source, out nint handle, flags | Sqlite3.OpenNoMutex, 0);
        var database = new RawDatabase(handle, path) { IsAtRest = (flags & Sqlite3.OpenUri) != 0 };
        try
        {
            database.Check(code);
            database.Check(Sqlite3.UseExtendedResultCodes(handle, 1));
            database.SetBusyTimeout(busyTimeout);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens a file that nobody changes. Even to read, SQLite writes an index beside a store with a write-ahead log, unless it is
    /// told so.
    /// </summary>
    /// <param name="path">Its full path.</param>
    public static RawDatabase OpenAtRest(string path) =>
        Open(SqliteUri.Of(path) + "?immutable=1", path, Sqlite3.OpenReadOnly | Sqlite3.OpenUri, TimeSpan.Zero);

    /// <summary>Whether the file is there and this process may read it.</summary>
    /// <remarks>SQLite is asked, because a file closed past it takes the process's locks on that file along (https://sqlite.org/howtocorrupt.html, 2.2).</remarks>
    /// <param name="path">Its full path.</param>
    public static bool CanBeRead(string path)
    {
        NativeSqlite.EnsureLoaded(path);
        int code = Sqlite3.Open(path, out nint handle, Sqlite3.OpenReadOnly | Sqlite3.OpenNoMutex, 0);
        _ = Sqlite3.Close(handle);
        return code == Sqlite3.Ok;
    }

    /// <summary>Sets how long a lock of another connection is waited for.</summary>
    /// <param name="timeout">Zero for not at all.</param>
    public void SetBusyTimeout(TimeSpan timeout) => _ = Sqlite3.SetBusyTimeout(_handle, (int)timeout.TotalMilliseconds);

    /// <summary>The prepared statement for a text; the same object for the same text.</summary>
    /// <param name="sql">One statement.</param>
    public RawStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out RawStatement? statement))
        {
            Check(Sqlite3.Prepare(_handle, sql, -1, Sqlite3.PreparePersistent, out nint prepared, 0));
            _statements.Add(sql, statement = new RawStatement(this, prepared));
        }

        return statement;
    }

    /// <summary>Runs a statement that returns nothing.</summary>
    /// <param name="sql">One statement.</param>
    public void Execute(string sql) => Prepare(sql).Run();

    /// <summary>Runs several statements once.</summary>
    /// <param name="script">The statements.</param>
    public void ExecuteScript(string script) => Check(Sqlite3.Execute(_handle, script, 0, 0, 0));

    /// <summary>Ends the statement that runs, from another thread, as a failure of it.</summary>
    public void Interrupt() => Sqlite3.Interrupt(_handle);

    /// <summary>The first column of every row as text.</summary>
    /// <param name="sql">One statement.</param>
    public List<string> QueryTexts(string sql)
    {
        var texts = new List<string>();
        using RawStatement.Execution rows = Prepare(sql).Start();
        while (rows.Read())
        {
            texts.Add(rows.Text(0));
        }

        return texts;
    }

    /// <summary>Ends a transaction that may have ended already.</summary>
    public void RollBack()
    {
        if (Sqlite3.IsOutsideTransaction(_handle) == 0)
        {
            _ = Sqlite3.Execute(_handle, "ROLLBACK", 0, 0, 0);
        }
    }

    /// <summary>Raises an error for a result code that is one.</summary>
    /// <param name="code">What SQLite returned.</param>
    public void Check(int code)
    {
        if (code is not (Sqlite3.Ok or Sqlite3.Row or Sqlite3.Done))
        {
            throw SqliteFailures.ToException(_path, Sqlite3.ExtendedErrorCode(_handle), ErrorMessage());
        }
    }

    /// <summary>The error for a time that no store wrote.</summary>
    public PerfStoreException NoTime() => SqliteFailures.NoTime(_path);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (RawStatement statement in _statements.Values)
        {
            statement.Finish();
        }

        _statements.Clear();
        _ = Sqlite3.Close(_handle);
    }

    private unsafe string ErrorMessage() => Marshal.PtrToStringUTF8((nint)Sqlite3.ErrorMessage(_handle)) ?? string.Empty;
}
