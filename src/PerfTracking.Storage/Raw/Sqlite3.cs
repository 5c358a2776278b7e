using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every call below passes numbers and pointers alone, so that its code is compiled ahead with the assembly and not in each
// fresh process.
[assembly: DisableRuntimeMarshalling]

namespace PerfTracking.Storage.Raw;

/// <summary>
/// The few calls of SQLite's C interface that saving and reading need (https://sqlite.org/c3ref/funclist.html), from the same native
/// library that Microsoft.Data.Sqlite uses. Through its wrapper, which compiles a stub for each call, the first save of a
/// process would cost about 10 ms more.
/// </summary>
internal static unsafe partial class Sqlite3
{
    /// <summary>The native library's name.</summary>
    public const string Library = "e_sqlite3";

    /// <summary>Result codes (https://sqlite.org/rescode.html).</summary>
    public const int Ok = 0, Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26, Row = 100, Done = 101;

    /// <summary>SQLITE_OPEN_READONLY: an existing file, for reading.</summary>
    public const int OpenReadOnly = 0x1;

    /// <summary>SQLITE_OPEN_READWRITE: an existing file, for writing.</summary>
    public const int OpenReadWrite = 0x2;

    /// <summary>SQLITE_OPEN_URI: the path is a URI, with settings behind it.</summary>
    public const int OpenUri = 0x40;

    /// <summary>SQLITE_OPEN_NOMUTEX: the caller sees to it that one thread at a time uses the connection.</summary>
    public const int OpenNoMutex = 0x8000;

    /// <summary>SQLITE_PREPARE_PERSISTENT: the statement will be used often.</summary>
    public const uint PreparePersistent = 1;

    /// <summary>SQLITE_NULL, as a type of a column.</summary>
    public const int NullType = 5;

    /// <summary>SQLITE_TRANSIENT: what is bound is copied at once.</summary>
    public const nint Transient = -1;

    /// <summary>SQLITE_FCNTL_HAS_MOVED.</summary>
    public const int FileHasMoved = 20;

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, out nint database, int flags, nint fileSystem);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_interrupt")]
    public static partial void Interrupt(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_result_codes")]
    public static partial int UseExtendedResultCodes(nint database, int on);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_errcode")]
    public static partial int ExtendedErrorCode(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    public static partial byte* ErrorMessage(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int SetBusyTimeout(nint database, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_file_control")]
    public static partial int FileControl(nint database, nint schema, int operation, out int answer);

    [LibraryImport(Library, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int IsOutsideTransaction(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_last_insert_rowid")]
    public static partial long LastInsertRowId(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(nint database, string script, nint callback, nint argument, nint error);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Prepare(nint database, string sql, int bytes, uint flags, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int Finish(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    public static partial int BindInt64(nint statement, int index, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_double")]
    public static partial int BindDouble(nint statement, int index, double value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    public static partial int BindText(nint statement, int index, byte* text, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int index, byte* value, int bytes, nint destructor);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    public static partial int BindNull(nint statement, int index);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    public static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_double")]
    public static partial double ColumnDouble(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_text")]
    public static partial byte* ColumnText(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    public static partial byte* ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    public static partial int ColumnBytes(nint statement, int column);
}
