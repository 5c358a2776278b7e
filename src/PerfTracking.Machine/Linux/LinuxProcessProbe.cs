using PerfTracking.Machine.Unix;
using PerfTracking.Recording;

namespace PerfTracking.Machine.Linux;

/// <summary>Reads what this process uses from one file of the kernel and two calls.</summary>
public sealed class LinuxProcessProbe : IProcessProbe
{
    /// <inheritdoc/>
    public ProcessReading Read()
    {
        LinuxProcessStatus? status = LinuxProcessStatus.Read();
        return ManagedRuntime.Complete(status?.PeakMemoryMiB, ResourceUsage.OwnCpuTimeMs(), status?.Threads, OpenDescriptors.Count());
    }
}
