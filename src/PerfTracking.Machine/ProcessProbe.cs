using System.Diagnostics;
using PerfTracking.Recording;

namespace PerfTracking.Machine;

/// <summary>Reads what this process uses.</summary>
public sealed class ProcessProbe : IProcessProbe
{
    private const double MiB = 1024 * 1024;

    /// <inheritdoc/>
    public ProcessReading Read()
    {
        using var process = Process.GetCurrentProcess();
        double peak = process.PeakWorkingSet64 is > 0 and var known ? known : process.WorkingSet64;
        return new ProcessReading(
            peak / MiB,
            GC.GetTotalMemory(forceFullCollection: false) / MiB,
            process.TotalProcessorTime.TotalMilliseconds,
            GC.CollectionCount(0),
            GC.GetTotalPauseDuration().TotalMilliseconds,
            process.Threads.Count,
            process.HandleCount);
    }
}
