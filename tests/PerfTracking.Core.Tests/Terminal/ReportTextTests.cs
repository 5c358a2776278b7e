using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Reporting;
using PerfTracking.Terminal;

namespace PerfTracking.Tests.Terminal;

public class ReportTextTests
{
    private static readonly PerfReport Empty = new()
    {
        From = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
        To = new DateTimeOffset(2026, 3, 8, 12, 0, 0, TimeSpan.Zero),
        Metrics = [],
        AlertsBySeverity = new Dictionary<PerfSeverity, int>(),
    };

    [Fact]
    public void A_period_without_anything_says_so()
    {
        Assert.Equal(["2026-03-01 12:00 to 2026-03-08 12:00 UTC, 0 snapshots", "Performance index - (before: -)", "No alerts"], ReportText.Lines(Empty));
    }

    [Fact]
    public void Index_and_alerts_are_told_in_a_line_each()
    {
        PerfReport report = Empty with
        {
            Snapshots = 12,
            PerformanceIndex = 87.5,
            PreviousPerformanceIndex = 100,
            AlertsBySeverity = new SortedDictionary<PerfSeverity, int> { [PerfSeverity.Critical] = 2, [PerfSeverity.Warning] = 1 },
            OpenAlerts = 1,
        };

        Assert.Equal(["Performance index 87.5 (before: 100)", "Alerts: 1 warning, 2 critical; 1 still open"], ReportText.Lines(report).Skip(1));
    }

    [Fact]
    public void No_index_stands_beside_an_open_critical_alert()
    {
        PerfReport report = Empty with { PerformanceIndex = 100, OlderOpenAlerts = 1, WorstOpenAlert = PerfSeverity.Critical };

        Assert.Equal(["Performance index: none while a critical alert is open (it knows targets alone)", "No alerts; 1 older one is open"], ReportText.Lines(report).Skip(1));
    }

    [Fact]
    public void Long_names_units_and_numbers_keep_their_columns_in_a_window_of_80()
    {
        PerfReportMetric row = Row("build." + new string('x', 250), new string('u', 200), median: 98765432109876, previous: 0) with { Count = 1234567, Minimum = -1e300, P95 = 123456789, Maximum = 1e300 };

        string line = ReportText.Lines(Empty with { Metrics = [row] }).Last();

        Assert.Equal($"  …{new string('x', 21)} 1.2E6   -1E300 9.88E13 uuu…   1.23E8    1E300 {Ansi.Yellow("0→9.9E13")}", line);
    }

    [Fact]
    public void Metrics_are_in_columns_below_what_they_were_measured_of()
    {
        PerfReportMetric warm = Row("startup_time_ms", "ms", median: 480, previous: 400);
        PerfReport report = Empty with { Metrics = [warm, Row("rule_cache_hit_rate", "ratio", median: 0.9, previous: 0.75) with { Direction = MetricDirection.HigherIsBetter }, warm with { Cold = true, PreviousMedian = null }] };

        Assert.Equal(
            [
                "",
                "shop, warm, lab",
                "  metric                 count      min       median      p95      max   change",
                $"  startup_time_ms           20      1.5       480 ms    1,200   12,345     {Ansi.Yellow("+20%")}",
                $"  rule_cache_hit_rate       20      1.5    0.9 ratio    1,200   12,345     {Ansi.Green("+20%")}",
                "",
                "shop, cold, lab",
                "  metric                 count      min       median      p95      max   change",
                "  startup_time_ms           20      1.5       480 ms    1,200   12,345        -",
            ],
            ReportText.Lines(report).Skip(3));
    }

    private static PerfReportMetric Row(string name, string unit, double median, double? previous) => new()
    {
        Metric = name,
        Name = name,
        Unit = unit,
        Application = "shop",
        Environment = "lab",
        Count = 20,
        Minimum = 1.5,
        Median = median,
        P95 = 1200,
        Maximum = 12345,
        PreviousMedian = previous,
    };
}
