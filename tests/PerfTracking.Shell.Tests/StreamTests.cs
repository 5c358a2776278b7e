using System.Text;

namespace PerfTracking.Shell.Tests;

public class StreamTests
{
    [Fact]
    public async Task Output_is_utf8_without_a_mark()
    {
        ShellResult result = await ShellProcess.RunCommand("'é€😀'");

        Assert.Equal(Encoding.UTF8.GetBytes("é€😀" + Environment.NewLine), result.Output);
    }

    [Fact]
    public async Task Errors_go_to_standard_error_in_plain_text()
    {
        ShellResult result = await ShellProcess.RunScript("""
            'before'
            1 / 0
            throw [InvalidOperationException]::new('boom')
            """);

        Assert.Equal("before\n", result.Text);
        Assert.Contains("Attempted to divide by zero.", result.Error, StringComparison.Ordinal);
        Assert.Contains("script.ps1:3", result.Error, StringComparison.Ordinal);
        Assert.Contains("boom", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', result.Error);
    }

    [Fact]
    public async Task Other_streams_go_to_standard_output_with_their_names()
    {
        ShellResult result = await ShellProcess.RunScript("""
            [CmdletBinding()] param()
            $DebugPreference = 'Continue'
            $PSCmdlet.WriteWarning('w')
            $PSCmdlet.WriteVerbose('v')
            $PSCmdlet.WriteDebug('d')
            $PSCmdlet.WriteInformation('i', @())
            $PSCmdlet.WriteProgress([System.Management.Automation.ProgressRecord]::new(1, 'p', 'q'))
            $Host.UI.WriteLine('h')
            """, ["-Verbose"]);

        Assert.Equal(["WARNING: w", "VERBOSE: v", "DEBUG: d", "h"], result.Lines);
        Assert.Empty(result.Error);
    }

    [Fact]
    public async Task An_error_of_the_parser_shows_where()
    {
        ShellResult result = await ShellProcess.RunScript("'a'\n'b' ))");

        Assert.Equal(("", 1), (result.Text, result.ExitCode));
        Assert.Contains("Unexpected token ')'", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Colours_stay_away_from_files_unless_a_script_insists()
    {
        ShellResult plain = await ShellProcess.RunCommand("\"`e[31mred`e[0m\"");
        ShellResult insisted = await ShellProcess.RunCommand("$PSStyle.OutputRendering = 'Ansi'; \"`e[31mred`e[0m\"");

        Assert.Equal("red\n", plain.Text);
        Assert.Equal("\e[31mred\e[0m\n", insisted.Text);
    }

    [Fact]
    public async Task Tables_in_files_are_120_columns_wide()
    {
        ShellResult result = await ShellProcess.RunCommand("[pscustomobject]@{ a = 'x' * 30; b = 'y' * 30; c = 'z' * 30; d = 'w' * 70 }");

        string longest = result.Lines.MaxBy(line => line.Length)!;
        Assert.InRange(longest.TrimEnd().Length, 100, 120);
        Assert.Contains(new string('x', 30), result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_prompt_without_a_person_fails_clearly()
    {
        ShellResult result = await ShellProcess.Run(["-NoImport", "-NonInteractive", "-Command", "$Host.UI.ReadLine()"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("NonInteractive mode", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mandatory_parameter_is_asked_for()
    {
        ShellResult result = await ShellProcess.RunCommand(
            "function f { param([Parameter(Mandatory)][int] $Number) \"got $($Number + 1)\" }; f",
            "x\n41\n"u8.ToArray());

        Assert.Equal(("got 42", 0), (result.Lines[^1].Split(": ")[^1], result.ExitCode));
        Assert.Contains("Cannot recognize \"x\"", result.Error, StringComparison.Ordinal);
    }
}
