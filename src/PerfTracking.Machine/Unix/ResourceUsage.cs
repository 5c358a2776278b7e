using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// The calls of the C library pass numbers and pointers alone, so that their code is compiled ahead with the assembly.
[assembly: DisableRuntimeMarshalling]

namespace PerfTracking.Machine.Unix;

/// <summary>The kernel's own count of CPU time and memory, getrusage(2), on 64-bit Unix.</summary>
internal static partial class ResourceUsage
{
    /// <summary>What has room for a struct rusage on every system.</summary>
    public const int Longs = 32;

    private const int Self = 0;

    /// <summary>User and system time of this process, in ms, or <see langword="null"/> where the system does not tell.</summary>
    public static double? OwnCpuTimeMs()
    {
        Span<long> usage = stackalloc long[Longs];
        return ReadOwn(usage) ? CpuTimeMs(usage) : null;
    }

    /// <summary>
    /// The largest resident set of this process, or <see langword="null"/> where the system does not tell: in bytes on macOS,
    /// in KiB on Linux, where it begins with the size of the process that started this one.
    /// </summary>
    public static long? OwnPeakMemory()
    {
        Span<long> usage = stackalloc long[Longs];
        return ReadOwn(usage) ? usage[4] : null;
    }

    /// <summary>User and system time, in ms.</summary>
    /// <param name="usage">A struct rusage: it begins with two timevals, of a long and, on macOS, an int with four bytes of padding behind it.</param>
    public static double CpuTimeMs(ReadOnlySpan<long> usage) => (1000.0 * (usage[0] + usage[2])) + (((int)usage[1] + (int)usage[3]) / 1000.0);

    private static bool ReadOwn(Span<long> usage) =>
        Environment.Is64BitProcess && GetResourceUsage(Self, ref MemoryMarshal.GetReference(usage)) == 0;

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
