using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

/// <summary>What one cmdlet puts out and another takes: by what it is, never by an Id that means something else.</summary>
[Collection(SharedEngine.Name)]
public sealed class PipelineTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public PipelineTests() => _session.Run(
        """
        1..3 | ForEach-Object { Add-PerfMeasurement APP-001 900; Add-PerfMeasurement queue $_; $null = Save-PerfBaseline 'shop[1]' -WarningAction Ignore }
        $alert = Get-PerfAlert
        """).AssertClean();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_alert_of_these_tests_has_another_number_than_its_snapshot()
    {
        Assert.Equal(["1", "3", "APP-001"], _session.Lines("$alert.Id, $alert.LastSnapshotId, $alert.Metric"));
    }

    [Theory]
    [InlineData("Get-PerfBaseline queue")]
    [InlineData("Get-PerfMeasurement queue | ForEach-Object { $_.Value; break }")]
    [InlineData("'queue', 'APP-001' | Get-PerfBaseline")]
    [InlineData("try { Get-PerfMeasurement queue | ForEach-Object { throw 'over' } } catch { 1 }")]
    [InlineData("Get-PerfMetric")]
    [InlineData("Get-PerfReport -Days 1")]
    public void A_command_that_only_reads_holds_the_store_no_longer_than_it_runs(string script)
    {
        _session.Run($"Set-PerfStore '{_session["other.db"]}'").AssertClean();

        Assert.NotEmpty(_session.Lines($"$PSDefaultParameterValues = @{{ '*-Perf*:Store' = '{_session.Store}' }}; {script}"));

        // The log is there for as long as somebody has the store open.
        Assert.False(File.Exists(_session.Store + "-wal"));
    }

    [Theory]
    [InlineData("$alert")]
    [InlineData("[Diagnostics.Process]::GetCurrentProcess()")]
    [InlineData("[pscustomobject]@{ Id = 1; Name = 'job' }")]
    [InlineData("Start-PerfOperation work -PassThru")]
    [InlineData("Get-PerfMetric APP-001")]
    public void Only_what_is_a_snapshot_or_names_one_removes_it(string source)
    {
        ScriptResult result = _session.Run($"{source} | Remove-PerfSnapshot; @(Get-PerfSnapshot).Count; Get-PerfOperation | Stop-PerfOperation");

        Assert.Equal(["InputObjectNotBound"], result.ErrorIds);
        Assert.Equal(["3"], result.Texts);
    }

    [Theory]
    [InlineData("Get-PerfSnapshot 2")]
    [InlineData("(Get-PerfMeasurement queue)[1]")]
    [InlineData("2")]
    [InlineData("'2'")]
    [InlineData("[pscustomobject]@{ SnapshotId = '2' }")]
    public void A_snapshot_and_whatever_names_it_removes_it(string source)
    {
        Assert.Equal(["1 3"], _session.Lines($"{source} | Remove-PerfSnapshot; \"$((Get-PerfSnapshot).Id)\""));
    }

    [Fact]
    public void A_snapshot_that_went_through_a_file_still_stands_for_itself()
    {
        Assert.Equal(["1"], _session.Lines("$file = [Management.Automation.PSSerializer]::Serialize((Get-PerfSnapshot -Last 2)); [Management.Automation.PSSerializer]::Deserialize($file) | Remove-PerfSnapshot; @(Get-PerfSnapshot).Id"));
    }

    [Theory]
    [InlineData("$alert | Get-PerfRegression -All", "APP-001 3")]
    [InlineData("(Get-PerfMeasurement queue)[0] | Get-PerfRegression -All", "queue 1")]
    [InlineData("Get-PerfBaseline queue | Get-PerfRegression -All", "queue 3")]
    public void What_names_a_metric_has_that_metric_judged_at_its_snapshot(string script, string verdict)
    {
        Assert.Equal([verdict], _session.Lines($"{script} | ForEach-Object {{ \"$($_.Metric.Id) $($_.SnapshotId)\" }}"));
    }

    [Fact]
    public void Snapshots_are_judged_whole()
    {
        Assert.Equal(["2"], _session.Lines("(Get-PerfSnapshot 2 | Get-PerfRegression -All | Where-Object { $_.Metric.Id -in 'APP-001', 'queue' }).Count"));
    }

    [Theory]
    [InlineData("Get-PerfBaseline")]
    [InlineData("Get-PerfStatus")]
    public void A_metric_stands_for_itself(string command)
    {
        Assert.Equal(["APP-001", "queue"], _session.Lines($"'APP-001', 'queue' | Get-PerfMetric | {command} | ForEach-Object {{ $_.Metric }}"));
    }

    [Theory]
    [InlineData("Get-PerfBaseline")]
    [InlineData("Get-PerfStatus")]
    public void A_snapshot_in_a_row_of_a_file_stands_for_its_application(string command)
    {
        Assert.Equal(
            _session.Lines($"Get-PerfSnapshot 3 | {command} | ForEach-Object {{ $_.Metric }}"),
            _session.Lines($"Get-PerfSnapshot 3 | ForEach-Object {{ [pscustomobject]@{{ Id = [string] $_.Id; Application = $_.Application }} }} | {command} | ForEach-Object {{ $_.Metric }}"));
    }

    [Theory]
    [InlineData("Get-PerfBaseline")]
    [InlineData("Get-PerfStatus")]
    [InlineData("Get-PerfMeasurement")]
    [InlineData("Get-PerfMetric")]
    public void An_alert_and_a_verdict_stand_for_their_metric(string command)
    {
        Assert.Equal(["APP-001", "APP-001"], _session.Lines($"$alert, (Get-PerfRegression APP-001) | {command} | ForEach-Object {{ $_.Metric }}"));
    }

    [Fact]
    public void A_snapshot_shows_itself_by_an_alert()
    {
        Assert.Equal(["3"], _session.Lines("($alert | Get-PerfSnapshot).Id"));
    }

    [Theory]
    [InlineData("Get-PerfSnapshot 1 | Get-PerfAlert")]
    [InlineData("Get-PerfSnapshot 1 | Approve-PerfAlert")]
    [InlineData("Get-PerfSnapshot 1 | Deny-PerfAlert")]
    public void A_snapshot_is_no_alert(string script)
    {
        Assert.Equal(["InputObjectNotBound"], _session.Run(script).ErrorIds);
        Assert.Equal(["Open"], _session.Lines("(Get-PerfAlert 1).State"));
    }

    [Fact]
    public void An_object_that_is_no_metric_does_not_become_one_by_its_text()
    {
        Assert.Equal(["ParameterArgumentTransformationError"], _session.Run("Get-PerfSnapshot 1 | Remove-PerfTarget -WhatIf").ErrorIds);
    }

    [Fact]
    public void A_row_names_its_metric_by_Metric_Id_or_Name()
    {
        Assert.Equal(
            ["7", "8", "9"],
            _session.Lines("@{ Metric = 'queue'; Value = 7 }, @{ Id = 'queue'; Value = 8 }, @{ Name = 'queue'; Value = 9 } | ForEach-Object { [pscustomobject]$_ } | Set-PerfTarget -PassThru | ForEach-Object { $_.Target.Value }"));
    }

    [Fact]
    public void The_name_of_a_metric_from_the_pipeline_is_no_pattern()
    {
        Assert.Equal(
            ["a*", "ab"],
            _session.Lines("Register-PerfMetric a*; Register-PerfMetric ab; $metric = Get-PerfMetric 'a`*'; $metric.Id; $metric | Unregister-PerfMetric -Confirm:$false; (Get-PerfMetric a* -Kind Custom).Id"));
        Assert.Equal(["MetricNotFound"], _session.Run("$metric | Set-PerfTarget -Value 5").ErrorIds);
    }

    [Fact]
    public void An_application_with_brackets_is_itself_and_a_bracket_that_is_never_closed_is_no_mistake()
    {
        Assert.Equal(["3", "1"], _session.Lines("@(Get-PerfSnapshot -Application 'shop[1]').Count; $null = Save-PerfBaseline 'shop[2'; @(Get-PerfSnapshot 4 | Get-PerfMeasurement MEM-001).Count"));
        Assert.Equal(["MetricNotFound"], _session.Run("Get-PerfMetric 'queue[1'").ErrorIds);
    }

    [Fact]
    public void A_metric_has_its_stored_series_analysed()
    {
        Assert.Equal(["queue 3"], _session.Lines("Get-PerfMetric queue | Invoke-PerfReplay | ForEach-Object { \"$($_.Metric.Id) $($_.PointCount)\" }"));
        Assert.Equal(["NoHistory"], _session.Run("Get-PerfMetric EXP-001 | Get-PerfChangePoint").ErrorIds);
    }

    [Fact]
    public void A_file_becomes_the_store()
    {
        Assert.Equal([_session.Store], _session.Lines("[pscustomobject]@{ PSPath = \"Microsoft.PowerShell.Core\\FileSystem::$((Get-PerfStore).Path)\" } | Set-PerfStore -PassThru | ForEach-Object Path"));
    }
}
