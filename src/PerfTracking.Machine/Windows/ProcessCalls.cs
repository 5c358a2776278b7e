using System.Runtime.InteropServices;

namespace PerfTracking.Machine.Windows;

/// <summary>The calls of Windows that tell what a process uses. They pass numbers and pointers alone, so that their code is compiled ahead.</summary>
internal static unsafe partial class ProcessCalls
{
    /// <summary>The pseudo handle that GetCurrentProcess returns.</summary>
    public const nint ThisProcess = -1;

    /// <summary>THREAD_QUERY_LIMITED_INFORMATION.</summary>
    public const uint QueryLimitedInformation = 0x0800;

    /// <summary>STATUS_NO_MORE_ENTRIES.</summary>
    public const int NoMoreEntries = unchecked((int)0x8000001A);

    /// <summary>Whether it could be read (PSAPI's GetProcessMemoryInfo, by the name it has in kernel32).</summary>
    [LibraryImport("kernel32", EntryPoint = "K32GetProcessMemoryInfo")]
    public static partial int GetMemoryInfo(nint process, MemoryCounters* counters, uint size);

    /// <summary>Times as FILETIMEs: kernel and user as durations.</summary>
    [LibraryImport("kernel32", EntryPoint = "GetProcessTimes")]
    public static partial int GetTimes(nint process, long* created, long* ended, long* kernel, long* user);

    /// <summary>The handles that a process has open.</summary>
    [LibraryImport("kernel32", EntryPoint = "GetProcessHandleCount")]
    public static partial int GetHandleCount(nint process, uint* count);

    /// <summary>The thread of a process behind another one; 0 for the first.</summary>
    [LibraryImport("ntdll", EntryPoint = "NtGetNextThread")]
    public static partial int GetNextThread(nint process, nint thread, uint access, uint attributes, uint flags, nint* next);

    /// <summary>Closes a handle.</summary>
    [LibraryImport("kernel32", EntryPoint = "CloseHandle")]
    public static partial int Close(nint handle);

    /// <summary>PROCESS_MEMORY_COUNTERS; sizes in bytes.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MemoryCounters
    {
        public uint Size;
        public uint PageFaults;
        public nuint PeakWorkingSet;
        public nuint WorkingSet;
        public nuint PeakPagedPool;
        public nuint PagedPool;
        public nuint PeakNonPagedPool;
        public nuint NonPagedPool;
        public nuint Pagefile;
        public nuint PeakPagefile;
    }
}
