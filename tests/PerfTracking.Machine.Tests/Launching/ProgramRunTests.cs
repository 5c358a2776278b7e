using PerfTracking.Programs;
using static PerfTracking.MachineTests.Launching.Launched;

namespace PerfTracking.MachineTests.Launching;

/// <summary>What a program gets, and what is told of its run.</summary>
public class ProgramRunTests
{
    private static readonly string[] Nasty =
    [
        "", " ", "a b", "  two  ", "\t", "line\nbreak", "\r\n", "'", "\"", "''", "\"\"", "a\"b", "a'b", "\\", "\\\\", "ends in \\", "\\\"", "C:\\Program Files\\",
        "*", "*.txt", "?", "[a-z]", "{a,b}", "~", "~/x", "$HOME", "${HOME}", "$(id)", "`id`", "%PATH%", "!PATH!", "^", "&", "|", ";", "<", ">", "--%", "--", "-",
        "#", "=", "@args", "ünïcödé", "日本語", "🚀", "\u0001", "-o=value with space",
    ];

    [Needs("unix")]
    public void Arguments_arrive_as_they_are()
    {
        Assert.Equal(string.Concat(Nasty.Select(one => one + '\0')), OutputOf(Shell("""for one; do printf '%s\0' "$one"; done""", Nasty)));
    }

    [Needs("unix")]
    public void A_program_gets_the_changed_environment_and_no_other()
    {
        ProgramStart start = Program("env") with { Environment = new Dictionary<string, string> { ["A"] = "b c\nd", ["E"] = "" } };

        Assert.Equal("A=b c\nd\nE=\n", OutputOf(start));
    }

    [Needs("unix")]
    public void A_variable_that_this_process_has_set_reaches_the_program()
    {
        Environment.SetEnvironmentVariable("PERFTRACKING_LAUNCH_TEST", "set");

        Assert.Equal("set\n", OutputOf(Shell("echo $PERFTRACKING_LAUNCH_TEST")));
    }

    [Needs("unix")]
    public void A_program_starts_in_its_folder()
    {
        Assert.Equal("/usr\n", OutputOf(Shell("pwd") with { WorkingDirectory = "/usr" }));
    }

    [Needs("unix")]
    public void Input_output_and_errors_are_bytes()
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = [0xff, 0xfe, 0x00, 0x0d, 0x0a, 0x80];
        File.WriteAllBytes(folder["in"], bytes);

        Run(Program("cat") with { Input = ProgramChannel.File(folder["in"]), Output = ProgramChannel.File(folder["out"]) });
        Run(Shell("cat >&2") with { Input = ProgramChannel.File(folder["in"]), Error = ProgramChannel.File(folder["err"]) });

        Assert.Equal(bytes, File.ReadAllBytes(folder["out"]));
        Assert.Equal(bytes, File.ReadAllBytes(folder["err"]));
    }

    [Needs("unix")]
    public void Output_and_errors_in_one_file_keep_their_order()
    {
        using var folder = new TemporaryFolder();
        ProgramChannel both = ProgramChannel.File(folder["both"]);

        Run(Shell("echo 1; echo 2 >&2; echo 3") with { Output = both, Error = both });

        Assert.Equal("1\n2\n3\n", File.ReadAllText(folder["both"]));
    }

    [Needs("unix")]
    public void A_pipe_is_read_to_its_end()
    {
        using var read = new ManualResetEventSlim();
        string text = "";
        Run(Shell("echo out; echo more") with
        {
            Output = ProgramChannel.Pipe(stream =>
            {
                text = new StreamReader(stream).ReadToEnd();
                read.Set();
            }),
        });

        Assert.True(read.Wait(TimeSpan.FromMinutes(1)));
        Assert.Equal("out\nmore\n", text);
    }

    [Needs("unix")]
    public void What_a_program_leaves_behind_does_not_hold_up_the_clock()
    {
        // The child that stays holds the pipe for as long as this test runs at most; the run is over when the program is.
        using var end = new ManualResetEventSlim();
        ProgramRun run = Run(Shell("sleep 60 & echo $!") with
        {
            Output = ProgramChannel.Pipe(stream =>
            {
                int child = int.Parse(new StreamReader(stream).ReadLine()!, System.Globalization.CultureInfo.InvariantCulture);
                Tool.Run("kill", child.ToString(System.Globalization.CultureInfo.InvariantCulture));
                end.Set();
            }),
        });

        Assert.InRange(Milliseconds(run), 0, 30_000);
        Assert.True(end.Wait(TimeSpan.FromMinutes(1)));
    }

    [Needs("unix")]
    public void The_exit_code_is_told()
    {
        Assert.Equal((37, null), (Run(Shell("exit 37")).ExitCode, Run(Shell("exit 37")).Signal));
    }

    [Needs("unix")]
    public void A_signal_is_told_as_shells_tell_it()
    {
        ProgramRun run = Run(Shell("kill -TERM $$"));

        Assert.Equal((128 + 15, 15), (run.ExitCode, run.Signal));
    }

    [Needs("unix")]
    public void A_broken_pipe_ends_a_program_as_it_does_in_a_shell()
    {
        ProgramRun run = Run(Shell("kill -PIPE $$; exit 1"));

        Assert.Equal(13, run.Signal);
    }

    [Needs("unix")]
    public void A_timeout_ends_the_program_and_what_it_started()
    {
        using var folder = new TemporaryFolder();
        ProgramRun run = Run(Shell("sleep 1000 & echo $!; wait") with { Output = ProgramChannel.File(folder["child"]), Timeout = TimeSpan.FromMilliseconds(300) });

        Assert.Equal((true, 128 + 9), (run.TimedOut, run.ExitCode));
        Assert.True(IsGone(File.ReadAllText(folder["child"]).Trim()));
    }

    [Needs("unix")]
    public void A_program_that_ends_in_time_did_not_time_out()
    {
        ProgramRun run = Run(Shell("exit 3") with { Timeout = TimeSpan.FromMinutes(1) });

        Assert.Equal((false, 3), (run.TimedOut, run.ExitCode));
    }

    [Needs("unix")]
    public void Cancelling_ends_the_program()
    {
        using var source = new CancellationTokenSource();
        ProgramRun run = Run(Shell("echo ready; exec sleep 1000") with
        {
            Output = ProgramChannel.Pipe(stream =>
            {
                new StreamReader(stream).ReadLine();
                source.Cancel();
            }),
        }, source.Token);

        Assert.Equal(9, run.Signal);
    }

    [Needs("unix")]
    public void What_the_system_does_not_start_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text"], "no program");

        Assert.Throws<ProgramStartException>(() => Run(new ProgramStart(folder["text"], [])));
        ProgramStartException exception = Assert.Throws<ProgramStartException>(() => Run(new ProgramStart(folder["none"], [])));
        Assert.Equal((2, false), (exception.NativeErrorCode, exception.IsTooLong));
    }

    [Needs("unix")]
    public void Arguments_that_are_longer_than_the_system_takes_are_an_error_that_says_so()
    {
        ProgramStartException exception = Assert.Throws<ProgramStartException>(() => Run(Program("true", new string('x', 8_000_000))));

        Assert.Equal((7, true), (exception.NativeErrorCode, exception.IsTooLong));
        Assert.Contains("arguments and environment variables", exception.Message, StringComparison.Ordinal);
    }

    [Needs("unix")]
    public void Where_a_file_cannot_be_opened_nobody_waits_for_the_pipes()
    {
        using var folder = new TemporaryFolder();
        bool ended = false;
        ProgramStart start = Program("true") with
        {
            Output = ProgramChannel.File(Path.Combine(folder["none"], "out")),
            Error = ProgramChannel.Pipe(stream => ended = stream.ReadByte() == -1),
        };

        Assert.Throws<DirectoryNotFoundException>(() => Run(start));
        Assert.True(ended);
    }

    [Needs("unix")]
    public void Processor_time_is_the_programs_and_its_childrens_and_nobody_elses()
    {
        const string work = "i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done";
        Task<ProgramRun> sibling = Task.Run(() => Run(Shell(work)));
        ProgramRun idle = Run(Program("sleep", "0.2"));
        ProgramRun nested = Run(Shell($"sh -c '{work}'; :"));

        Assert.InRange(idle.CpuTimeMs!.Value, 0, 20);
        Assert.InRange(nested.CpuTimeMs!.Value, sibling.Result.CpuTimeMs!.Value / 3, sibling.Result.CpuTimeMs!.Value * 3);
    }

    // A process that was ended is gone, or waits for whoever adopted it.
    private static bool IsGone(string process) => !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal)
        || SpinWait.SpinUntil(() => !File.Exists($"/proc/{process}/stat") || File.ReadAllText($"/proc/{process}/stat").Contains(") Z ", StringComparison.Ordinal), TimeSpan.FromSeconds(30));
}
