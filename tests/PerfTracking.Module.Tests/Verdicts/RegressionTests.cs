using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class RegressionTests : IDisposable
{
    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("APP-001", 550, "")]
    [InlineData("APP-001", 551, "Warning")]
    [InlineData("startup_time_ms", 600, "Warning")]
    [InlineData("app-001", 601, "Error")]
    [InlineData("APP-*", 651, "Critical")]
    public void A_value_that_was_not_saved_is_held_against_its_target(string metric, double value, string severity)
    {
        string[] expected = severity.Length == 0 ? [] : [severity];

        Assert.Equal(expected, _session.Lines($"Get-PerfRegression {metric} -Value {value} | ForEach-Object Severity"));
        Assert.Equal(["3"], _session.Lines("(Get-PerfStore).Snapshots"));
    }

    [Fact]
    public void A_value_that_was_not_saved_is_held_against_its_history()
    {
        _session.Run("$null = Save-Value VAL-002 (380, 420, 380, 420, 380, 420, 380, 420, 380, 420)").AssertClean();

        Assert.Equal(["Error", "Statistical", "400", "15"], _session.Lines("Get-PerfRegression VAL-002 -Value 460 -Policy Tiered | ForEach-Object { $_.Severity, $_.Kind, $_.Expected, $_.DeviationPercent }"));
        Assert.Empty(_session.Lines("Get-PerfRegression VAL-002 -Value 405 -Policy Tiered; Get-PerfRegression VAL-002 -Value 460 -Application other* -Policy Tiered"));
    }

    [Fact]
    public void The_own_target_of_an_application_counts_before_there_is_any_history()
    {
        _session.Run("Set-PerfTarget APP-001 100 -Application mail").AssertClean();

        Assert.Equal(["100"], _session.Lines("(Get-PerfRegression APP-001 -Value 400 -Application mail).Expected"));
        Assert.Empty(_session.Lines("Get-PerfRegression APP-001 -Value 400"));
    }

    [Fact]
    public void With_All_a_verdict_without_a_finding_comes_out_with_the_reason_of_each_tier()
    {
        string[] lines = _session.Lines("Get-PerfRegression VAL-002 -Value 5 -All | ForEach-Object { $_.Severity, $_.Message, $_.Tiers.Count; $_.Tiers[0].Reason; $_.Tiers.Where({ -not $_.CanSpeak }).Count }");

        Assert.Equal(["Ok", "Nothing to report.", "4", "The metric has no target.", "4"], lines);
    }

    [Fact]
    public void Snapshots_from_the_pipeline_are_judged_each_against_what_was_before_it()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value APP-001 400, 651, 400, 601
            Get-PerfSnapshot | Get-PerfRegression | ForEach-Object { "$($_.SnapshotId) $($_.Metric.Id) $($_.Severity)" }
            (Save-Value APP-001 651 | Get-PerfRegression).SnapshotId
            (Get-PerfMeasurement APP-001 | Get-PerfRegression APP-001 -All).Count
            """);

        Assert.Equal(["5 APP-001 Critical", "7 APP-001 Error", "8", "5"], lines);
    }

    [Fact]
    public void Without_anything_the_latest_snapshot_of_each_application_is_judged()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value APP-001 651, 601
            foreach ($value in 601, 400) { Add-PerfMeasurement APP-001 $value; $null = Save-PerfBaseline mail -Environment lab -WarningAction SilentlyContinue }
            Get-PerfRegression APP-* | ForEach-Object { "$($_.Application) $($_.Severity)" }
            (Get-PerfRegression APP-* -Application mail -All).Value
            """);

        Assert.Equal(["shop Error", "400"], lines);
    }

    [Theory]
    [InlineData("Get-PerfRegression APP-001 -Value ([double]::NaN)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("$null = Save-Value APP-001 400; $null = Save-Value APP-001 400 east; Get-PerfRegression APP-001 -Value ([double]::NaN)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Get-PerfRegression APP-001 -Value ([double]::NegativeInfinity)", "ValueNotValid", ErrorCategory.InvalidArgument)]
    [InlineData("Get-PerfRegression nothing -Value 5", "MetricNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Get-PerfRegression -SnapshotId 99", "SnapshotNotFound", ErrorCategory.ObjectNotFound)]
    public void A_mistake_is_one_error_with_a_stable_id(string script, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Run(script).Errors);

        Assert.Equal((id, category), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
    }

    [Fact]
    public void A_pattern_that_matches_nothing_is_no_mistake()
    {
        Assert.Empty(_session.Lines("Get-PerfRegression no* -Value 5; Get-PerfRegression no*"));
    }
}
