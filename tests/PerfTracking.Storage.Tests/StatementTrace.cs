using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace PerfTracking.Storage.Tests;

/// <summary>Hears every statement that connections to one file run, whoever opens them (sqlite3_auto_extension, sqlite3_trace_v2).</summary>
internal sealed unsafe partial class StatementTrace : IDisposable
{
    private const uint TraceProfile = 2;
    private const int VirtualMachineSteps = 4;
    private static readonly object Gate = new();
    private static StatementTrace? _listening;

    private readonly string _path;
    private readonly HashSet<string> _statements = [];

    public StatementTrace(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        _path = path;
        Monitor.Enter(Gate);
        _listening = this;
        _ = AutoExtension(&OnOpened);
    }

    /// <summary>The statements so far, with their parameters as they were written.</summary>
    public IReadOnlyCollection<string> Statements => _statements;

    /// <summary>How many steps SQLite's virtual machine took for them (SQLITE_STMTSTATUS_VM_STEP), each run of a statement counted.</summary>
    public long Steps { get; private set; }

    /// <summary>How many connections were opened.</summary>
    public int Connections { get; private set; }

    /// <summary>Forgets the statements so far.</summary>
    public void Clear()
    {
        lock (_statements)
        {
            _statements.Clear();
            Steps = 0;
        }
    }

    public void Dispose()
    {
        _ = CancelAutoExtension(&OnOpened);
        _listening = null;
        Monitor.Exit(Gate);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnOpened(nint database, nint message, nint api)
    {
        if (_listening is { } listening && Marshal.PtrToStringUTF8(FileName(database, "main")) == listening._path)
        {
            listening.Connections++;

            // When a statement ends its text is whole; when it begins the callback may be told of triggers instead.
            _ = Trace(database, TraceProfile, &OnStatement, 0);
        }

        return 0;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int OnStatement(uint kind, nint context, nint statement, nint nanoseconds)
    {
        if (_listening is { } trace && Marshal.PtrToStringUTF8(Text(statement)) is { } text)
        {
            lock (trace._statements)
            {
                trace._statements.Add(text);
                trace.Steps += Status(statement, VirtualMachineSteps, 1);
            }
        }

        return 0;
    }

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_auto_extension")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int AutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> entry);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_cancel_auto_extension")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int CancelAutoExtension(delegate* unmanaged[Cdecl]<nint, nint, nint, int> entry);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_trace_v2")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Trace(nint database, uint mask, delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int> callback, nint context);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_stmt_status")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Status(nint statement, int what, int reset);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_db_filename", StringMarshalling = StringMarshalling.Utf8)]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint FileName(nint database, string name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_sql")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial nint Text(nint statement);
}
