using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// The calls of the C library pass numbers and pointers alone, so that their code is compiled ahead with the assembly.
[assembly: DisableRuntimeMarshalling]

namespace PerfTracking.Machine;

/// <summary>The kernel's own count of CPU time, getrusage(2), on 64-bit Unix.</summary>
internal static partial class ResourceUsage
{
    private const int Self = 0;
    private const int Children = -1;

    /// <summary>User and system time of this process, in ms, or <see langword="null"/> where the system does not tell.</summary>
    public static double? OwnCpuTimeMs() => CpuTimeMs(Self);

    /// <summary>User and system time of the programs that this process has waited for, in ms, or <see langword="null"/>.</summary>
    public static double? ChildrenCpuTimeMs() => CpuTimeMs(Children);

    private static double? CpuTimeMs(int who)
    {
        // struct rusage begins with two timevals of two longs each; the rest is room.
        Span<long> usage = stackalloc long[32];
        return Environment.Is64BitProcess && GetResourceUsage(who, ref MemoryMarshal.GetReference(usage)) == 0
            ? (1000.0 * (usage[0] + usage[2])) + ((usage[1] + usage[3]) / 1000.0)
            : null;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, ref long usage);
}
