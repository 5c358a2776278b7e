using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

/// <summary>What a person has decided is no finding any more, until it gets worse.</summary>
[Collection(SharedEngine.Name)]
public sealed class AcceptedTests : IDisposable
{
    private const string Slow = "$null = Save-Value APP-001 400, 620, 620";
    private const string Show = "ForEach-Object { \"$($_.Severity) $($_.AlertId) $($_.AlertState)\" }";

    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Approve-PerfAlert 1", "Error 1 Approved")]
    [InlineData("Deny-PerfAlert 1", "Error 1 Denied")]
    public void A_decided_finding_is_left_out_unless_it_is_asked_for(string decision, string shown)
    {
        Assert.Equal(
            ["Error 1 Open", shown, shown],
            _session.Lines($"{Slow}; Get-PerfRegression | {Show}; {decision}; Get-PerfRegression | {Show}; Get-PerfRegression -IncludeAccepted | {Show}; Get-PerfRegression APP-001 -All | {Show}"));
    }

    [Fact]
    public void It_comes_back_when_it_gets_worse()
    {
        Assert.Equal(["Critical 2 Open"], _session.Lines($"{Slow}; Approve-PerfAlert 1; $null = Save-Value APP-001 700; Get-PerfRegression | {Show}"));
    }

    [Fact]
    public void It_is_judged_by_the_alert_of_its_own_snapshot()
    {
        Assert.Equal(
            ["6 Approved", "10 Open"],
            _session.Lines($"{Slow}; Approve-PerfAlert 1; $null = Save-Value APP-001 400, 400, 400, 620; Get-PerfSnapshot | Get-PerfRegression -IncludeAccepted | Where-Object SnapshotId -gt 5 | ForEach-Object {{ \"$($_.SnapshotId) $($_.AlertState)\" }}"));
    }

    [Fact]
    public void A_value_that_was_not_saved_and_a_snapshot_that_was_not_judged_have_no_alert()
    {
        Assert.Equal(
            ["Error  ", "Error  "],
            _session.Lines($"Get-PerfRegression APP-001 -Value 620 | {Show}; Add-PerfMeasurement APP-001 620; Save-PerfBaseline shop -Environment lab -NoEvaluation | Get-PerfRegression APP-001 | {Show}"));
    }
}
