using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class ReplayTests : IDisposable
{
    private const string TwoSteps = "$null = Save-Value VAL-002 ((Get-Level 100 20) + (Get-Level 120 20) + (Get-Level 144 20))";

    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_replay_tells_what_would_have_been_raised_and_when()
    {
        Assert.Equal(["40", "Calibrated", "24", "20", "4", "Error", "Worse", "True"], _session.Lines(
            """
            $replay = (Get-Level 100 20) + (Get-Level 120 20) | Invoke-PerfReplay
            $replay.PointCount, $replay.Policy
            $finding = (Get-Level 100 20) + (Get-Level 120 20) | Invoke-PerfReplay -Finding
            $finding.RaisedIndex, $finding.ChangeIndex, $finding.Delay, $finding.Severity, $finding.Effect
            $replay.Findings.Count -eq 1 -and $replay.Findings[0] -eq $finding
            """));
    }

    [Fact]
    public void A_replay_raises_where_the_saves_did()
    {
        string[] lines = _session.Lines($"{TwoSteps}; (Invoke-PerfReplay VAL-002 -Finding).SnapshotId; (Get-PerfAlert -Metric VAL-002).FirstSnapshotId");

        Assert.Equal(["28", "48", "28"], lines);
    }

    [Fact]
    public void What_was_found_names_its_series_environment_and_all()
    {
        string[] lines = _session.Lines(
            """
            foreach ($environment in 'east', 'west') {
                $null = Save-Value '' 0, 0, 0 $environment
                $null = Save-Value VAL-002 ((Get-Level 100 20) + (Get-Level 144 20)) $environment
            }
            foreach ($found in (Get-PerfChangePoint VAL-002), (Invoke-PerfReplay VAL-002 -Finding)) { $found | ForEach-Object { "$($_.Metric) $($_.Application) $($_.Environment) $($_.Cold)" } }
            Invoke-PerfReplay VAL-002 | ForEach-Object { "$($_.Metric.Id) $($_.Application) $($_.Environment) $($_.Cold)" }
            """);

        string[] series = ["VAL-002 shop east False", "VAL-002 shop west False"];
        Assert.Equal([.. series, .. series, .. series], lines);
    }

    [Fact]
    public void Approved_and_denied_alerts_give_precision_and_recall()
    {
        string[] lines = _session.Lines(
            $$"""
            $null = Save-Value VAL-002 ((Get-Level 100 20) + (Get-Level 120 20))
            Approve-PerfAlert 1 -Rebaseline
            $null = Save-Value VAL-002 (Get-Level 144 20)
            Deny-PerfAlert 2
            foreach ($replay in (Invoke-PerfReplay VAL-002 -Compare), (Invoke-PerfReplay VAL-002)) { "$($replay.Precision) $($replay.Recall) $($replay.MedianDelay)" }
            (Invoke-PerfReplay VAL-002 -Compare -Finding).IsConfirmed
            """);

        Assert.Equal(["0.5 1 4", "  ", "True", "False"], lines);
    }

    [Fact]
    public void Every_alert_denied_is_a_precision_of_nothing()
    {
        string[] lines = _session.Lines($"{TwoSteps}; Get-PerfAlert | Deny-PerfAlert; $replay = Invoke-PerfReplay VAL-002 -Compare; $replay.Precision, ($null -eq $replay.Recall)");

        Assert.Equal(["0", "True"], lines);
    }

    [Fact]
    public void A_policy_with_a_limit_out_of_range_is_one_error()
    {
        ScriptResult result = _session.Run("$bad = Get-PerfPolicy; $bad.BaselineWindow = 0; 1..20 | Invoke-PerfReplay -PolicyObject $bad");

        Assert.Null(result.Thrown);
        Assert.Equal(["LimitNotValid"], result.ErrorIds);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_policy_is_tried_by_name_or_as_an_object_before_it_is_set()
    {
        string[] lines = _session.Lines(
            $$"""
            {{TwoSteps}}
            (Invoke-PerfReplay VAL-002 -Policy Tiered).Policy
            $deaf = Get-PerfPolicy
            $deaf.CountsChangePoint = $false
            @(Invoke-PerfReplay VAL-002 -PolicyObject $deaf -Finding).Count
            @(Invoke-PerfReplay VAL-002 -Finding).Count
            $deaf | Set-PerfPolicy
            @(Invoke-PerfReplay VAL-002 -Finding).Count
            """);

        Assert.Equal(["Tiered", "0", "2", "0"], lines);
    }
}
