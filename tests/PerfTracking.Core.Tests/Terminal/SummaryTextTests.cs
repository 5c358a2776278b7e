using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Reporting;
using PerfTracking.Terminal;

namespace PerfTracking.Tests.Terminal;

public class SummaryTextTests
{
    private static readonly PerfSnapshot Snapshot = new()
    {
        Id = 7,
        Timestamp = new DateTimeOffset(2026, 3, 1, 12, 30, 45, TimeSpan.Zero),
        Application = "shop",
        Environment = "lab",
        Cold = false,
        SessionId = Guid.Empty,
        PerformanceIndex = 87.5,
    };

    private static readonly PerfMetricStatus Startup = Status("startup_time_ms", 620) with
    {
        Target = 500,
        WeekMedian = 500,
        Status = PerfSeverity.Error,
        Expected = 500,
        Message = "24 % beyond the target of 500.",
    };

    [Fact]
    public void The_first_line_tells_which_snapshot_it_is()
    {
        Assert.Equal("shop  snapshot 7, 2026-03-01 12:30:45 UTC, warm start, index 87.5", Lines(Snapshot)[0]);
        Assert.Equal("shop  snapshot 7, 2026-03-01 12:30:45 UTC, cold start", Lines(Snapshot with { Cold = true, PerformanceIndex = null })[0]);
    }

    [Fact]
    public void The_index_does_not_stand_beside_an_open_critical_alert()
    {
        var alert = new PerfAlert { Id = 1, Metric = "APP-001", Name = "n", Unit = "ms", Application = "shop", Environment = "lab", Kind = DetectionTier.Threshold, Severity = PerfSeverity.Critical };

        Assert.Equal("shop  snapshot 7, 2026-03-01 12:30:45 UTC, warm start", Lines(Snapshot with { Alerts = [alert] })[0]);
        Assert.Equal("shop  snapshot 7, 2026-03-01 12:30:45 UTC, warm start, index 87.5", Lines(Snapshot with { Alerts = [alert with { Severity = PerfSeverity.Error }] })[0]);
    }

    [Fact]
    public void A_metric_has_value_target_trend_and_mark_in_columns()
    {
        string[] lines = Lines(Snapshot, Startup, Status("rule_loading_time_ms", 12.34) with { WeekMedian = 12.5 }, Status("validation_time_ms", 900) with { Target = 1000 });

        Assert.Equal(
            [
                "",
                $"  startup_time_ms             620 ms  target 500    {Ansi.Yellow("+24%")} in 7 d     {Ansi.Red("✗ error")}",
                $"  rule_loading_time_ms       12.3 ms                -1.3% in 7 d    {Ansi.Green("✓ ok")}",
                $"  validation_time_ms          900 ms  target 1,000                  {Ansi.Green("✓ ok")}",
            ],
            lines[1..5]);
    }

    [Fact]
    public void A_finding_is_told_with_value_expectation_and_reason()
    {
        Assert.Equal(["", $"  {Ansi.Red("✗ error")}: startup_time_ms is 620 ms, expected 500 ms. 24 % beyond the target of 500."], Lines(Snapshot, Startup)[3..]);
    }

    [Fact]
    public void Nothing_but_the_worst_three_findings_is_told()
    {
        PerfMetricStatus[] metrics = [.. Enumerable.Range(1, 5).Select(i => Startup with { Name = $"metric {i}", Current = 500 + i })];

        Assert.Equal(["metric 5", "metric 4", "metric 3"], Lines(Snapshot, metrics)[8..].Select(line => line.Split(": ")[1][..8]));
    }

    [Fact]
    public void Secondary_metrics_and_those_of_single_programs_are_left_out_unless_they_have_a_target_or_a_finding()
    {
        PerfMetricStatus secondary = Status("thread_count", 9) with { Kind = MetricKind.Secondary };
        PerfMetricStatus part = Status("build.cpu_ms", 9) with { Kind = MetricKind.Custom };
        PerfMetricStatus own = Status("queue", 9) with { Kind = MetricKind.Custom };

        Assert.Equal(2, Lines(Snapshot, secondary, part).Length);
        Assert.Equal(3, Lines(Snapshot, own).Length);
        Assert.Equal(4, Lines(Snapshot, secondary with { Target = 5 }, part with { Target = 5 }).Length);
        Assert.Contains(Lines(Snapshot, secondary with { Status = PerfSeverity.Warning }), line => line.StartsWith("  thread_count ", StringComparison.Ordinal));
    }

    [Fact]
    public void An_improvement_is_told_as_information()
    {
        PerfMetric metric = MetricCatalogue.BuiltIn.Find("VAL-002")!;
        var better = new PerfVerdict
        {
            Metric = metric,
            Application = "shop",
            Environment = "lab",
            Policy = "Calibrated",
            Value = 80,
            Expected = 100,
            Effect = ChangeEffect.Better,
            Tiers = [],
        };

        Assert.Equal("  Better: rule_loading_time_ms is 80 ms, before 100 ms.", Lines(Snapshot with { Improvements = [better] })[^1]);
    }

    [Theory]
    [InlineData("  1 open alert: 3. See Get-PerfAlert, Approve-PerfAlert, Deny-PerfAlert.", 3)]
    [InlineData("  2 open alerts: 3, 12. See Get-PerfAlert, Approve-PerfAlert, Deny-PerfAlert.", 3, 12)]
    public void Open_alerts_are_told_with_what_to_do(string expected, params int[] ids)
    {
        PerfAlert[] alerts = [.. ids.Select(id => new PerfAlert { Id = id, Metric = "APP-001", Name = "n", Unit = "ms", Application = "shop", Environment = "lab", Kind = DetectionTier.Threshold })];

        Assert.Equal(["", expected], Lines(Snapshot with { Alerts = alerts })[2..]);
    }

    private static PerfMetricStatus Status(string name, double value) => new()
    {
        Metric = name,
        Name = name,
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Current = value,
    };

    private static string[] Lines(PerfSnapshot snapshot, params PerfMetricStatus[] metrics) => [.. SummaryText.Lines(new PerfSummary(snapshot, metrics))];
}
