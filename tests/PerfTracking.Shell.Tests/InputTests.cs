namespace PerfTracking.Shell.Tests;

public class InputTests
{
    [Fact]
    public async Task A_script_reads_lines_as_its_input()
    {
        ShellResult result = await ShellProcess.RunScript("$input | ForEach-Object { \"<$_>\" }", input: "a\nb é"u8.ToArray());

        Assert.Equal(["<a>", "<b é>"], result.Lines);
    }

    [Fact]
    public async Task A_command_that_stops_reading_early_still_ends()
    {
        byte[] input = [.. Enumerable.Repeat("line\n"u8.ToArray(), 10_000).SelectMany(line => line)];

        ShellResult result = await ShellProcess.RunCommand("foreach ($line in $input) { $line; exit 2 }", input);

        Assert.Equal(("line\n", 2), (result.Text, result.ExitCode));
    }

    [Fact]
    public async Task Commands_come_from_standard_input_in_silence()
    {
        byte[] commands = "1 + 1\nfunction f {\n  'in f'\n}\n\nf\nexit 4\n'never'\n"u8.ToArray();

        ShellResult result = await ShellProcess.Run(["-NoImport", "-Command", "-"], commands);

        Assert.Equal(("2\nin f\n", 4), (result.Text, result.ExitCode));
    }

    [Fact]
    public async Task Without_a_command_each_line_stands_behind_a_prompt()
    {
        ShellResult result = await ShellProcess.Run(["-NoImport"], "1 + 1\nthrow 'boom'\n'on'\n"u8.ToArray());

        Assert.Matches(@"^PS .*> 1 \+ 1\n2\nPS .*> throw 'boom'\nPS .*> 'on'\non\n", result.Text);
        Assert.Contains("boom", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }
}
