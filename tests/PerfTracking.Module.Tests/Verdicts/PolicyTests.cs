using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class PolicyTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_store_has_the_default_policy_and_presets_can_be_read()
    {
        Assert.Equal(["Calibrated", "Tiered", "Calibrated", "False"], _session.Lines("(Get-PerfPolicy).Name, (Get-PerfPolicy Tiered).Name, (Get-PerfPolicy calibrated).Name, (Get-PerfStore).Exists"));
    }

    [Fact]
    public void A_preset_is_set_and_a_single_limit_leaves_the_others_as_they_are()
    {
        string[] lines = _session.Lines(
            """
            Set-PerfPolicy tiered -WarningZ 1.5
            Set-PerfPolicy -BaselineWindow 30
            $policy = Set-PerfPolicy -CountsTrend $false -PassThru
            $policy.Name, $policy.WarningZ, $policy.BaselineWindow, $policy.CountsTrend, ($policy -eq (Get-PerfPolicy))
            Set-PerfPolicy Calibrated
            (Get-PerfPolicy) -eq (Get-PerfPolicy Calibrated)
            """);

        Assert.Equal(["Tiered", "1.5", "30", "False", "True", "True"], lines);
    }

    [Fact]
    public void Every_limit_can_be_set()
    {
        string[] lines = _session.Lines(
            """
            $limits = (Get-PerfPolicy).psobject.Properties.Where({ $_.Name -notin 'Name', 'PointsNeeded', 'SameChangePoints', 'Sensitivity' })
            $parameters = (Get-Command Set-PerfPolicy).Parameters
            foreach ($limit in $limits) { if (-not $parameters.ContainsKey($limit.Name)) { "no parameter for $($limit.Name)" } }
            foreach ($limit in $limits) {
                $value = $limit.Value -is [bool] ? -not $limit.Value : $limit.Name -match 'RSquared|Significance' ? $limit.Value / 2 : $limit.Value + 1
                $change = @{ $limit.Name = $value }
                Set-PerfPolicy Calibrated
                # Limits that must stay in order are raised together.
                if ($limit.Name -match '^(Warning|Error)Z$') { $change.CriticalZ = 9; $change.ErrorZ = 8; $change[$limit.Name] = $value }
                if ($limit.Name -eq 'ErrorRSquared') { $change.WarningRSquared = 0.1 }
                Set-PerfPolicy @change
                if ((Get-PerfPolicy).($limit.Name) -ne $value) { "$($limit.Name) is not $value" }
            }
            $limits.Count -gt 20
            """);

        Assert.Equal(["True"], lines);
    }

    [Fact]
    public void A_policy_from_the_pipeline_is_copied_to_another_store()
    {
        string other = _session["other.db"];

        Assert.Equal(["Tiered", "7"], _session.Lines($"Set-PerfPolicy Tiered -ErrorZ 7 -CriticalZ 8; Get-PerfPolicy | Set-PerfPolicy -Store '{other}'; $copy = Get-PerfPolicy -Store '{other}'; $copy.Name, $copy.ErrorZ"));
    }

    [Fact]
    public void A_script_that_changes_a_policy_object_changes_no_other()
    {
        string[] lines = _session.Lines(
            """
            foreach ($name in 'Calibrated', 'Tiered') { $mine = Get-PerfPolicy $name; $mine.WarningZ = 0.5; (Get-PerfPolicy $name).WarningZ }
            $mine = Get-PerfPolicy; $mine.WarningZ = 0.5; (Get-PerfPolicy).WarningZ
            """);

        Assert.Equal(["1", "1", "1"], lines);
    }

    [Theory]
    [InlineData("-BaselineWindow 0", "BaselineWindow")]
    [InlineData("-WarningZ 5", "ErrorZ")]
    [InlineData("-Significance 1", "Significance")]
    [InlineData("-HistoryLimit 5000", "HistoryLimit")]
    [InlineData("-TrendHours ([double]::NaN)", "TrendHours")]
    [InlineData("-BaselineWindow 2147483647", "BaselineWindow")]
    [InlineData("-MinimumBaselineSamples 1001", "MinimumBaselineSamples")]
    [InlineData("-MinimumTrendPoints 1001", "MinimumTrendPoints")]
    [InlineData("-MinimumHistory 1001", "MinimumHistory")]
    [InlineData("-MinimumLastingPoints 2147483647", "MinimumLastingPoints")]
    [InlineData("-ExtremePoints 1001", "ExtremePoints")]
    [InlineData("-TrendHours 20000000", "TrendHours")]
    [InlineData("-TrendHours 87601", "TrendHours")]
    [InlineData("-ExtremeFactor ([double]::PositiveInfinity)", "ExtremeFactor")]
    public void A_limit_out_of_range_is_one_error_that_names_it_and_nothing_changes(string parameters, string name)
    {
        ScriptResult result = _session.Run($"Set-PerfPolicy Tiered; Set-PerfPolicy -CriticalZ 4 {parameters}");

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("LimitNotValid", ErrorCategory.InvalidArgument), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
        Assert.StartsWith(name + " is ", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(["True"], _session.Lines("(Get-PerfPolicy) -eq (Get-PerfPolicy Tiered)"));
    }

    [Fact]
    public void The_farthest_limits_judge_a_save_that_has_a_history()
    {
        Assert.Equal(["15"], _session.Lines(
            """
            Set-PerfPolicy Tiered -CountsChangePoint $true -BaselineWindow 1000 -MinimumBaselineSamples 1000 -TrendHours 87600 -MinimumTrendPoints 1000 -HistoryLimit 1000 -MinimumHistory 1000 -MinimumLastingPoints 1000 -ExtremePoints 1000
            $saved = foreach ($value in 1..15) { Add-PerfMeasurement APP-001 $value; Save-PerfBaseline orders -WarningAction Ignore }
            @($saved).Count
            """));
    }

    [Fact]
    public void With_WhatIf_nothing_is_set()
    {
        Assert.Equal(["Calibrated", "False"], _session.Lines("Set-PerfPolicy Tiered -PassThru -WhatIf; (Get-PerfPolicy).Name; (Get-PerfStore).Exists"));
    }

    [Fact]
    public void The_policy_that_was_set_judges_the_next_save()
    {
        Assert.Equal(["0", "1"], _session.Lines(
            """
            Set-PerfPolicy -CountsThreshold $false
            foreach ($counts in $false, $true) {
                Set-PerfPolicy -CountsThreshold $counts
                Add-PerfMeasurement APP-001 900
                (Save-PerfBaseline -WarningAction SilentlyContinue).Alerts.Where({ $_.Metric -eq 'APP-001' }).Count
            }
            """));
    }
}
