using System.Management.Automation;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Cmdlets;

/// <summary>One voice: what a person reads is the same wherever that person lives.</summary>
[Collection(SharedEngine.Name)]
public sealed class VoiceTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Add-PerfMeasurement APP-001 -1.5", "-1.5 cannot be a value of 'APP-001 startup_time_ms': ")]
    [InlineData("Set-PerfTarget APP-001 -0.5", "-0.5 cannot be a target: ")]
    [InlineData("Set-PerfTarget APP-001 5 -WarningPercent 20.5 -ErrorPercent 10.5", "10.5 cannot be an error percentage: it is a finite number of at least the warning percentage (20.5).")]
    [InlineData("Set-PerfPolicy Tiered -WarningZ 3.5 -ErrorZ 1.5", "ErrorZ is 1.5; it is a finite number of at least 3.5.")]
    [InlineData("$null | Test-PerfGate -FailPercent -1.5", "FailPercent is -1.5; it is a finite number above 0.")]
    [InlineData("$null | Test-PerfGate -FailPercent 1.5 -WarnPercent 2.5", "WarnPercent is 2.5 and FailPercent 1.5: ")]
    [InlineData("1.5 | Export-PerfComparison -Path x.md", "'1.5' is neither a result of Test-PerfGate nor ")]
    public void A_number_in_an_error_is_the_same_in_every_culture(string script, string message)
    {
        ScriptResult result = _session.Run($"[cultureinfo]::CurrentCulture = 'de-DE'; {script}");

        ErrorRecord error = Assert.Single(result.Errors.Concat(result.Thrown is IContainsErrorRecord { ErrorRecord: { } thrown } ? [thrown] : []));
        Assert.StartsWith(message, error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void So_it_is_in_a_tag() => Assert.Equal(
        ["slow=1.5"],
        _session.Lines("[cultureinfo]::CurrentCulture = 'de-DE'; Add-PerfMeasurement queue 1; \"$((Save-PerfBaseline -Tag @{ slow = 1.5 }).Tags)\""));
}
