using PerfTracking.Recording;

namespace PerfTracking.Machine;

/// <summary>What .NET knows of itself, on every system alike.</summary>
internal static class ManagedRuntime
{
    private const double MiB = 1024 * 1024;

    /// <summary>A reading of the system's part and .NET's.</summary>
    /// <inheritdoc cref="ProcessReading"/>
    public static ProcessReading Complete(double? peakMemoryMiB, double? cpuTimeMs, int? threads, int? handles) => new(
        peakMemoryMiB,
        GC.GetTotalMemory(forceFullCollection: false) / MiB,
        cpuTimeMs,
        GC.CollectionCount(0),
        GC.GetTotalPauseDuration().TotalMilliseconds,
        threads,
        handles);
}
