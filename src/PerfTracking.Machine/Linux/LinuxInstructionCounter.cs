using PerfTracking.Programs;

namespace PerfTracking.Machine.Linux;

/// <summary>Counts by the processor's own counters, where the kernel lets us.</summary>
public sealed class LinuxInstructionCounter : IInstructionCounter
{
    private const int ThisThread = 0;

    /// <inheritdoc/>
    public Func<long?>? Begin() => TaskCounters.Open(ThisThread, fromExec: false) is { } counters ? () =>
    {
        using (counters)
        {
            return counters.Instructions;
        }
    }
    : null;
}
