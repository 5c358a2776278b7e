using PerfTracking.Programs;

namespace PerfTracking.Machine;

/// <summary>For systems that keep their counters to themselves.</summary>
public sealed class NoInstructionCounter : IInstructionCounter
{
    /// <inheritdoc/>
    public Func<long?>? Begin() => null;
}
