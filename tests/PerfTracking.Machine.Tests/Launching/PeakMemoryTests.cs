using PerfTracking.Programs;
using PerfTracking.Statistics;
using static PerfTracking.MachineTests.Launching.Launched;

namespace PerfTracking.MachineTests.Launching;

/// <summary>A peak memory is that of the program and its children, beside GNU time's, or is not told.</summary>
public class PeakMemoryTests
{
    // 60 MiB of text in a variable of the shell: too small to be seen beside this process's own size.
    private const string Large = "x=$(head -c 60000000 /dev/zero | tr '\\0' x); :";

    [Needs("unix", "time")]
    public void A_run_of_its_own_tells_it_for_the_smallest_program() => AssertLikeTime(Program("true"));

    [Needs("unix", "time", "git")]
    public void A_run_of_its_own_tells_it_for_a_program_of_milliseconds() => AssertLikeTime(Program("git", "--version"));

    [Needs("unix", "time")]
    public void A_child_that_was_waited_for_counts()
    {
        ProgramStart start = Shell($"sh -c \"{Large.Replace("$", "\\$", StringComparison.Ordinal)}\"; :");

        Assert.InRange(AssertLikeTime(start), 50, 400);
    }

    [Needs("unix", "time")]
    public void A_program_that_runs_for_long_tells_it_in_the_run_that_is_timed()
    {
        double expected = Typical(() => ByTime(Program("sleep", "0.1")));
        double actual = Typical(() =>
        {
            ProgramRun run = Run(Program("sleep", "0.1"));
            Assert.Equal((0, null), (run.ExitCode, run.Signal));
            return run.PeakMemoryMiB!.Value;
        });

        Assert.InRange(actual, expected - 0.25, expected + 0.25);
    }

    [Needs("unix")]
    public void A_program_with_children_has_none_rather_than_a_wrong_one_in_the_run_that_is_timed()
    {
        Assert.Null(Run(Shell("sleep 0.1; :")).PeakMemoryMiB);
    }

    [Needs("unix")]
    public void A_program_that_is_stopped_and_continued_while_it_is_looked_at_ends_as_it_would()
    {
        ProgramRun run = Run(Program("timeout", "60", "sh", "-c", "sleep 0.1; kill -STOP $PPID & sleep 0.2; kill -CONT $PPID; sleep 0.1; exit 7"));

        Assert.Equal((7, null), (run.ExitCode, run.Signal));
    }

    [Needs("unix")]
    public async Task Runs_of_many_threads_at_once_lose_no_program()
    {
        ProgramRun[][] runs = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            Task.Run(() => Enumerable.Range(0, 25).Select(_ => Run(Shell("exit 7") with { Memory = MemoryReading.Exact })).ToArray())));

        Assert.All(runs.SelectMany(static some => some), run => Assert.Equal(7, run.ExitCode));
    }

    [Needs("unix")]
    public void A_run_of_its_own_gives_the_program_its_arguments_streams_and_exit_code()
    {
        using var folder = new TemporaryFolder();
        ProgramStart start = Shell("printf '%s|' \"$@\"; pwd; exit 5", "a b", "", "*", "\\") with
        {
            Output = ProgramChannel.File(folder["out"]),
            WorkingDirectory = "/usr",
            Memory = MemoryReading.Exact,
        };

        Assert.Equal(5, Run(start).ExitCode);
        Assert.Equal("a b||*|\\|/usr\n", File.ReadAllText(folder["out"]));
    }

    // What the kernel counts for one program differs by a tenth from run to run, by GNU time as by ours: so typical values of some runs.
    private static double AssertLikeTime(ProgramStart start)
    {
        double expected = Typical(() => ByTime(start));
        double actual = Typical(() => Run(start with { Memory = MemoryReading.Exact }).PeakMemoryMiB!.Value);

        Assert.InRange(actual, expected - Math.Max(0.25, expected / 10), expected + Math.Max(0.25, expected / 10));
        return actual;
    }

    private static double Typical(Func<double> run) => Quantiles.Median(Enumerable.Range(0, 7).Select(_ => run()).Order().ToArray());

    // In MiB, of the program and the descendants that were waited for.
    private static double ByTime(ProgramStart start)
    {
        using var folder = new TemporaryFolder();
        Tool.Run("/usr/bin/time", ["-f", "%M", "-o", folder["time"], start.FilePath, .. start.Arguments]);
        return double.Parse(File.ReadAllText(folder["time"]), System.Globalization.CultureInfo.InvariantCulture) / 1024;
    }
}
