namespace PerfTracking.Shell.Tests;

public class ScriptArgumentTests
{
    private const string Script = """
        param([Parameter(Position = 0)][string] $Name, [int] $Count = 1, [switch] $Loud, [bool] $Flag, [Parameter(ValueFromRemainingArguments)] $Rest)
        "name=$Name count=$Count loud=$Loud flag=$Flag rest=$($Rest -join ',')"
        """;

    [Theory]
    [InlineData("name=x count=3 loud=True flag=False rest=", "x", "-Count", "3", "-Loud")]
    [InlineData("name=x count=1 loud=False flag=True rest=", "-Name:", "x", "-Loud:$false", "-Flag:$true")]
    [InlineData("name=a b count=1 loud=True flag=False rest=c,$d", "a b", "-Loud", "c", "$d")]
    [InlineData("name= count=1 loud=False flag=False rest=")]
    public async Task Words_after_the_script_bind_as_for_pwsh(string expected, params string[] arguments)
    {
        ShellResult result = await ShellProcess.RunScript(Script, arguments);

        Assert.Equal((expected + "\n", "", 0), (result.Text, result.Error, result.ExitCode));
    }

    [Fact]
    public async Task A_value_that_does_not_fit_is_an_error()
    {
        ShellResult result = await ShellProcess.RunScript(Script, ["-Count", "many"]);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Cannot convert value \"many\" to type \"System.Int32\"", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_without_parameters_has_them_as_args()
    {
        ShellResult result = await ShellProcess.RunScript("\"$($args.Count): $args\"", ["a", "-b", "c d"]);

        Assert.Equal("3: a -b c d\n", result.Text);
    }

    [Fact]
    public async Task A_script_knows_where_it_lies()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("where.ps1", "$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Path");

        ShellResult result = await ShellProcess.Run(["-NoImport", path]);

        Assert.Equal([folder.Path, path, path], result.Lines);
    }
}
