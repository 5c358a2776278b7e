using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class ErrorTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Start-PerfOperation ''", "ParameterArgumentValidationErrorEmptyStringNotAllowed", ErrorCategory.InvalidData)]
    [InlineData("Start-PerfOperation ' '", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Start-PerfOperation \"two`nlines\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Start-PerfOperation ('x' * 10000)", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Measure-PerfOperation ('x' * 10000) { }", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Save-PerfBaseline \"a`0b\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Save-PerfBaseline app -Environment ('x' * 10000)", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric \"a`e\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric x -OperationName \"a`tb\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Add-PerfMeasurement \"a`rb\" 1", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Add-PerfMeasurement APP-001 ([double]::NaN)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Add-PerfMeasurement queue ([double]::PositiveInfinity)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Add-PerfMeasurement queue ([double]::NegativeInfinity)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Add-PerfMeasurement startup_time_ms -0.5", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric wait -Unit s; Add-PerfMeasurement wait -1", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Get-PerfRegression APP-001 -Value -1", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric x -Title \"a`tb\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric x -Unit \"a`tb\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Set-PerfTarget APP-001 5 -Application \"a`tb\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Remove-PerfTarget APP-001 -Application \"a`tb\"", "NameNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("$null = Get-PerfMetric APP-001, nothing, MEM*", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Add-PerfMeasurement some 1; $null = Save-PerfBaseline; $null = Get-PerfBaseline some, nothing", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Add-PerfMeasurement some 1; $null = Save-PerfBaseline; $null = Invoke-PerfReplay some, nothing", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Add-PerfMeasurement APP-099 1", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfOperation nothing", "OperationNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfMetric nothing", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Set-PerfTarget nothing 5", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Remove-PerfTarget nothing", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Unregister-PerfMetric nothing", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Set-PerfTarget APP-001 0", "TargetNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Set-PerfTarget APP-001 ([double]::NaN)", "TargetNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Set-PerfTarget APP-001 5 -WarningPercent 50", "TargetNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Set-PerfPolicy -BaselineWindow 0", "LimitNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Set-PerfPolicy -Significance 2", "LimitNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Register-PerfMetric APP-001", "MetricBuiltIn", ErrorCategory.ResourceExists)]
    [InlineData("Register-PerfMetric mine -Id startup_time_ms", "MetricBuiltIn", ErrorCategory.ResourceExists)]
    [InlineData("Unregister-PerfMetric APP-001", "MetricBuiltIn", ErrorCategory.InvalidOperation)]
    [InlineData("Get-PerfSnapshot 99", "SnapshotNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Remove-PerfSnapshot -1", "SnapshotNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfMeasurement -SnapshotId 99", "SnapshotNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfStatus -Application 'a', $null", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData("Register-PerfMetric x -Unit $null", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData("Remove-PerfTarget APP-001 -Store mistyped.db", "StoreNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Set-PerfStore '  '", "StoreUnavailable", ErrorCategory.OpenError)]
    [InlineData("Get-PerfBaseline VAL-002", "NoHistory", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfAlert 99", "AlertNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Approve-PerfAlert 99", "AlertNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Deny-PerfAlert 99", "AlertNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfChangePoint VAL-002", "NoHistory", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfRegression -Metric nothing -Value 5", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfRegression -Metric APP-001 -Value ([double]::NaN)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData(@"Export-PerfReport -Path ""a`0b""", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData(@"1 | Export-PerfComparison -Path ""a`0b""", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData(@"Compare-PerfBenchmark a.json b.json -OutFile ""a`0b""", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData(@"Invoke-PerfBenchmark . -OutFile ""a`0b""", "ParameterArgumentValidationError", ErrorCategory.InvalidData)]
    [InlineData(@"Import-PerfMeasurement ""a`0b""", "ResultFileNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Import-PerfMeasurement 'r[1.json'", "ResultFileNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Invoke-PerfBenchmark 'r[1.Perf.ps1'", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Invoke-PerfBenchmark -LiteralPath '*.Perf.ps1'", "PathNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Invoke-PerfBenchmark Env:PATH", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Export-PerfReport Env:report.html", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Compare-PerfBenchmark Env:PATH 1, 2, 3", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Compare-PerfBenchmark 1, 2, 3 1, 2, 3 -OutFile Env:report.md", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Compare-PerfBenchmark 1, 2, 3 1, 2, 3 | Export-PerfComparison Env:report.md", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Compare-PerfBenchmark 1, 2, 3 1, 2, 3 | Test-PerfGate -LimitFile Env:perfgate.json", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Import-PerfMeasurement Env:PATH", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Import-PerfMeasurement Env:PAT*", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("New-PerfBenchmark work -FilePath ./work -WorkingDirectory Env:", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Measure-PerfOperation work -FilePath ([Environment]::ProcessPath) -OutFile Env:output.txt", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Measure-PerfOperation work -FilePath ([Environment]::ProcessPath) -InputFile Env:PATH", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    [InlineData("Measure-PerfOperation work -FilePath ([Environment]::ProcessPath) -WorkingDirectory Env:", "PathNotOfFile", ErrorCategory.InvalidArgument)]
    public void A_mistake_is_one_error_with_a_stable_id(string script, string id, ErrorCategory category)
    {
        ScriptResult result = _session.Run(script);
        ErrorRecord error = Assert.Single(result.Errors.Concat(result.Thrown is IContainsErrorRecord { ErrorRecord: { } thrown } ? [thrown] : []));

        Assert.Equal((id, category), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
        Assert.True(error.ToString().Length is > 10 and < 400, error.ToString());
        Assert.DoesNotContain("(Parameter '", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.ToString());
    }

    [Theory]
    [InlineData("Register-PerfMetric startup_time_ms -Id MINE-1", "startup_time_ms")]
    [InlineData("Register-PerfMetric mine -Id APP-001", "APP-001")]
    public void A_name_that_is_taken_is_named_and_not_the_one_beside_it(string script, string name)
    {
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);

        Assert.StartsWith($"'{name}' is a built-in metric", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(name, error.TargetObject);
    }

    [Fact]
    public void A_list_with_a_hole_is_refused_by_every_cmdlet() => Assert.Empty(_session.Lines(
        """
        foreach ($command in Get-Command -Module PerfTracking) {
            $command.Parameters.Values | Where-Object {
                $_.ParameterType -eq [string[]] -and $_.Name -notlike '*Variable' -and $_.Attributes.TypeId.Name -notcontains 'ValidateElementsNotNullAttribute'
            } | ForEach-Object { "$command -$($_.Name)" }
        }
        """));

    [Fact]
    public void No_application_at_all_is_every_application() => Assert.Equal(
        ["1", "2", "3"],
        _session.Lines("Set-PerfTarget APP-001 5 -Application $null; @(Get-PerfMetric APP-001 -Application $null).Count; Remove-PerfTarget APP-001 -Application $null; 2; (New-PerfBenchmark x { } -Tag $null).Tags.Count + 3"));

    [Fact]
    public void A_store_that_cannot_be_made_is_refused_and_to_ask_leaves_nothing_behind()
    {
        ScriptResult result = _session.Run($"Set-PerfStore '{_session["new/folder/performance.db"]}'; Set-PerfStore ('{_session["a"]}' + 'a' * 300); Set-PerfStore -Default");

        Assert.Equal(["StoreUnavailable"], result.ErrorIds);
        Assert.False(Path.Exists(_session["new"]));
    }

    [Fact]
    public async Task Whoever_makes_a_store_while_it_is_asked_for_does_not_meet_a_file_that_goes_again()
    {
        var first = new TaskCompletionSource<string?>();
        using var watcher = new FileSystemWatcher(Path.GetDirectoryName(_session["a"])!);
        watcher.Created += (_, created) => first.TrySetResult(created.Name);
        watcher.EnableRaisingEvents = true;
        _session.Run($"Set-PerfStore '{_session["performance.db"]}'; Set-PerfStore -Default");

        // Where the system tells nothing of what is gone at once, this is the first.
        await File.WriteAllTextAsync(_session["afterwards"], "");

        Assert.NotEqual("performance.db", await first.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void Nothing_is_written_to_the_folder_of_the_process_where_the_location_is_no_folder()
    {
        string name = $"{Guid.NewGuid()}.html";
        ScriptResult result = _session.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('Env:'); Export-PerfReport {name}");

        Assert.Equal(["PathNotOfFile"], result.ErrorIds);
        Assert.False(File.Exists(Path.Combine(Environment.CurrentDirectory, name)));
    }

    [Theory]
    [InlineData("Get-PerfOperation no*")]
    [InlineData("Get-PerfMetric no*")]
    [InlineData("Get-PerfBaseline no*")]
    [InlineData("Get-PerfBaseline")]
    [InlineData("Get-PerfSnapshot -Application no*")]
    [InlineData("Get-PerfMeasurement no* -Environment no*")]
    [InlineData("Set-PerfTarget no* 5")]
    public void A_pattern_that_matches_nothing_is_no_mistake(string script)
    {
        Assert.Empty(_session.Lines(script));
    }

    [Fact]
    public void What_was_right_is_done_though_something_else_was_wrong()
    {
        ScriptResult result = _session.Run("1, ([double]::NaN), 3 | Add-PerfMeasurement queue; (Save-PerfBaseline).Measurements[-1].Count");

        Assert.Equal(["ValueNotValid"], result.ErrorIds);
        Assert.Equal(["2"], result.Texts);
    }

    [Fact]
    public void A_work_whose_operation_has_no_valid_name_is_done_all_the_same()
    {
        ScriptResult result = _session.Run("Measure-PerfOperation \"a`nb\" { 'done' }");

        Assert.Equal(["done"], result.Texts);
        Assert.Equal(["NameNotValid"], result.ErrorIds);
    }

    [Theory]
    [InlineData("Stop-PerfOperation never", "OperationNotRunning")]
    [InlineData("$o = Start-PerfOperation a -PassThru; $o | Stop-PerfOperation; $o | Stop-PerfOperation", "OperationNotRunning")]
    [InlineData("Start-PerfOperation a; Start-PerfOperation A", "OperationAlreadyRunning")]
    [InlineData("Start-PerfOperation a; $null = Save-PerfBaseline", "OperationStillRunning")]
    public void A_slip_is_one_warning_with_a_stable_id_and_no_error(string script, string id)
    {
        ScriptResult result = _session.Run(script);

        Assert.Empty(result.Errors);
        Assert.Null(result.Thrown);
        Assert.EndsWith($"[{id}]", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Add-PerfMeasurement temperature -5")]
    [InlineData("Register-PerfMetric temperature -Unit degrees; Add-PerfMeasurement temperature -5")]
    public void What_is_no_time_may_be_negative(string script)
    {
        Assert.Equal(["-5"], _session.Lines($"{script}; (Save-PerfBaseline).Measurements[-1].Value"));
    }

    [Fact]
    public void Several_durations_in_any_unit_of_time_become_their_median()
    {
        Assert.Equal(["Median", "Last"], _session.Lines("(Register-PerfMetric wait -Unit s -PassThru).Aggregation; (Register-PerfMetric depth -Unit items -PassThru).Aggregation"));
    }

    [Fact]
    public void A_save_does_not_warn_of_what_another_runspace_runs_and_may_still_stop_it()
    {
        using var other = new ModuleSession(import: false);
        other.Run($"Import-Module '{Built.Manifest}'; Start-PerfOperation theirs").AssertClean();

        Assert.Equal(["theirs"], _session.Lines("$null = Save-PerfBaseline; Stop-PerfOperation theirs; (Save-PerfBaseline).Measurements[-1].Metric"));
    }

    [Fact]
    public void What_still_runs_at_a_save_is_part_of_the_next()
    {
        ScriptResult result = _session.Run("Start-PerfOperation slow; $null = Save-PerfBaseline; Stop-PerfOperation slow; (Save-PerfBaseline).Measurements[-1].Metric");

        Assert.Equal(["slow"], result.Texts);
    }
}
