namespace PerfTracking.Shell.Tests;

public class EngineTests
{
    private const string Function = """
        function Get-Answer {
            <#
            .SYNOPSIS
            Tells the answer.
            #>
            'forty-two'
        }
        """;

    [Fact]
    public async Task Scripts_run_in_many_runspaces_at_once()
    {
        ShellResult result = await ShellProcess.RunScript("$a = 2; 1..4 | ForEach-Object -Parallel { $_ * $using:a } -ThrottleLimit 4");

        Assert.Equal(["2", "4", "6", "8"], result.Lines.Order());
    }

    [Fact]
    public async Task Nothing_is_said_at_the_start()
    {
        ShellResult result = await ShellProcess.RunScript("");

        Assert.Equal((0, "", ""), (result.ExitCode, result.Text, result.Error));
    }

    [Fact]
    public async Task The_module_is_imported_and_found_by_new_runspaces()
    {
        using var folder = new TemporaryFolder();
        string manifest = Module(folder, Function);

        ShellResult result = await ShellProcess.Run(
            ["-Command", "Get-Answer; (Get-Module).Name; 1 | ForEach-Object -Parallel { Get-Answer }; (Get-Help Get-Answer).Synopsis"],
            variable: ("PERFTRACKING_MODULE", manifest));

        Assert.Equal(("", 0), (result.Error, result.ExitCode));
        Assert.Equal(["forty-two", "Answering", "forty-two", "Tells the answer."], result.Lines);
    }

    [Fact]
    public async Task A_module_that_is_not_there_stops_the_start()
    {
        ShellResult result = await ShellProcess.Run(["-Command", "'never'"], variable: ("PERFTRACKING_MODULE", "/no/such/module.psd1"));

        Assert.Equal((70, ""), (result.ExitCode, result.Text));
        Assert.Contains("PERFTRACKING_MODULE", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_that_cannot_load_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        string manifest = Module(folder, "throw 'broken module'");

        ShellResult result = await ShellProcess.Run(["-Command", "'never'"], variable: ("PERFTRACKING_MODULE", manifest));

        Assert.Equal((70, ""), (result.ExitCode, result.Text));
        Assert.Contains("broken module", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_PowerShells_modules_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        folder.Write("Microsoft.PowerShell.Utility/Microsoft.PowerShell.Utility.psm1", "throw 'not for this process'");

        ShellResult result = await ShellProcess.Run(
            ["-NoImport", "-Command", "$env:PSModulePath"], variable: ("PSModulePath", folder.Path));

        Assert.DoesNotContain(folder.Path, result.Text, StringComparison.Ordinal);
    }

    private static string Module(TemporaryFolder folder, string content)
    {
        folder.Write("Answering/Answering.psm1", content);
        return folder.Write("Answering/Answering.psd1", "@{ ModuleVersion = '1.0'; RootModule = 'Answering.psm1'; FunctionsToExport = 'Get-Answer' }");
    }
}
