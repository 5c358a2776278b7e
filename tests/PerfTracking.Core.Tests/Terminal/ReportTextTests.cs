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
        AlertsBySeverity = new Dictionary<string, int>(),
    };

    [Fact]
    public void A_period_without_anything_says_so()
    {
        Assert.Equal(["2026-03-01 12:00 to 2026-03-08 12:00 UTC, 0 snapshots", "Performance index: - (before: -)", "Alerts: none raised"], ReportText.Lines(Empty));
    }

    [Fact]
    public void Index_and_alerts_are_told_in_a_line_each()
    {
        PerfReport report = Empty with
        {
            Snapshots = 12,
            PerformanceIndex = 87.5,
            PreviousPerformanceIndex = 100,
            AlertsBySeverity = new Dictionary<string, int> { [nameof(PerfSeverity.Critical)] = 2, [nameof(PerfSeverity.Warning)] = 1 },
            OpenAlerts = 1,
        };

        Assert.Equal(["Performance index: 87.5 (before: 100)", "Alerts: 2 critical, 1 warning; 1 open"], ReportText.Lines(report).Skip(1));
    }

    [Fact]
    public void No_index_stands_beside_an_open_critical_alert()
    {
        PerfReport report = Empty with { PerformanceIndex = 100, OlderOpenAlerts = 1, WorstOpenAlert = PerfSeverity.Critical };

        Assert.Equal(["Performance index: none while a critical alert is open (it knows targets alone)", "Alerts: none raised, 1 older open"], ReportText.Lines(report).Skip(1));
    }

    [Fact]
    public void The_measured_index_has_no_row_either_where_it_is_not_shown()
    {
        PerfReport report = Empty with { Metrics = [Row("IDX-001", "points", 100, null), Row("APP-001", "ms", 620, null)], WorstOpenAlert = PerfSeverity.Error };

        Assert.Equal(["IDX-001", "APP-001"], Rows(report));
        Assert.Equal(["APP-001"], Rows(report with { WorstOpenAlert = PerfSeverity.Critical }));

        static IEnumerable<string> Rows(PerfReport report) => ReportText.Lines(report).Skip(6).Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]);
    }

    [Fact]
    public void Long_names_and_large_counts_stay_within_80_columns()
    {
        PerfReport report = Empty with
        {
            Snapshots = 12_345_678,
            PerformanceIndex = 77.77,
            PreviousPerformanceIndex = 88.88,
            AlertsBySeverity = new Dictionary<string, int> { [nameof(PerfSeverity.Warning)] = 9999, [nameof(PerfSeverity.Error)] = 9999, [nameof(PerfSeverity.Critical)] = 9999 },
            OpenAlerts = 9999,
            OlderOpenAlerts = 9999,
            Metrics = [Row("APP-001", "ms", 620, null) with { Application = new string('a', 250), Environment = new string('e', 250) }],
        };

        string[] lines = [.. ReportText.Lines(report), .. ReportText.Lines(report with { WorstOpenAlert = PerfSeverity.Critical })];

        Assert.All(lines, static line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal("2026-03-01 12:00 to 2026-03-08 12:00 UTC, 12,345,678 snapshots", lines[0]);
        Assert.Equal("Alerts: 9,999 critical, 9,999 error, 9,999 warning; 9,999 open, 9,999 older open", lines[2]);
        Assert.Equal($"…{new string('a', 35)}, warm, …{new string('e', 35)}", lines[4]);
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
