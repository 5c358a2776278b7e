namespace PerfTracking.HelpCompiler.Tests;

/// <summary>What the help system makes of the compiled help, in a real engine.</summary>
public sealed class GetHelpTests : IDisposable
{
    private readonly TemporaryFolder _module = new();
    private readonly string _manifest;

    public GetHelpTests()
    {
        string assembly = Path.GetFileName(typeof(GetSampleCommand).Assembly.Location);
        foreach (string file in Directory.GetFiles(AppContext.BaseDirectory, "*.dll"))
        {
            File.Copy(file, Path.Combine(_module.Path, Path.GetFileName(file)));
        }

        Assert.Empty(HelpFile.Compile(SamplePage.Folder, Path.Combine(_module.Path, "en-US", assembly + "-Help.xml")));
        _manifest = _module["Sampling.psd1"];
        File.WriteAllText(_manifest, $"@{{ ModuleVersion = '1.0'; RootModule = '{assembly}'; CmdletsToExport = 'Get-Sample' }}");
    }

    [Fact]
    public async Task Full_help_reads_properly()
    {
        string text = await Help("Get-Help Get-Sample -Full");

        string[] expected =
        [
            "NAME\n    Get-Sample\n",
            "SYNOPSIS\n    Gets samples & more.\n",
            "    Get-Sample [[-Name] <String[]>] [-First <Int32>] [-Kind {Small | Large}] [-Force] [<CommonParameters>]\n",
            "    Get-Sample -Id <String> [-Kind {Small | Large}] [-Force] [<CommonParameters>]\n",
            "    - the first point, which goes on\n    - the second, with code\n",
            "    if ($true) {\n        'code'\n    }\n",
            "    -Name <String[]>\n        The names.\n",
            "        Required?                    true\n        Position?                    named\n        Default value                None\n        Accept pipeline input?       True (ByPropertyName)\n",
            "        Aliases                      SampleId, Number\n",
            "INPUTS\n    System.String\n        A name.\n",
            "OUTPUTS\n    PerfTracking.Sample\n        One for each.\n",
            "NOTES\n",
            "Mind the gap.",
            "    Stop-Sample \n    The store https://example.org/store\n",
        ];
        Assert.All(expected, part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_read_properly()
    {
        string text = await Help("Get-Help Get-Sample -Examples");

        Assert.Matches("-+ Example 1: Get them all -+\n", text);
        Assert.Contains(
            "    Without parameters it gets all of them.\n    \n    Get-Sample |\n        Where-Object Name -like 'a*'\n    \n    Name\n    ----\n    abc\n    \n    It waits for nothing.\n    \n    ----------------------",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Single_parameters_read_properly()
    {
        string text = await Help("Get-Help Get-Sample -Parameter First");

        Assert.Contains("-First <Int32>\n    How many, at most.\n", text, StringComparison.Ordinal);
        Assert.Contains("Default value                10\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scripts_read_the_parts()
    {
        string text = await Help("$h = Get-Help Get-Sample; $h.Synopsis; $h.examples.example.Count; $h.parameters.parameter.name -join ' '; $h.relatedLinks.navigationLink[0].uri");

        Assert.Equal("Gets samples & more.\n2\nFirst Force Id Kind Name\nhttps://example.org/Get-Sample\n", text);
    }

    public void Dispose() => _module.Dispose();

    private async Task<string> Help(string command)
    {
        ShellResult result = await PowerShellProcess.Run(PowerShellProcess.Command(["-Command", $"Import-Module '{_manifest}'; . {{ {command} }} | Out-String -Stream -Width 120"]));

        Assert.Equal(("", 0), (result.ErrorText, result.ExitCode));
        return result.Text;
    }
}
