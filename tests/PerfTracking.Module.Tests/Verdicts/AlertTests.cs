using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class AlertTests : IDisposable
{
    private const string Step = "$null = Save-Value VAL-002 ((Get-Level 100 20) + (Get-Level 120 20))";

    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void An_alert_is_told_by_the_save_that_raises_it_and_by_no_other()
    {
        string[] lines = _session.Lines("Save-Value APP-001 620, 630, 640 | ForEach-Object { \"$($_.Alerts.Count) $($_.Alerts[0].IsNew) $($_.Alerts[0].Count)\" }");

        Assert.Equal(["1 True 1", "1 False 2", "1 False 3"], lines);
    }

    [Fact]
    public void The_warning_has_the_numbers_the_reason_and_a_stable_id()
    {
        ScriptResult result = _session.Run("foreach ($value in 620, 630) { Add-PerfMeasurement MEM-001 1; Add-PerfMeasurement APP-001 $value; $null = Save-PerfBaseline shop -Environment lab }");

        Assert.Equal(["Error: APP-001 startup_time_ms of shop is 620 ms, expected 500 ms. 24 % beyond the target of 500. (alert 1) [PerfAlertRaised]"], result.Warnings);
        Assert.Empty(result.Errors);
    }

    [Fact]
    public void A_save_without_evaluation_judges_nothing_and_says_nothing()
    {
        ScriptResult result = _session.Run("Add-PerfMeasurement APP-001 9999; (Save-PerfBaseline shop -NoEvaluation).Alerts.Count; @(Get-PerfAlert -All).Count; (Get-PerfMeasurement APP-001).Value");

        Assert.Equal(["0", "0", "9999"], result.Lines);
    }

    [Fact]
    public void Alerts_from_the_pipeline_are_approved_with_who_when_and_why()
    {
        string[] lines = _session.Lines(
            $$"""
            {{Step}}
            $before = [datetimeoffset]::UtcNow.AddMilliseconds(-1)
            $alert = Get-PerfAlert | Approve-PerfAlert -Notes "Fixed by PR #123, 'soon'`n🚀" -PassThru
            $alert.State, $alert.Notes, ($alert.DecidedBy -eq [Environment]::UserName), ($alert.DecidedAt -ge $before -and $alert.DecidedAt -le [datetimeoffset]::UtcNow), $alert.DecidedAt.Offset
            @(Get-PerfAlert).Count
            (Get-PerfAlert $alert.Id) -eq $alert
            (Save-Value VAL-002 120).Alerts.Count
            """);

        Assert.Equal(["Approved", "Fixed by PR #123, 'soon'\n🚀", "True", "True", "00:00:00", "0", "True", "0"], lines);
    }

    [Fact]
    public void With_Rebaseline_the_new_level_is_the_baseline()
    {
        string[] lines = _session.Lines(
            $$"""
            {{Step}}
            Approve-PerfAlert -Id 1 -Notes 'new hardware' -Rebaseline
            $baseline = Get-PerfBaseline VAL-002
            $baseline.Median, $baseline.SampleCount
            @(Get-PerfRegression VAL-002).Count
            (Get-PerfRegression VAL-002 -Value 120 -All).Severity
            $null = Save-Value VAL-002 (Get-Level 120 6)
            @(Get-PerfAlert).Count
            $null = Save-Value VAL-002 (Get-Level 144 5)
            (Get-PerfAlert).Expected
            """);

        Assert.Equal(["120", "20", "0", "Ok", "0", "120"], lines);
    }

    [Fact]
    public void A_false_alarm_is_denied_and_stays_silent()
    {
        string[] lines = _session.Lines($"{Step}; Deny-PerfAlert 1 -Notes noise; (Get-PerfAlert -State Denied).Notes; (Save-Value VAL-002 120).Alerts.Count; (Get-PerfAlert 1).Count");

        Assert.Equal(["noise", "0", "17"], lines);
    }

    [Theory]
    [InlineData("Approve-PerfAlert 1 -Rebaseline -Notes x -PassThru -WhatIf")]
    [InlineData("Get-PerfAlert | Deny-PerfAlert -PassThru -WhatIf")]
    public void With_WhatIf_nothing_is_decided(string command)
    {
        string[] lines = _session.Lines($"{Step}; {command}; $alert = Get-PerfAlert; $alert.State, ($null -eq $alert.DecidedBy), (Get-PerfBaseline VAL-002).SampleCount");

        Assert.Equal(["Open", "True", "20"], lines);
    }

    [Theory]
    [InlineData("Get-PerfAlert 42")]
    [InlineData("Approve-PerfAlert 42")]
    [InlineData("42 | Deny-PerfAlert -WhatIf")]
    public void An_alert_that_does_not_exist_is_one_error(string script)
    {
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);

        Assert.Equal(("AlertNotFound", ErrorCategory.ObjectNotFound, (object)42L), (ScriptResult.IdOf(error), error.CategoryInfo.Category, error.TargetObject));
    }

    [Fact]
    public void What_exists_is_decided_though_something_else_does_not()
    {
        ScriptResult result = _session.Run($"{Step}; 42, 1 | Approve-PerfAlert -PassThru | ForEach-Object Id");

        Assert.Equal(["1"], result.Texts);
        Assert.Equal(["AlertNotFound"], result.ErrorIds);
    }

    [Fact]
    public void Alerts_are_filtered_by_state_severity_metric_application_and_age()
    {
        string[] lines = _session.Lines(
            """
            function Show { "$($args[0]): $($input.Id)" }
            $null = Save-Value APP-001 560, 400, 400, 400
            $null = Save-Value APP-001 601
            $null = Save-Value GEN-001 9000
            Add-PerfMeasurement APP-001 651; $null = Save-PerfBaseline mail -Environment lab -WarningAction SilentlyContinue
            Approve-PerfAlert 3
            Get-PerfAlert | Show open
            Get-PerfAlert -All | Show all
            Get-PerfAlert -State Resolved, Approved | Show decided
            Get-PerfAlert -Severity Critical -All | Show critical
            Get-PerfAlert -Metric app-* | Show metric
            Get-PerfAlert -Metric startup_time_ms -Application ma* | Show application
            Get-PerfAlert -Since ([datetime]::Now.AddMinutes(-5)) | Show since
            Get-PerfAlert -Since ([datetime]::UtcNow.AddMinutes(5)) | Show future
            Get-PerfAlert -OlderThan 1:00 | Show old
            Get-PerfAlert 4, 1 | Show ids
            """);

        Assert.Equal(["open: 2 4", "all: 1 2 3 4", "decided: 1 3", "critical: 3 4", "metric: 2 4", "application: 4", "since: 2 4", "future: ", "old: ", "ids: 4 1"], lines);
    }
}
