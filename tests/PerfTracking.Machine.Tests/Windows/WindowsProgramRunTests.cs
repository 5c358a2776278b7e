using System.Diagnostics;
using PerfTracking.Machine.Windows;
using PerfTracking.Programs;

namespace PerfTracking.MachineTests.Windows;

/// <summary>What a program gets on Windows, and what is told of its run. Compiled for Windows alone.</summary>
public class WindowsProgramRunTests
{
    // What a processor does until it is ended.
    private const string Forever = "for /l %i in (1,0,2) do @rem";

    private static readonly string Shell = Path.Combine(Environment.SystemDirectory, "cmd.exe");
    private static readonly WindowsProgramLauncher Launcher = new(TimeProvider.System);

    [Fact]
    public void The_exit_code_is_told() => Assert.Equal(37, Run(Command("exit 37")).ExitCode);

    [Fact]
    public void A_program_gets_the_changed_environment_and_starts_in_its_folder()
    {
        using var folder = new TemporaryFolder();
        Dictionary<string, string> variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(static one => (string)one.Key, static one => (string)one.Value!, StringComparer.OrdinalIgnoreCase);
        variables["PERFTRACKING_A"] = "b c";

        string[] lines = LinesOf(Command("echo %PERFTRACKING_A%& cd") with { Environment = variables, WorkingDirectory = folder.Path });

        Assert.Equal("b c", lines[0]);
        Assert.Equal(folder.Path, lines[1], ignoreCase: true);
    }

    [Fact]
    public void Input_and_output_are_files_and_errors_may_share_one()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["in"], "typed\r\n");
        ProgramChannel both = ProgramChannel.File(folder["both"]);

        Run(Command("set /p line=& call echo %line%& echo wrong 1>&2") with { Input = ProgramChannel.File(folder["in"]), Output = both, Error = both });

        Assert.Equal(["typed", "wrong "], File.ReadAllLines(folder["both"]));
    }

    [Fact]
    public void A_pipe_is_read_to_its_end()
    {
        using var read = new ManualResetEventSlim();
        string text = "";
        Run(Command("echo out& echo more") with
        {
            Output = ProgramChannel.Pipe(stream =>
            {
                text = new StreamReader(stream).ReadToEnd();
                read.Set();
            }),
        });

        Assert.True(read.Wait(TimeSpan.FromSeconds(30)));
        Assert.Equal("out\r\nmore\r\n", text);
    }

    [Fact]
    public void A_timeout_ends_the_program_and_what_it_started()
    {
        // The pipe is closed when the last process that holds it is gone.
        using var closed = new ManualResetEventSlim();
        ProgramRun run = Run(Command($"cmd /d /c {Forever}") with
        {
            Timeout = TimeSpan.FromSeconds(1),
            Output = ProgramChannel.Pipe(stream =>
            {
                stream.CopyTo(Stream.Null);
                closed.Set();
            }),
        });

        Assert.True(run.TimedOut);
        Assert.True(closed.Wait(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void A_program_that_ends_in_time_did_not_time_out()
    {
        ProgramRun run = Run(Command("exit 3") with { Timeout = TimeSpan.FromMinutes(1) });

        Assert.Equal((false, 3), (run.TimedOut, run.ExitCode));
    }

    [Fact]
    public void Cancelling_ends_the_program()
    {
        using var source = new CancellationTokenSource();
        ProgramRun run = Run(Command($"echo ready& {Forever}") with
        {
            Output = ProgramChannel.Pipe(stream =>
            {
                new StreamReader(stream).ReadLine();
                source.Cancel();
            }),
        }, source.Token);

        Assert.Equal((false, -1), (run.TimedOut, run.ExitCode));
    }

    [Fact]
    public void What_the_system_does_not_start_is_an_error()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["text.exe"], "no program");

        Assert.Throws<ProgramStartException>(() => Run(Shown(folder["text.exe"])));
        ProgramStartException exception = Assert.Throws<ProgramStartException>(() => Run(Shown(folder["none.exe"])));
        Assert.Equal((2, false), (exception.NativeErrorCode, exception.IsTooLong));
    }

    [Fact]
    public void A_batch_file_tells_its_exit_code()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a b.cmd"], "@exit /b 7\r\n");

        Assert.Equal(7, Run(Shown(folder["a b.cmd"])).ExitCode);
    }

    [Fact]
    public void A_batch_file_gets_its_arguments_as_they_are()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a b.cmd"], "@echo %1\r\n@echo %2\r\n");

        Assert.Equal(["\"x & y\"", "\"two words\""], LinesOf(Shown(folder["a b.cmd"], "x & y", "two words")));
    }

    [Needs("cmd.exe of Windows")]
    public void A_percent_sign_reaches_a_batch_file()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.cmd"], "@echo %1\r\n");

        Assert.Equal(["\"50% of %PATH%\""], LinesOf(Shown(folder["a.cmd"], "50% of %PATH%")));
    }

    [Fact]
    public void A_batch_file_is_not_given_what_its_shell_would_read_as_a_second_line()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.cmd"], "@exit /b 0\r\n");

        Assert.Throws<NotSupportedException>(() => Run(Shown(folder["a.cmd"], "x\ny")));
    }

    [Fact]
    public void A_program_alone_tells_its_peak_memory_and_one_that_starts_others_tells_how_many()
    {
        ProgramRun alone = Run(Command("exit 0")), others = Run(Command("cmd /d /c exit 0& cmd /d /c exit 0"));

        Assert.Equal((1, 3), (alone.Processes, others.Processes));
        Assert.InRange(alone.PeakMemoryMiB!.Value, 0.5, 200);
        Assert.Null(others.PeakMemoryMiB);
    }

    [Fact]
    public void Processor_time_is_the_programs_and_its_childrens()
    {
        long began = Stopwatch.GetTimestamp();
        ProgramRun run = Run(Command($"cmd /d /c {Forever}") with { Timeout = TimeSpan.FromSeconds(2) });

        Assert.InRange(run.CpuTimeMs!.Value, 200, Stopwatch.GetElapsedTime(began).TotalMilliseconds + 500);
    }

    private static ProgramRun Run(ProgramStart start, CancellationToken cancellation = default) => Launcher.Run(start, cancellation);

    // A program that shows nothing.
    private static ProgramStart Shown(string path, params string[] arguments) => new(path, arguments) { Input = ProgramChannel.Null, Output = ProgramChannel.Null, Error = ProgramChannel.Null };

    private static ProgramStart Command(string line) => Shown(Shell, ["/d", "/c", .. line.Split(' ')]);

    private static string[] LinesOf(ProgramStart start)
    {
        using var folder = new TemporaryFolder();
        Run(start with { Output = ProgramChannel.File(folder["out"]) });
        return File.ReadAllLines(folder["out"]);
    }
}
