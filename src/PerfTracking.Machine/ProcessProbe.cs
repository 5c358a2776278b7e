using System.Diagnostics;
using PerfTracking.Recording;

namespace PerfTracking.Machine;

/// <summary>Reads what this process uses.</summary>
public sealed class ProcessProbe : IProcessProbe
{
    private const double MiB = 1024 * 1024;

    /// <inheritdoc/>
    public ProcessReading Read() =>
        OperatingSystem.IsLinux() && LinuxProcessStatus.Read() is { } status && ResourceUsage.OwnCpuTimeMs() is { } cpuTime
            ? Complete(status.PeakMemoryMiB, cpuTime, status.Threads, OpenDescriptors.Count())
            : ReadByProcess();

    private static ProcessReading ReadByProcess()
    {
        using var process = Process.GetCurrentProcess();
        long peak = process.PeakWorkingSet64 is > 0 and var known ? known : process.WorkingSet64;
        return Complete(peak / MiB, process.TotalProcessorTime.TotalMilliseconds, process.Threads.Count, process.HandleCount);
    }

    private static ProcessReading Complete(double peakMemoryMiB, double cpuTimeMs, int threads, int handles) => new(
        peakMemoryMiB,
        GC.GetTotalMemory(forceFullCollection: false) / MiB,
        cpuTimeMs,
        GC.CollectionCount(0),
        GC.GetTotalPauseDuration().TotalMilliseconds,
        threads,
        handles);
}
