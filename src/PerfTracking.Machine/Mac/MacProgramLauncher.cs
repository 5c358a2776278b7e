using PerfTracking.Machine.Unix;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Mac;

/// <summary>
/// Starts programs on macOS, whose posix_spawn makes a process with a memory of its own: ru_maxrss is the program's from the
/// beginning, and in bytes.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class MacProgramLauncher(TimeProvider time) : UnixProgramLauncher(time)
{
    private const double MiB = 1024 * 1024;

    /// <inheritdoc/>
    public override bool CanCount => false;

    /// <inheritdoc/>
    public override bool MemoryNeedsOwnRun => false;

    private protected override SignalNumbers Signals => new(1, 19);

    private protected override (long EndTimestamp, double? PeakMemoryMiB) Await(RunningProgram running, MemoryReading memory, TimeProvider time)
    {
        running.Await();
        long ended = time.GetTimestamp();
        running.Reap(options: 0);
        return (ended, running.PeakMemory / MiB);
    }

    private protected override void EnterFolder(string folder) => throw new ProgramStartException($"This macOS is too old to start a program in '{folder}'.");
}
