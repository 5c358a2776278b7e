using System.Text.RegularExpressions;
using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

/// <summary>What a person sees, from processes whose output is redirected.</summary>
public partial class SummaryTests
{
    private const string Save = "Add-PerfMeasurement MEM-001 100; Add-PerfMeasurement MEM-002 10; Add-PerfMeasurement APP-001 620; Save-PerfBaseline shop -Environment lab -Summary -WarningAction SilentlyContinue";

    [Fact]
    public async Task Text_in_a_pipeline_is_plain()
    {
        ShellResult result = await Show("Host", Save);

        Assert.Equal((0, ""), (result.ExitCode, result.ErrorText));
        Assert.DoesNotContain('\u001b', result.Text);
        Assert.Matches(@"^shop  snapshot 1, \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, cold start, index 90\.3$", result.Lines[0]);
        Assert.Equal(
            [
                "  startup_time_ms             620 ms  target 500                    ✗ error",
                "  peak_memory_mb             100 MiB  target 512                    ✓ ok",
                "  managed_memory_mb           10 MiB                                ✓ ok",
                "  ✗ error: startup_time_ms is 620 ms, expected 500 ms. 24 % beyond the target of 500.",
                "  1 open alert: 1. See Get-PerfAlert, Approve-PerfAlert, Deny-PerfAlert.",
            ],
            result.Lines[1..].Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task Colour_is_there_for_those_who_want_it()
    {
        ShellResult result = await Show("Ansi", Save);

        Assert.Contains("\u001b[31m✗ error\u001b[0m", result.Text, StringComparison.Ordinal);
        Assert.Contains("\u001b[32m✓ ok\u001b[0m", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_colour_is_said_once_and_ends_where_its_words_end()
    {
        ShellResult summary = await Show("Ansi", Save);
        ShellResult report = await Show("Ansi", $"$null = . {{ {Save} }}; Get-PerfReport");

        Assert.Equal(["\u001b[31m✗ error\u001b[0m", "\u001b[32m✓ ok\u001b[0m", "\u001b[32m✓ ok\u001b[0m", "\u001b[31m✗ error\u001b[0m"], Spans().Matches(summary.Text).Select(static span => span.Value));
        Assert.DoesNotContain("\u001b", Spans().Replace(summary.Text, ""), StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", report.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_NO_COLOR_there_is_none()
    {
        ShellResult result = await ShellRun.Script($"if ($env:NO_COLOR) {{ {Save}; Get-PerfAlert }}");

        Assert.Contains("✗ error", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Text);
    }

    [Fact]
    public async Task A_report_and_alerts_are_tables()
    {
        ShellResult report = await Show("Host", $"$null = . {{ {Save} }}; Get-PerfReport -Metric APP-001");
        ShellResult alerts = await Show("Host", $"$null = . {{ {Save} }}; Get-PerfAlert");

        Assert.Equal("Alerts: 1 error; 1 open", report.Lines[2]);
        Assert.Equal("  startup_time_ms            1      620       620 ms      620      620        -", report.Lines[^1].TrimEnd());
        Assert.Matches(@"^ +Id +Severity +State +Metric +Application +Value +Change \(95%\) +Raised \(UTC\)", alerts.Lines[0]);
        Assert.Matches(@"^ +1 +✗ error +Open +startup_time_ms +shop +620 ms +\+24% +\d{4}-", alerts.Lines[2]);
    }

    [Fact]
    public async Task The_index_of_a_snapshot_is_the_same_when_it_is_saved_and_when_it_is_read()
    {
        ShellResult result = await Show("Host", "Add-PerfMeasurement APP-001 900; Save-PerfBaseline shop -Environment lab -WarningAction SilentlyContinue; Get-PerfSnapshot -Last 1");

        Assert.Equal(2, result.Lines.Count(static line => line.Contains("77.8", StringComparison.Ordinal)));
    }

    private static Task<ShellResult> Show(string rendering, string script) =>
        ShellRun.Script($"$PSStyle.OutputRendering = '{rendering}'; . {{ {script} }} | Out-String -Stream -Width 120");

    [GeneratedRegex("\u001b\\[[0-9;]+m[^\u001b\r\n]+\u001b\\[0m")]
    private static partial Regex Spans();
}
