using System.Buffers.Binary;
using System.Runtime.InteropServices;
using PerfTracking.Machine.Unix;
using PerfTracking.Recording;

namespace PerfTracking.Machine.Mac;

/// <summary>Reads what this process uses by direct calls. macOS tells no number of open handles that would be cheap and right, so that there is none.</summary>
public sealed partial class MacProcessProbe : IProcessProbe
{
    private const double MiB = 1024 * 1024;
    private const int TaskInfo = 4; // PROC_PIDTASKINFO of <sys/proc_info.h>
    private const int TaskInfoSize = 96; // sizeof(struct proc_taskinfo)
    private const int ThreadsOffset = 84; // of pti_threadnum

    /// <inheritdoc/>
    public ProcessReading Read() => ManagedRuntime.Complete(ResourceUsage.OwnPeakMemory() / MiB, ResourceUsage.OwnCpuTimeMs(), Threads(), handles: null);

    private static int? Threads()
    {
        Span<byte> info = stackalloc byte[TaskInfoSize];
        return GetProcessInfo(Environment.ProcessId, TaskInfo, 0, ref MemoryMarshal.GetReference(info), TaskInfoSize) == TaskInfoSize
            ? BinaryPrimitives.ReadInt32LittleEndian(info[ThreadsOffset..])
            : null;
    }

    [LibraryImport("libproc", EntryPoint = "proc_pidinfo")]
    private static partial int GetProcessInfo(int process, int flavor, ulong argument, ref byte info, int size);
}
