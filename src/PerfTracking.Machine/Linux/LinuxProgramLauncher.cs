using System.Runtime.InteropServices;
using PerfTracking.Machine.Unix;
using PerfTracking.Programs;

namespace PerfTracking.Machine.Linux;

/// <summary>Starts programs on Linux, and knows the three ways to a peak memory that is the program's own.</summary>
/// <remarks>
/// Linux counts the memory of whoever starts a program into ru_maxrss of the program (exec_mmap in fs/exec.c), so that a
/// program started from here seems to begin with the size of PowerShell. So the peak is known (1) where it is larger than that,
/// (2) in a run of its own, which a small shell starts (<see cref="GatedStart"/>), and (3) where the program has run for long
/// enough that its end can be looked at without its time showing it (<see cref="ExitWitness"/>).
/// </remarks>
/// <param name="time">The clock.</param>
public sealed partial class LinuxProgramLauncher(TimeProvider time) : UnixProgramLauncher(time)
{
    private const double KiBInMiB = 1024;

    /// <inheritdoc/>
    public override bool MemoryNeedsOwnRun => true;

    /// <inheritdoc/>
    public override bool CanCount => TaskCounters.AnyIsAllowed;

    private protected override SignalNumbers Signals => new(0, 18);

    private protected override RunningProgram Spawn(ProgramStart start, ProgramStreams streams, SpawnedProgram program, TimeProvider time, out long began)
    {
        if (start.Memory == MemoryReading.Exact && GatedStart.Open(start, streams) is { } gated)
        {
            using (gated)
            {
                TaskCounters? counters = start.Counted ? TaskCounters.Open(gated.Process, fromExec: true) : null;
                began = time.GetTimestamp();
                bool isAlone = !gated.UsesEnv;
                return gated.Release(counters is null ? null : () => Counted(counters, isAlone));
            }
        }

        return base.Spawn(start, streams, program, time, out began);
    }

    private protected override (long EndTimestamp, double? PeakMemoryMiB) Await(RunningProgram running, MemoryReading memory, TimeProvider time)
    {
        (double? witnessed, long? end) = memory == MemoryReading.WhereFree ? ExitWitness.Await(running, time) : default;
        if (end is not { } ended)
        {
            running.Await();
            ended = time.GetTimestamp();
            running.Reap(options: 0);
        }

        long? atStart = running.PeakMemoryAtStart ?? (long?)(LinuxProcessStatus.Read()?.PeakMemoryMiB * KiBInMiB);
        return (ended, running.PeakMemory > atStart ? running.PeakMemory / KiBInMiB : witnessed);
    }

    // The counters saw what the program started, and not the program itself.
    private static (long? Instructions, int? Processes) Counted(TaskCounters counters, bool isAlone)
    {
        using (counters)
        {
            return (isAlone ? counters.Instructions : null, 1 + counters.Processes);
        }
    }

    private protected override void EnterFolder(string folder)
    {
        const int currentFolder = 0x200; // CLONE_FS
        using var native = new NativeText();
        unsafe
        {
            if (Unshare(currentFolder) != 0 || ChangeFolder(native.Text(folder)) != 0)
            {
                throw new ProgramStartException($"A program cannot be started in '{folder}'.");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "unshare")]
    private static partial int Unshare(int what);

    [LibraryImport("libc", EntryPoint = "chdir")]
    private static unsafe partial int ChangeFolder(byte* folder);
}
