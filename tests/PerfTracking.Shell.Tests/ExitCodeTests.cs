using System.Text;

namespace PerfTracking.Shell.Tests;

public class ExitCodeTests
{
    private const string WriteError = "function f { [CmdletBinding()] param() $PSCmdlet.WriteError([System.Management.Automation.ErrorRecord]::new([Exception]::new('wrong'), 'Id', 'NotSpecified', $null)) }; f";

    [Theory]
    [InlineData("1 + 1", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("exit", 0)]
    [InlineData("throw 'boom'", 1)]
    [InlineData(WriteError, 1)]
    [InlineData(WriteError + "; 'went on'", 0)]
    [InlineData("no-such-command", 1)]
    [InlineData("1 ))", 1)]
    [InlineData("if (1) {", 1)]
    [InlineData("dotnet --no-such-option", 1)]
    [InlineData("dotnet --no-such-option; 'went on'", 0)]
    [InlineData("dotnet --version; exit 7", 7)]
    public async Task A_command_exits_as_its_last_statement_went(string command, int expected)
    {
        ShellResult result = await ShellProcess.RunCommand(command);

        Assert.Equal(expected, result.ExitCode);
    }

    [Theory]
    [InlineData("'done'", 0)]
    [InlineData("exit 3", 3)]
    [InlineData("function f { exit 4 }; f; 'never'", 4)]
    [InlineData("dotnet --no-such-option", 0)]
    [InlineData("dotnet --no-such-option; exit $LASTEXITCODE", 1)]
    [InlineData("dotnet --no-such-option; exit 0", 0)]
    [InlineData(WriteError, 0)]
    [InlineData("throw 'boom'", 1)]
    [InlineData("$ErrorActionPreference = 'Stop'; no-such-command; 'never'", 1)]
    [InlineData("if (1) {", 1)]
    public async Task A_script_exits_with_zero_unless_it_throws_or_says_otherwise(string script, int expected)
    {
        ShellResult result = await ShellProcess.RunScript(script);

        Assert.Equal(expected, result.ExitCode);
        Assert.DoesNotContain("never", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_called_by_a_command_ends_only_itself()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("inner.ps1", "exit 3");

        ShellResult result = await ShellProcess.RunCommand($"& '{path}'; \"after $LASTEXITCODE\"");

        Assert.Equal(("after 3\n", 0), (result.Text, result.ExitCode));
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_a_bad_command_line()
    {
        ShellResult result = await ShellProcess.Run(["-NoImport", "no-such-script.ps1"]);

        Assert.Equal(64, result.ExitCode);
        Assert.StartsWith("The argument 'no-such-script.ps1' is not recognized as the name of a script file.", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("-EncodedCommand", "*")]
    [InlineData("-WorkingDirectory", "no-such-folder", "-Command", "1")]
    [InlineData("-NoSuchOption")]
    public async Task An_incomplete_command_line_is_a_bad_command_line(params string[] arguments)
    {
        ShellResult result = await ShellProcess.Run(["-NoImport", .. arguments]);

        Assert.Equal(64, result.ExitCode);
        Assert.NotEmpty(result.Error);
        Assert.Contains("Usage:", result.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Version", "PowerShell 7.")]
    [InlineData("-Help", "Usage:")]
    public async Task It_tells_about_itself(string option, string expected)
    {
        ShellResult result = await ShellProcess.Run([option]);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains(expected, result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_of_pwsh_are_taken_by_their_short_names()
    {
        string encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("'é'; exit 9"));

        ShellResult result = await ShellProcess.Run(["-nol", "-nop", "-noni", "-noim", "-ep", "Bypass", "-ec", encoded]);

        Assert.Equal(("é\n", 9), (result.Text, result.ExitCode));
    }
}
