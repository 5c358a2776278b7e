using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class ChangePointTests : IDisposable
{
    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void Any_numbers_from_the_pipeline_are_a_series()
    {
        Assert.Equal(["30", "100", "150", "50", "None"], _session.Lines(
            "(Get-Level 100 30) + (Get-Level 150 30) | Get-PerfChangePoint | ForEach-Object { $_.Index, $_.Before, $_.After, $_.Shift, $_.Effect }"));
        Assert.Equal(["Worse"], _session.Lines("(Get-Level 150 30) + (Get-Level 100 30) | Get-PerfChangePoint -Direction HigherIsBetter | ForEach-Object Effect"));
        Assert.True(_session.Lines("(1..500 | Get-PerfChangePoint).Index").Length > 0);
    }

    [Fact]
    public void Numbers_of_every_type_and_their_texts_are_numbers()
    {
        Assert.Equal(["10"], _session.Lines("(([byte]1, 1.0, 1d, '1', ' 1.0 ', '1e0', [long]1, [uint64]1, [decimal]1, [float]1) + @('9.5', 9.5) * 5 | Get-PerfChangePoint).Index"));
    }

    [Fact]
    public void Rows_of_a_file_are_read_by_the_property_that_holds_the_number()
    {
        string[] lines = _session.Lines(
            """
            $rows = (Get-Level 100 30) + (Get-Level 150 30) | ForEach-Object { [pscustomobject]@{ Name = 'x'; Measurement = $_.ToString([cultureinfo]::InvariantCulture) } }
            ($rows | Get-PerfChangePoint -Property Measurement).Index
            ($rows | Invoke-PerfReplay -Property measurement).PointCount
            """);

        Assert.Equal(["30", "60"], lines);
    }

    [Theory]
    [InlineData("'x'")]
    [InlineData("''")]
    [InlineData("'1,5'")]
    [InlineData("$null")]
    [InlineData("$true")]
    [InlineData("[datetime]::Now")]
    [InlineData("[double]::NaN")]
    [InlineData("'Infinity'")]
    [InlineData("@{ a = 1 }")]
    public void What_is_no_number_is_told_and_left_out(string value)
    {
        ScriptResult result = _session.Run($"(Get-Level 100 10) + @(, ({value})) + (Get-Level 150 10) | Get-PerfChangePoint | ForEach-Object Index");

        Assert.Equal(["10"], result.Texts);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.Equal(("NumberNotValid", ErrorCategory.InvalidData), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
    }

    [Fact]
    public void A_whole_object_is_told_by_its_type()
    {
        ScriptResult result = _session.Run("Get-PerfPolicy | Get-PerfChangePoint");

        Assert.Equal("A PerfPolicy is no number and is left out; -Property names what it holds the number in.", Assert.Single(result.Errors).ToString());
    }

    [Fact]
    public void A_property_that_is_missing_is_told_by_its_name()
    {
        ScriptResult result = _session.Run("[pscustomobject]@{ Value = 1 } | Get-PerfChangePoint -Property Size; 5 | Invoke-PerfReplay -Property Size -Finding");

        Assert.Equal(["NumberNotValid", "NumberNotValid"], result.ErrorIds);
        Assert.All(result.Errors, error => Assert.Contains("'Size'", error.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void Smallest_effect_and_shortest_level_are_parameters()
    {
        const string series = "(Get-Level 100 30) + (Get-Level 150 6) + (Get-Level 100 30)";

        Assert.Equal(["30", "36"], _session.Lines($"({series} | Get-PerfChangePoint).Index"));
        Assert.Empty(_session.Lines($"{series} | Get-PerfChangePoint -MinimumSegmentLength 8"));
        Assert.Empty(_session.Lines($"{series} | Get-PerfChangePoint -MinimumEffectPercent 60"));
    }

    [Theory]
    [InlineData("Set-PerfPolicy")]
    [InlineData("1..50 | Get-PerfChangePoint")]
    public void Significance_has_one_range_wherever_it_is_asked_for(string command)
    {
        foreach (string outside in (string[])["0", "1", "-0.1", "([double]::NaN)"])
        {
            ErrorRecord error = Assert.Single(_session.Run($"{command} -Significance {outside}").Errors);
            Assert.Equal(("LimitNotValid", ErrorCategory.InvalidArgument), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
            Assert.EndsWith("it lies between 0 and 1, both excluded.", error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_session.Run($"{command} -Significance 1e-300; {command} -Significance 0.999").Errors);
    }

    [Theory]
    [InlineData("@() | Get-PerfChangePoint")]
    [InlineData("5 | Get-PerfChangePoint")]
    [InlineData("@(5) * 50 | Get-PerfChangePoint")]
    [InlineData("Get-PerfChangePoint no*")]
    public void Where_nothing_changed_nothing_comes_out(string script)
    {
        Assert.Empty(_session.Lines(script));
    }

    [Fact]
    public void Stored_history_is_read_by_metric_warm_and_cold_apart()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value VAL-002 ((Get-Level 100 20) + (Get-Level 120 20))
            Get-PerfChangePoint VAL-* | ForEach-Object { $_.Index, $_.SnapshotId, $_.Effect, $_.Metric, $_.Application, $_.Cold, $_.PointsBefore, $_.PointsAfter }
            @(Get-PerfChangePoint rule_loading_time_ms -Last 15).Count, @(Get-PerfChangePoint VAL-* -Application other*).Count, @(Get-PerfChangePoint VAL-* -Cold).Count
            """);

        Assert.Equal(["20", "24", "Worse", "VAL-002", "shop", "False", "20", "20", "0", "0", "0"], lines);
    }

    [Theory]
    [InlineData("Get-PerfChangePoint")]
    [InlineData("Invoke-PerfReplay")]
    public void A_metric_of_which_nothing_was_measured_is_an_error(string command)
    {
        ErrorRecord error = Assert.Single(_session.Run($"{command} VAL-002").Errors);

        Assert.Equal(("NoHistory", ErrorCategory.ObjectNotFound), (ScriptResult.IdOf(error), error.CategoryInfo.Category));
    }
}
