using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

[Collection(SharedEngine.Name)]
public sealed class EveryCmdletTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_operation_is_started_listed_stopped_and_saved()
    {
        string[] lines = _session.Lines(
            """
            Start-PerfOperation app_startup -Tag @{ ring = 'canary' }
            (Get-PerfOperation).Name
            $stopped = Stop-PerfOperation app_startup -PassThru
            $stopped.Status, $stopped.Tags['ring']
            $row = (Save-PerfBaseline -Application shop).Measurements[0]
            $row.Metric, $row.Application, ($row.Value -eq $stopped.ElapsedMs)
            """);

        Assert.Equal(["app_startup", "Completed", "canary", "APP-001", "shop", "True"], lines);
    }

    [Fact]
    public void A_handle_stops_its_own_operation_and_an_error_marks_it_failed()
    {
        string[] lines = _session.Lines(
            """
            $first = Start-PerfOperation work -PassThru
            $second = Start-PerfOperation inner -PassThru
            try { throw 'broken' } catch { $first = $first | Stop-PerfOperation -ErrorRecord $_ -PassThru }
            $first.Status, $first.Failure.Message, $second.Status, $second.Parent.Name
            $second | Stop-PerfOperation
            (Save-PerfBaseline).Measurements.Where({ $_.Metric -eq 'ERR-001' }).Value
            """);

        Assert.Equal(["Failed", "broken", "Running", "work", "1"], lines);
    }

    [Fact]
    public void A_save_has_the_core_metrics_that_were_measured_and_all_secondary_ones()
    {
        PSObject snapshot = Assert.Single(_session.Run(
            """
            foreach ($metric in (Get-PerfMetric -Kind Core).Id) { Add-PerfMeasurement $metric 1 }
            Save-PerfBaseline shop -Environment lab -Tag @{ b = 2; a = 'x' }
            """).Output);

        Assert.Equal(21, ((System.Collections.IEnumerable)snapshot.Properties["Measurements"].Value).Cast<object>().Count());
        Assert.Equal(("shop", "lab", true), (snapshot.Properties["Application"].Value, snapshot.Properties["Environment"].Value, snapshot.Properties["Cold"].Value));
    }

    [Fact]
    public void History_is_read_as_snapshots_as_rows_and_as_a_baseline()
    {
        string[] lines = _session.Lines(
            """
            foreach ($value in 1..20) { Add-PerfMeasurement APP-001 $value; $null = Save-PerfBaseline shop -Environment lab }
            @(Get-PerfSnapshot).Count, (Get-PerfSnapshot -Last 1).Id, (Get-PerfSnapshot 7).Id
            (Get-PerfMeasurement APP-001 -Last 2 -Warm).Value
            $baseline = Get-PerfBaseline APP-001 -Warm
            $baseline.Metric, $baseline.Median, $baseline.SampleCount, $baseline.Minimum
            """);

        Assert.Equal(["20", "20", "7", "19", "20", "APP-001", "12", "17", "4"], lines);
    }

    [Fact]
    public void A_metric_is_registered_given_a_target_and_unregistered()
    {
        string[] lines = _session.Lines(
            """
            (Register-PerfMetric import_rate -Unit 'rows/s' -Direction HigherIsBetter -OperationName import -PassThru).Category
            (Set-PerfTarget import_rate 100 -WarningPercent 5 -ErrorPercent 15 -PassThru).Target.CriticalPercent
            (Get-PerfMetric import_rate).Target.Value
            Remove-PerfTarget import_rate
            $null -eq (Get-PerfMetric import_rate).Target
            Unregister-PerfMetric import_rate -Confirm:$false
            @(Get-PerfMetric -Kind Custom).Count
            """);

        Assert.Equal(["Custom", "22.5", "100", "True", "0"], lines);
    }

    [Fact]
    public void A_store_is_chosen_described_tested_optimized_and_cleared_of_a_snapshot()
    {
        string[] lines = _session.Lines(
            $$"""
            $null = Save-PerfBaseline; $null = Save-PerfBaseline
            (Set-PerfStore -RetentionDays 7 -PassThru).RetentionDays
            (Optimize-PerfStore -PassThru).Snapshots
            Test-PerfStore
            Remove-PerfSnapshot 1
            (Get-PerfStore).Snapshots
            Set-PerfStore '{{_session["other.db"]}}'
            (Get-PerfStore).Exists
            """);

        Assert.Equal(["7", "2", "True", "1", "False"], lines);
    }

    [Fact]
    public void Objects_bind_by_the_names_of_their_properties()
    {
        string[] lines = _session.Lines(
            """
            [pscustomobject]@{ Metric = 'queue'; Value = 7 }, [pscustomobject]@{ Id = 'APP-001'; Value = '12.5' } | Add-PerfMeasurement
            'a', 'b' | Start-PerfOperation
            Get-PerfOperation | Stop-PerfOperation
            [pscustomobject]@{ Application = 'shop' } | Save-PerfBaseline | ForEach-Object { $_.Application; $_.Measurements[0].Value; $_.Measurements.Count }
            (Get-PerfSnapshot | Get-PerfMeasurement | ForEach-Object Metric) -contains 'queue'
            Get-PerfMetric SVC-* | Set-PerfTarget -Value 3
            (Get-PerfMetric SVC-*).Target.Value
            [pscustomobject]@{ Name = 'x'; Unit = 'B'; Direction = 'HigherIsBetter' } | Register-PerfMetric
            (Get-PerfMetric x).Unit
            Get-PerfSnapshot | Remove-PerfSnapshot
            @(Get-PerfSnapshot).Count
            """);

        Assert.Equal(["shop", "12.5", "14", "True", "3", "3", "B", "0"], lines);
    }

    [Fact]
    public void The_store_of_a_command_goes_before_that_of_the_session()
    {
        string[] lines = _session.Lines(
            $"$null = Save-PerfBaseline -Store '{_session["other.db"]}'; @(Get-PerfSnapshot).Count; @(Get-PerfSnapshot -Store '{_session["other.db"]}').Count");

        Assert.Equal(["0", "1"], lines);
    }

    [Fact]
    public void A_store_may_be_named_relative_to_the_location_of_the_session()
    {
        _session.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_session.Folder}'); $null = Save-PerfBaseline -Store relative.db").AssertClean();

        Assert.True(File.Exists(_session["relative.db"]));
    }

    [Fact]
    public void Many_values_and_long_tags_are_kept()
    {
        string[] lines = _session.Lines(
            """
            1..100000 | Add-PerfMeasurement API-001
            $saved = Save-PerfBaseline -NoEvaluation -Tag @{ long = 'x' * 10000; sql = "'); DROP TABLE performance_snapshots; --"; lines = "a`nb"; emoji = "🚀" }
            $saved.Measurements[0].Count, $saved.Measurements[0].Value
            $read = (Get-PerfSnapshot).Tags
            $read['long'].Length, $read['sql'], ($read['lines'] -eq "a`nb"), $read['emoji']
            """);

        Assert.Equal(["100000", "50000.5", "1024", "'); DROP TABLE performance_snapshots; --", "True", "🚀"], lines);
    }
}
