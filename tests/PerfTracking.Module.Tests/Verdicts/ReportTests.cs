using PerfTracking.ModuleTests.Engine;

namespace PerfTracking.ModuleTests.Verdicts;

[Collection(SharedEngine.Name)]
public sealed class ReportTests : IDisposable
{
    private readonly ModuleSession _session = Shop.Open();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void A_period_is_summed_up_in_objects()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value APP-001 400, 620, 480
            $report = Get-PerfReport -Days 7
            $report.Snapshots, ($report.To - $report.From).TotalDays
            $row = $report.Metrics.Where({ $_.Metric -eq 'APP-001' })[0]
            $row.Count, $row.Minimum, $row.Median, $row.P95, $row.Maximum, ($null -eq $row.ChangePercent), $row.Application, $row.Cold
            $report.AlertsBySeverity['Error'], $report.OpenAlerts, ($report.PerformanceIndex -gt 90)
            """);

        Assert.Equal(["6", "7", "3", "400", "480", "606", "620", "True", "shop", "False", "1", "1", "True"], lines);
    }

    [Fact]
    public void A_report_is_about_the_applications_and_metrics_asked_for()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value APP-001 400
            Add-PerfMeasurement queue 5; $null = Save-PerfBaseline mail
            (Get-PerfReport -Application mail).Snapshots
            (Get-PerfReport -Metric q*).Metrics.Metric
            ([pscustomobject]@{ Application = 'shop' } | Get-PerfReport -Metric APP-001).Metrics.Median
            (Get-PerfReport -Application nobody*).Metrics.Count
            """);

        Assert.Equal(["1", "queue", "400", "0"], lines);
    }

    [Fact]
    public void A_status_stands_beside_the_history_of_the_metric()
    {
        string[] lines = _session.Lines(
            """
            $null = Save-Value APP-001 ((Get-Level 400 20) + 620)
            $status = Get-PerfStatus APP-001
            $status.Current, $status.Target, $status.Median, $status.SampleCount, $status.WeekMedian, [Math]::Round($status.TrendPercent, 6), $status.Status, $status.Expected
            @(Get-PerfStatus).Where({ $_.Kind -eq 'Secondary' }).Count, @(Get-PerfStatus -All).Where({ $_.Kind -eq 'Secondary' }).Count
            """);

        Assert.Equal(["620", "500", "400", "20", "400", "55", "Error", "500", "0", "8"], lines);
    }
}
