using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

/// <summary>A name that nothing has is an error, so that nothing is green by a typing mistake.</summary>
[Collection(SharedEngine.Name)]
public sealed class NameTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public NameTests() => _session.Run("Add-PerfMeasurement VAL-002 5; $null = Save-PerfBaseline shop -Environment lab; Add-PerfMeasurement APP-001 9999; $null = Save-PerfBaseline shop -Environment lab -WarningAction Ignore").AssertClean();

    public void Dispose() => _session.Dispose();

    public static TheoryData<string, string> Misspelt => new()
    {
        { "Get-PerfSnapshot -Application shpo", "ApplicationNotFound" },
        { "Get-PerfMeasurement -Application shpo", "ApplicationNotFound" },
        { "Get-PerfBaseline -Application shpo", "ApplicationNotFound" },
        { "Get-PerfRegression -Application shpo", "ApplicationNotFound" },
        { "Get-PerfRegression APP-001 -Value 551 -Application shpo", "ApplicationNotFound" },
        { "Get-PerfAlert -Application shpo", "ApplicationNotFound" },
        { "Get-PerfStatus -Application shpo", "ApplicationNotFound" },
        { "Get-PerfReport -Application shpo", "ApplicationNotFound" },
        { "Get-PerfMetric -Application shpo", "ApplicationNotFound" },
        { "Get-PerfChangePoint VAL-002 -Application shpo", "ApplicationNotFound" },
        { "Invoke-PerfReplay VAL-002 -Application shpo", "ApplicationNotFound" },
        { "Get-PerfSnapshot -Environment lba", "EnvironmentNotFound" },
        { "Get-PerfMeasurement -Environment lba", "EnvironmentNotFound" },
        { "Get-PerfBaseline -Environment lba", "EnvironmentNotFound" },
        { "Get-PerfChangePoint VAL-002 -Environment lba", "EnvironmentNotFound" },
        { "Invoke-PerfReplay VAL-002 -Environment lba", "EnvironmentNotFound" },
        { "Get-PerfMetric nothing", "MetricNotFound" },
        { "Get-PerfMeasurement nothing", "MetricNotFound" },
        { "Get-PerfBaseline nothing", "MetricNotFound" },
        { "Get-PerfRegression nothing", "MetricNotFound" },
        { "Get-PerfRegression nothing -SnapshotId 1", "MetricNotFound" },
        { "Get-PerfAlert -Metric nothing", "MetricNotFound" },
        { "Get-PerfStatus nothing", "MetricNotFound" },
        { "Get-PerfReport -Metric nothing", "MetricNotFound" },
        { "Get-PerfChangePoint nothing", "MetricNotFound" },
        { "Invoke-PerfReplay nothing", "MetricNotFound" },
        { "Get-PerfMeasurement GEN-001", "NoHistory" },
        { "Get-PerfBaseline GEN-001", "NoHistory" },
        { "Get-PerfRegression VAL-002", "NotMeasured" },
        { "Get-PerfRegression VAL-002 -SnapshotId 2", "NotMeasured" },
        { "Get-PerfStatus VAL-002", "NotMeasured" },
        { "Get-PerfOperation nothing", "OperationNotFound" },
    };

    public static TheoryData<string> Readers =>
    [
        "Get-PerfSnapshot", "Get-PerfMeasurement", "Get-PerfBaseline", "Get-PerfRegression", "Get-PerfAlert", "Get-PerfStatus", "Get-PerfReport", "Get-PerfMetric",
        "Get-PerfPolicy", "Get-PerfStore", "Get-PerfChangePoint VAL-002", "Invoke-PerfReplay VAL-002", "Approve-PerfAlert 1", "Deny-PerfAlert 1", "Remove-PerfSnapshot 1",
        "Unregister-PerfMetric x -Confirm:$false", "Optimize-PerfStore",
    ];

    [Theory]
    [MemberData(nameof(Misspelt))]
    public void A_plain_name_that_matches_nothing_is_one_error(string command, string id)
    {
        ScriptResult result = _session.Run(command);

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal((id, ErrorCategory.ObjectNotFound), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("Get-PerfSnapshot -Application SHOP, shpo -Last 1", "2")]
    [InlineData("Get-PerfMeasurement VAL-002, nothing | ForEach-Object SnapshotId", "1")]
    public void What_is_known_comes_out_beside_it(string command, string id)
    {
        ScriptResult result = _session.Run($"({command}) | ForEach-Object {{ $_.Id ?? $_ }}");

        Assert.Single(result.Errors);
        Assert.Equal([id], result.Texts);
    }

    [Theory]
    [InlineData("Set-PerfTarget APP-001 5 -Application 'sh*'")]
    [InlineData("Remove-PerfTarget APP-001 -Application 'sh*'")]
    [InlineData("Remove-PerfTarget APP-001 -Application 'shpo[1]'")]
    [InlineData("$null = Get-PerfMetric APP-001 -Application 'sh*'")]
    [InlineData("Add-PerfAnnotation moved -Application 'sh?p'")]
    [InlineData("Add-PerfAnnotation moved -Environment 'l*'")]
    [InlineData("Add-PerfAnnotation moved -Metric 'VAL*'")]
    public void What_is_written_for_a_name_takes_no_wildcards(string command)
    {
        ScriptResult result = _session.Run($"{command}; (Get-PerfMetric APP-001 -Application shop).Target.Value; Get-PerfAnnotation");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("NameNotValid", ErrorCategory.InvalidArgument), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
        Assert.Equal(["500"], result.Texts);
    }

    [Theory]
    [InlineData("web`[1`]")]
    [InlineData("web[1]")]
    public void A_name_that_holds_wildcards_is_meant_with_backticks_or_where_it_is_stored(string written)
    {
        _session.Run("$null = Save-PerfBaseline 'web[1]'; $null = Save-PerfBaseline web1").AssertClean();

        _session.Run($"Set-PerfTarget APP-001 5 -Application '{written}'; Add-PerfAnnotation moved -Application '{written}'").AssertClean();
        Assert.Equal(["5", "500", "500", "web[1]"], _session.Lines($"'{written}', 'web1', 'shop' | ForEach-Object {{ (Get-PerfMetric APP-001 -Application $_).Target.Value }}; (Get-PerfAnnotation).Application"));

        _session.Run($"Remove-PerfTarget APP-001 -Application '{written}'").AssertClean();
        Assert.Equal(["True"], _session.Lines($"$null -eq (Get-PerfMetric APP-001 -Application '{written}').Target"));
    }

    [Theory]
    [InlineData("Get-PerfSnapshot -Application sh?p*x -Environment lba*")]
    [InlineData("Get-PerfMeasurement VAL-002 -Since ([datetime]::Now.AddHours(1))")]
    [InlineData("Get-PerfSnapshot 2 | Get-PerfMeasurement VAL-002")]
    [InlineData("Get-PerfRegression no* -Application no*")]
    [InlineData("Get-PerfStatus no* -Application no*")]
    [InlineData("Set-PerfTarget APP-001 5 -Application unsaved; Get-PerfMetric no* -Application unsaved")]
    public void Wildcards_and_times_may_leave_nothing(string command)
    {
        Assert.Empty(_session.Lines(command));
    }

    [Fact]
    public void A_name_that_comes_again_with_each_object_is_told_once()
    {
        Assert.Equal(["ApplicationNotFound"], _session.Run("1..5 | ForEach-Object { [pscustomobject]@{ Application = 'shpo' } } | Get-PerfReport").ErrorIds);
    }

    [Theory]
    [MemberData(nameof(Readers))]
    public void What_reads_does_not_take_a_store_that_does_not_exist_for_an_empty_one(string command)
    {
        ScriptResult result = _session.Run($"{command} -Store '{_session["typo.db"]}'");

        Assert.Equal(["StoreNotFound"], result.ErrorIds);
        Assert.Empty(result.Output);
        Assert.False(File.Exists(_session["typo.db"]));
    }

    [Fact]
    public void A_store_that_does_not_exist_is_not_sound()
    {
        ScriptResult result = _session.Run($"Test-PerfStore -Store '{_session["typo.db"]}'");

        Assert.Equal(["StoreNotFound"], result.ErrorIds);
        Assert.Equal(["False"], result.Texts);
    }

    [Theory]
    [InlineData("Save-PerfBaseline")]
    [InlineData("Set-PerfTarget APP-001 5")]
    [InlineData("Register-PerfMetric x")]
    [InlineData("Set-PerfPolicy Tiered")]
    public void What_saves_or_sets_makes_the_store(string command)
    {
        _session.Run($"$null = {command} -Store '{_session["new.db"]}'").AssertClean();

        Assert.True(File.Exists(_session["new.db"]));
    }

    [Fact]
    public void An_empty_store_has_nothing_to_judge()
    {
        Assert.Equal(["NoSnapshot"], _session.Run($"Set-PerfStore '{_session["empty.db"]}'; Get-PerfRegression").ErrorIds);
    }
}
