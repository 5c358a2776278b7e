namespace PerfTracking.Shell.Tests;

public class NativeProgramTests
{
    [UnixFact]
    public async Task A_programs_output_passes_byte_for_byte()
    {
        ShellResult result = await ShellProcess.RunScript("""printf '\377\376\000a\r\n\n'""");

        Assert.Equal([0xff, 0xfe, 0x00, (byte)'a', (byte)'\r', (byte)'\n', (byte)'\n'], result.Output);
    }

    [UnixFact]
    public async Task It_does_so_from_within_functions_and_modules_too()
    {
        ShellResult result = await ShellProcess.RunCommand("""function f { & { printf '\377' } }; f""");

        Assert.Equal([0xff], result.Output);
    }

    [UnixFact]
    public async Task A_programs_errors_are_its_own_and_not_the_engines()
    {
        ShellResult result = await ShellProcess.RunScript("sh -c 'echo out; echo err >&2; exit 7'; \"exit code $LASTEXITCODE, errors $($Error.Count)\"");

        Assert.Equal(("out\nexit code 7, errors 0\n", "err\n", 0), (result.Text, result.Error, result.ExitCode));
    }

    [UnixFact]
    public async Task A_program_reads_the_shells_own_input()
    {
        byte[] input = [0, 0xff, (byte)'\n', (byte)'x'];

        ShellResult result = await ShellProcess.RunScript("cat", input: input);

        Assert.Equal(input, result.Output);
    }

    [Fact]
    public async Task Captured_output_becomes_lines_of_text()
    {
        ShellResult result = await ShellProcess.RunCommand("$v = dotnet --version; \"<$v>\"");

        Assert.Matches(@"^<\d+\.\d+\.\d+.*>\n$", result.Text);
    }
}
