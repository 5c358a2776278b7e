using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>Whole processes with and without the wrapper: their bytes and their exit codes.</summary>
public class TransparentProgramTests
{
    private const string Bytes = """printf '\377\376\000a\r\n\n\200no end'""";

    [Needs("unix")]
    public async Task A_programs_output_is_the_same_to_the_last_byte()
    {
        ShellResult alone = await ShellRun.Script(Bytes);

        Assert.Equal([0xff, 0xfe, 0x00], alone.Output[..3]);
        await AssertSame(alone, $"Measure-PerfOperation work {{ {Bytes} }}");
        await AssertSame(alone, """Measure-PerfOperation work -FilePath printf -ArgumentList '\377\376\000a\r\n\n\200no end'""");
    }

    [Needs("unix")]
    public async Task A_programs_errors_and_its_exit_code_are_the_same()
    {
        const string program = """sh -c 'printf "out\377"; printf "err\376\r\n" >&2; exit 5'""";
        ShellResult alone = await ShellRun.Script($"{program}; exit $LASTEXITCODE");

        Assert.Equal(5, alone.ExitCode);
        await AssertSame(alone, $"Measure-PerfOperation work {{ {program} }}; exit $LASTEXITCODE");
        await AssertSame(alone, """Measure-PerfOperation work -FilePath sh -ArgumentList '-c', 'printf "out\377"; printf "err\376\r\n" >&2; exit 5'; exit $LASTEXITCODE""");
    }

    [Needs("unix")]
    public async Task Two_programs_in_a_pipeline_pass_bytes_to_each_other()
    {
        const string pipeline = """printf '\377\000\376' | od -An -tx1""";

        await AssertSame(await ShellRun.Script(pipeline), $"Measure-PerfOperation work {{ {pipeline} }}");
    }

    [Needs("unix")]
    public async Task A_program_sent_to_a_file_writes_the_same_bytes()
    {
        ShellResult alone = await ShellRun.Script($"{Bytes} > out.bin; [BitConverter]::ToString([IO.File]::ReadAllBytes('out.bin'))");

        await AssertSame(alone, $"Measure-PerfOperation work {{ {Bytes} > out.bin }}; [BitConverter]::ToString([IO.File]::ReadAllBytes('out.bin'))");
    }

    [Theory]
    [InlineData("exit 3")]
    [InlineData("'out'; throw 'boom'")]
    [InlineData("1 / 0; 'on'; exit 4")]
    [InlineData("$ErrorActionPreference = 'Stop'; no-such-command; 'never'")]
    [InlineData("[Environment]::Exit(9)")]
    public async Task A_script_ends_the_same(string work)
    {
        ShellResult alone = await ShellRun.Script($". {{ {work} }}; 'after'");
        ShellResult wrapped = await ShellRun.Script($"Measure-PerfOperation work {{ {work} }}; 'after'");

        Assert.Equal((alone.ExitCode, alone.Text), (wrapped.ExitCode, wrapped.Text));
        Assert.Equal(Messages(alone), Messages(wrapped));
    }

    [Theory]
    [InlineData("no-such-job", 1)]
    [InlineData("./job.ps1", 6)]
    public async Task The_nightly_example_ends_with_its_jobs_exit_code_and_with_1_where_it_did_not_start(string job, int exitCode)
    {
        string example = Path.GetFullPath(Path.Combine(Built.ModuleFolder, "..", "..", "examples", "Register-NightlyMeasurement.ps1"));

        ShellResult result = await ShellRun.Script($"[IO.File]::WriteAllText(\"$PSScriptRoot/job.ps1\", 'exit 6'); & '{example}' -FilePath {job} -Application nightly; exit $LASTEXITCODE");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("nightly  snapshot 1", result.Text, StringComparison.Ordinal);
    }

    private static async Task AssertSame(ShellResult alone, string wrapped)
    {
        ShellResult result = await ShellRun.Script(wrapped);

        Assert.Equal((alone.ExitCode, Convert.ToHexString(alone.Output), Convert.ToHexString(alone.Error)), (result.ExitCode, Convert.ToHexString(result.Output), Convert.ToHexString(result.Error)));
    }

    // What an error message says; the line of the script that it shows is another one, of course.
    private static IEnumerable<string> Messages(ShellResult result) => result.ErrorText.Split('\n').Where(line => line.StartsWith("     | ", StringComparison.Ordinal) && !line.Contains('~', StringComparison.Ordinal));
}
