using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Processes;

/// <summary>The first and the last times that PowerShell knows are times like any other, in every zone.</summary>
public sealed class ExtremeTimeTests
{
    private const string Script = """
        [TimeZoneInfo]::ClearCachedData()
        $first = [datetime]::MinValue.AddTicks(1)
        $last = [datetime]::MaxValue
        $null = Save-PerfBaseline shop
        foreach ($time in $first, $last, [datetime]::SpecifyKind($last, 'Utc'), [datetime]::SpecifyKind($first, 'Local')) {
            (@(Get-PerfSnapshot -Application shop -Since $time).Count -eq 1) -eq ($time -le [datetime]::Now)
            (@(Get-PerfSnapshot -Application shop -Until $time).Count -eq 1) -eq ($time -gt [datetime]::Now)
            Add-PerfAnnotation "at $time" -Timestamp $time
            @(1..30 | ForEach-Object { [pscustomobject]@{ Value = $_ -lt 15 ? 1 + $_ % 2 : 9 + $_ % 2; Timestamp = $time } } | Get-PerfChangePoint -Property Value).Count -eq 1
            '{"results":[{"command":"a","median":0.15,"times":[0.1,0.2],"exit_codes":[0,0]}]}' | Set-Content results.json
            $imported = Import-PerfMeasurement results.json -Application "at $($time.Ticks) $($time.Kind)" -Timestamp $time -PassThru -ErrorAction SilentlyContinue -ErrorVariable refused
            $time.Year -lt 1970 ? $refused.FullyQualifiedErrorId -like 'ResultFileMalformed,*' : $imported.Timestamp.Year -eq $time.Year
        }
        @(Get-PerfAnnotation).Count -eq 4
        @(Get-PerfAlert -OlderThan ([timespan]::MaxValue)).Count -eq 0
        @(Get-PerfAlert -OlderThan ([timespan]::MinValue)).Count -eq 0
        """;

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Asia/Tokyo")]
    [InlineData("UTC")]
    public async Task They_end_no_command(string zone)
    {
        ShellResult run = await ShellRun.Script($"$env:TZ = '{zone}'\n{Script}");

        Assert.Empty(run.ErrorText);
        Assert.Equal(Enumerable.Repeat("True", (4 * 4) + 3), run.Lines);
    }
}
