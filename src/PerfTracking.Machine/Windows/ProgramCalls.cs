using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Windows;

/// <summary>The calls of Windows that start programs and wait for them. They pass numbers and pointers alone.</summary>
internal static unsafe partial class ProgramCalls
{
    public const uint Suspended = 0x00000004; // CREATE_SUSPENDED
    public const uint UnicodeEnvironment = 0x00000400; // CREATE_UNICODE_ENVIRONMENT
    public const uint ExtendedStartup = 0x00080000; // EXTENDED_STARTUPINFO_PRESENT
    public const uint UseHandles = 0x00000100; // STARTF_USESTDHANDLES
    public const uint Forever = 0xffffffff; // INFINITE
    public const nint HandleList = 0x00020002; // PROC_THREAD_ATTRIBUTE_HANDLE_LIST
    public const int BasicAccounting = 1; // JobObjectBasicAccountingInformation

    [LibraryImport("kernel32", EntryPoint = "CreateProcessW", SetLastError = true)]
    public static partial int Create(char* application, char* line, void* processSecurity, void* threadSecurity, int inherit, uint flags, char* environment, char* folder, Startup* startup, Created* created);

    [LibraryImport("kernel32", EntryPoint = "InitializeProcThreadAttributeList", SetLastError = true)]
    public static partial int InitializeAttributes(void* list, int count, uint flags, nuint* size);

    [LibraryImport("kernel32", EntryPoint = "UpdateProcThreadAttribute", SetLastError = true)]
    public static partial int SetAttribute(void* list, uint flags, nint attribute, void* value, nuint size, void* before, nuint* returned);

    [LibraryImport("kernel32", EntryPoint = "DeleteProcThreadAttributeList")]
    public static partial void DeleteAttributes(void* list);

    [LibraryImport("kernel32", EntryPoint = "CreateJobObjectW", SetLastError = true)]
    public static partial nint CreateJob(void* security, char* name);

    [LibraryImport("kernel32", EntryPoint = "AssignProcessToJobObject", SetLastError = true)]
    public static partial int Assign(nint job, nint process);

    [LibraryImport("kernel32", EntryPoint = "QueryInformationJobObject", SetLastError = true)]
    public static partial int QueryJob(nint job, int kind, void* information, uint size, uint* returned);

    [LibraryImport("kernel32", EntryPoint = "TerminateJobObject")]
    public static partial int EndJob(nint job, uint exitCode);

    [LibraryImport("kernel32", EntryPoint = "TerminateProcess")]
    public static partial int EndProcess(nint process, uint exitCode);

    [LibraryImport("kernel32", EntryPoint = "ResumeThread")]
    public static partial uint Resume(nint thread);

    [LibraryImport("kernel32", EntryPoint = "WaitForSingleObject")]
    public static partial uint Await(nint handle, uint milliseconds);

    [LibraryImport("kernel32", EntryPoint = "GetExitCodeProcess")]
    public static partial int GetExitCode(nint process, uint* code);

    [LibraryImport("kernel32", EntryPoint = "GetStdHandle")]
    public static partial nint StandardHandle(int which);

    [LibraryImport("kernel32", EntryPoint = "DuplicateHandle", SetLastError = true)]
    public static partial int Duplicate(nint ofProcess, nint handle, nint forProcess, nint* copy, uint access, int inherit, uint options);

    /// <summary>STARTUPINFOEXW.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Startup
    {
        public uint Size;
        public char* Reserved;
        public char* Desktop;
        public char* Title;
        public uint X;
        public uint Y;
        public uint Width;
        public uint Height;
        public uint Columns;
        public uint Rows;
        public uint Fill;
        public uint Flags;
        public ushort Show;
        public ushort ReservedSize;
        public byte* ReservedBytes;
        public nint Input;
        public nint Output;
        public nint Error;
        public void* Attributes;
    }

    /// <summary>PROCESS_INFORMATION.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Created
    {
        public nint Process;
        public nint Thread;
        public int ProcessId;
        public int ThreadId;
    }

    /// <summary>JOBOBJECT_BASIC_ACCOUNTING_INFORMATION; times in 100 ns.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Accounting
    {
        public long User;
        public long Kernel;
        public long PeriodUser;
        public long PeriodKernel;
        public uint PageFaults;
        public uint Processes;
        public uint ActiveProcesses;
        public uint TerminatedProcesses;
    }
}
