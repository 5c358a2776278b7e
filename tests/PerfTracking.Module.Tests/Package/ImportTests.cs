using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Package;

public class ImportTests
{
    private const string UseModule = "Add-PerfMeasurement queue 5; (Save-PerfBaseline).Measurements.Where({ $_.Metric -eq 'queue' }).Value; @(Get-PerfSnapshot).Count";

    private static string Older => $"[void][Reflection.Assembly]::LoadFrom('{Built.OlderLibraries}'); [OlderLibraries.OlderDatabase]::Ask()";

    private static string Import => $"Import-Module '{Built.Manifest}'";

    [Fact]
    public async Task It_works_where_older_versions_of_its_libraries_are_already_in_use()
    {
        ShellResult result = await ShellRun.Script($"{Older}; {Import}; {UseModule}; [OlderLibraries.OlderDatabase]::Ask()", import: false);

        Assert.Equal("", result.ErrorText);
        Assert.StartsWith("provider 6.0.0.0, SQLite 3.", result.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["5", "1", result.Lines[0]], result.Lines[1..]);
    }

    [Fact]
    public async Task Older_versions_work_where_it_is_already_in_use()
    {
        ShellResult result = await ShellRun.Script($"{Import}; {UseModule}; {Older}; {UseModule}", import: false);

        Assert.Equal("", result.ErrorText);
        Assert.Equal(["5", "1"], result.Lines[..2]);
        Assert.StartsWith("provider 6.0.0.0, SQLite 3.", result.Lines[2], StringComparison.Ordinal);
        Assert.Equal(["5", "2"], result.Lines[3..]);
    }

    [Fact]
    public async Task Importing_it_twice_more_by_force_keeps_all_cmdlets_and_what_was_measured()
    {
        const string count = "(Get-Command -Module PerfTracking).Count";
        ShellResult result = await ShellRun.Script(
            $"{Import}; {count}; Start-PerfOperation work; {Import} -Force; {Import} -Force; {count}; Stop-PerfOperation work; {UseModule}", import: false);

        Assert.Equal("", result.ErrorText);
        Assert.Equal(result.Lines[0], result.Lines[1]);
        Assert.True(int.Parse(result.Lines[0], System.Globalization.CultureInfo.InvariantCulture) >= 19);
        Assert.Equal(["5", "1"], result.Lines[2..]);
    }

    [Fact]
    public async Task The_script_module_gives_the_same_cmdlets_and_views_as_the_manifest()
    {
        ShellResult result = await ShellRun.Script(
            $"Import-Module '{Path.ChangeExtension(Built.Manifest, ".psm1")}'; {UseModule}; (Get-Command -Module PerfTracking).Count; (Get-FormatData PerfTracking.Metrics.PerfMetric).TypeNames", import: false);

        Assert.Equal(("", "5", "1", "PerfTracking.Metrics.PerfMetric"), (result.ErrorText, result.Lines[0], result.Lines[1], result.Lines[3]));
        ShellResult manifest = await ShellRun.Script("(Get-Command -Module PerfTracking).Count");
        Assert.Equal(manifest.Lines[0], result.Lines[2]);
    }

    [Fact]
    public async Task Removed_and_imported_again_it_works()
    {
        ShellResult result = await ShellRun.Script($"Remove-Module PerfTracking; {Import}; {UseModule}");

        Assert.Equal(("", "5\n1\n"), (result.ErrorText, result.Text));
    }

    [Fact]
    public async Task Runspaces_that_import_it_at_once_all_get_it()
    {
        ShellResult result = await ShellRun.Script(
            $$"""
            $together = [Threading.Barrier]::new(6)
            1..6 | ForEach-Object -ThrottleLimit 6 -Parallel {
                $null = ($using:together).SignalAndWait(60000)
                {{Import}}
                Start-PerfOperation work
                Stop-PerfOperation work
                (Save-PerfBaseline -Application app$_ -WarningAction Ignore).Application
            }
            {{Import}}
            @(Get-PerfSnapshot).Count
            """,
            import: false);

        Assert.Equal("", result.ErrorText);
        Assert.Equal(["6", "app1", "app2", "app3", "app4", "app5", "app6"], result.Lines.Order());
    }

    [Fact]
    public async Task Threads_of_a_parallel_loop_share_what_is_measured()
    {
        ShellResult result = await ShellRun.Script(
            $$"""
            1..40 | ForEach-Object -Parallel { {{Import}}; Start-PerfOperation work; Stop-PerfOperation work; Add-PerfMeasurement queue $_ } -ThrottleLimit 8
            $saved = (Save-PerfBaseline).Measurements
            foreach ($name in 'work', 'queue') { $saved.Where({ $_.Metric -eq $name })[0].Count }
            @(Get-PerfOperation).Count
            """);

        Assert.Equal(("", "40\n40\n0\n"), (result.ErrorText, result.Text));
    }
}
