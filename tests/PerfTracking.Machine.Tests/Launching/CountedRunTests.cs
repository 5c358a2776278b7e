using System.Diagnostics;
using PerfTracking.Machine.Linux;
using PerfTracking.Programs;
using static PerfTracking.MachineTests.Launching.Launched;

namespace PerfTracking.MachineTests.Launching;

/// <summary>What the kernel counts of a program is that program's and its descendants', or is not told.</summary>
public class CountedRunTests
{
    [Needs("unix", "perl")]
    public void Each_process_that_is_started_counts_and_a_thread_does_not()
    {
        if (Counted(Program("true")).Processes is not { } alone)
        {
            // Without a tracefs that may be read nobody counts here, and no number is told.
            return;
        }

        Assert.Equal(1, alone);
        Assert.Equal(5, Counted(Shell("ls; sh -c 'ls; :'; ls; :")).Processes);
        Assert.Equal(3, Counted(Program("perl", "-e", "system('true') for 1..2")).Processes);
    }

    [Needs("unix")]
    public void A_run_that_is_not_counted_tells_nothing()
    {
        ProgramRun run = Run(Program("true"));

        Assert.Equal((null, null), (run.Instructions, run.Processes));
    }

    [Needs("unix")]
    public void A_counted_run_is_like_any_other_and_tells_at_most_what_the_system_counts()
    {
        ProgramRun run = Counted(Shell("exit 7"));

        Assert.Equal(7, run.ExitCode);
        Assert.True(run.Instructions is null or > 10_000, $"{run.Instructions}");
        Assert.True(Launcher.CanCount || (run.Instructions, run.Processes) == (null, null));
    }

    /// <summary>By a counter that every kernel has, so that the way from the parent to the descendants is seen without a processor's.</summary>
    [Needs("unix")]
    public void What_a_descendant_does_is_counted_from_when_the_program_begins()
    {
        if (!OperatingSystem.IsLinux() || TaskCounters.OpenPageFaults(0, fromExec: true) is not { } counters)
        {
            return; // Nobody may count here, and nobody does.
        }

        using (counters)
        {
            byte[] ours = new byte[32 << 20];
            Array.Fill(ours, (byte)1);
            Assert.Equal(0, counters.Instructions);

            using (Process child = Process.Start(PathOf("sh"), ["-c", "sh -c 'x=$(head -c 20000000 /dev/zero | tr \"\\\\0\" x); :'; :"]))
            {
                child.WaitForExit();
            }

            Assert.InRange(counters.Instructions!.Value, 4_000, 200_000); // 20 MB are 4,883 pages.
        }
    }

    private static ProgramRun Counted(ProgramStart start) => Run(start with { Memory = MemoryReading.Exact, Counted = true });
}
