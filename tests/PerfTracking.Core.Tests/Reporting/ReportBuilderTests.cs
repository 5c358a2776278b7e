using CsCheck;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Tests.Reporting;

public class ReportBuilderTests
{
    private static readonly DateTimeOffset To = new(2026, 3, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private readonly WrittenHistory _history = new();

    [Fact]
    public void Fresh_processes_are_not_held_against_one_that_ran_long()
    {
        _history.SessionOf = static id => new Guid(id < 30 ? 1 : (int)id, 0, 0, new byte[8]);
        _history.Add("GC-002", [.. Points(20, -14, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2), .. Points(30, -7, 70, 71, 72)]);
        _history.Add("APP-001", [.. Points(20, -14, 400, 400), .. Points(30, -7, 500, 500)]);

        Assert.Equal([("APP-001", 25.0), ("GC-002", null)], Build().Metrics.Select(row => (row.Metric, row.ChangePercent)));
    }

    [Fact]
    public void Alerts_of_earlier_periods_that_are_open_are_told_too()
    {
        _history.Alerts.Add(Alert(To.AddDays(-30), PerfSeverity.Critical));
        _history.Alerts.Add(Alert(To.AddDays(-1), PerfSeverity.Warning));
        _history.Alerts.Add(Alert(To.AddDays(-40), PerfSeverity.Critical) with { State = AlertState.Approved });

        PerfReport report = Build();

        Assert.Equal((1, 1, PerfSeverity.Critical), (report.OpenAlerts, report.OlderOpenAlerts, report.WorstOpenAlert));

        static PerfAlert Alert(DateTimeOffset at, PerfSeverity severity) =>
            new() { Metric = "APP-001", Name = "startup_time_ms", Unit = "ms", Application = "shop", Environment = "lab", Kind = DetectionTier.Threshold, RaisedAt = at, Severity = severity };
    }

    [Fact]
    public void A_metric_is_summed_up_and_held_against_the_period_before()
    {
        _history.Add("APP-001", [.. Points(20, -14, 400, 402, 404, 420), .. Points(30, -7, 500, 510, 490, 505, 900)]);

        PerfReport report = Build();

        PerfReportMetric row = Assert.Single(report.Metrics);
        Assert.Equal(("APP-001", "startup_time_ms", "ms", "shop", "lab", false), (row.Metric, row.Name, row.Unit, row.Application, row.Environment, row.Cold));
        Assert.Equal((5, 490, 505, 900), (row.Count, row.Minimum, row.Median, row.Maximum));
        Assert.Equal(822, row.P95, 9);
        Assert.Equal(403, row.PreviousMedian);
        Assert.Equal(100 * 102 / 403.0, row.ChangePercent!.Value, 9);
        Assert.Equal((To - Week, To, 5), (report.From, report.To, report.Snapshots));
    }

    [Fact]
    public void One_value_is_its_own_minimum_median_percentile_and_maximum()
    {
        _history.Add("APP-001", Points(1, -1, 42));

        PerfReportMetric row = Assert.Single(Build().Metrics);

        Assert.Equal((1, 42, 42, 42, 42), (row.Count, row.Minimum, row.Median, row.P95, row.Maximum));
        Assert.Equal((null, null), (row.PreviousMedian, row.ChangePercent));
    }

    [Fact]
    public void The_first_moment_of_a_period_belongs_to_it_and_the_one_before_to_the_period_before()
    {
        DateTimeOffset from = To - Week;
        _history.Add("APP-001", [(1, from - Week - TimeSpan.FromSeconds(1), 1), (2, from - Week, 2), (3, from - TimeSpan.FromSeconds(1), 4), (4, from, 8), (5, To, 16), (6, To + TimeSpan.FromSeconds(1), 32)]);

        PerfReportMetric row = Assert.Single(Build().Metrics);

        Assert.Equal((2, 8, 16, 3.0), (row.Count, row.Minimum, row.Maximum, row.PreviousMedian));
    }

    [Fact]
    public void A_clock_that_stepped_back_moves_no_value_into_another_period()
    {
        DateTimeOffset from = To - Week;
        _history.Add("APP-001", [(1, from.AddDays(1), 8), (2, from.AddDays(-1), 2), (3, from.AddDays(2), 16)]);

        PerfReportMetric row = Assert.Single(Build().Metrics);

        Assert.Equal((2, 8, 16, 2.0), (row.Count, row.Minimum, row.Maximum, row.PreviousMedian));
        Assert.Equal(2, Build().Snapshots);
    }

    [Fact]
    public void A_metric_that_was_not_measured_in_the_period_has_no_row()
    {
        _history.Add("APP-001", Points(1, -9, 5, 6));

        Assert.Empty(Build().Metrics);
        Assert.Equal(0, Build().Snapshots);
    }

    [Fact]
    public void Applications_environments_and_cold_starts_have_rows_of_their_own()
    {
        _history.Add("APP-001", Points(1, -1, 5)).Add("APP-001", Points(2, -1, 6), cold: true)
            .Add("APP-001", Points(3, -1, 7), environment: "other").Add("APP-001", Points(4, -1, 8), application: "mail");

        PerfReport report = Build();

        Assert.Equal([5, 6, 7, 8], report.Metrics.Select(row => row.Median));
        Assert.Equal(4, report.Snapshots);
        Assert.Equal([8], Build(new HistoryQuery { Application = NameFilter.Exactly("mail") }).Metrics.Select(row => row.Median));
    }

    [Fact]
    public void A_snapshot_of_several_metrics_counts_once()
    {
        _history.Add("APP-001", Points(1, -1, 5, 6)).Add("GEN-001", Points(1, -1, 5, 6));

        Assert.Equal(2, Build().Snapshots);
    }

    [Fact]
    public void A_level_that_was_given_up_is_part_of_the_report_all_the_same()
    {
        _history.Add("APP-001", Points(1, -1, 5, 6, 7));
        _history.AcceptFrom(3);

        Assert.Equal(3, Assert.Single(Build().Metrics).Count);
    }

    [Fact]
    public void The_index_is_the_median_of_all_snapshots_of_each_period()
    {
        _history.Add("IDX-001", [.. Points(1, -8, 60, 70), .. Points(10, -1, 90, 100)]).Add("IDX-001", Points(20, -1, 50), application: "mail");

        PerfReport report = Build();

        Assert.Equal((90, 65), (report.PerformanceIndex, report.PreviousPerformanceIndex));
    }

    [Fact]
    public void The_index_before_is_that_of_its_row_where_days_were_rolled_up()
    {
        IPerfStore store = _history.Add("IDX-001", [.. Points(1, -12, 60, 62), .. Points(3, -11, 64), .. Points(4, -1, 90)]).Store;
        store.SetRetention(9);
        store.RollUp(To);

        PerfReport report = ReportBuilder.Build(store, store, new HistoryQuery(), To, Week, store);

        Assert.Equal((61, 61), (report.PreviousPerformanceIndex, Assert.Single(report.Metrics).PreviousMedian));
    }

    [Fact]
    public void Without_an_index_there_is_none()
    {
        _history.Add("APP-001", Points(1, -1, 5));

        Assert.Equal((null, null), (Build().PerformanceIndex, Build().PreviousPerformanceIndex));
    }

    [Fact]
    public void Alerts_raised_in_the_period_are_counted_by_severity()
    {
        _history.Alerts.AddRange(
        [
            Alert(-8, PerfSeverity.Critical), Alert(-7, PerfSeverity.Error), Alert(-6, PerfSeverity.Warning, AlertState.Resolved),
            Alert(-1, PerfSeverity.Warning, AlertState.Approved), Alert(0, PerfSeverity.Error),
        ]);

        PerfReport report = Build();

        Assert.Equal([("Warning", 2), ("Error", 2)], report.AlertsBySeverity.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(2, report.OpenAlerts);
        Assert.Empty(Build(new HistoryQuery { Application = NameFilter.None }).AlertsBySeverity);
    }

    [Fact]
    public void Alerts_of_what_the_report_is_not_about_are_neither_counted_nor_listed()
    {
        PerfAlert own = Alert(-1, PerfSeverity.Warning) with { Id = 1, Branch = "main" }, older = Alert(-20, PerfSeverity.Error) with { Id = 2, Branch = "main" };
        _history.Alerts.AddRange(
        [
            own, older,
            own with { Id = 3, Environment = "other", Severity = PerfSeverity.Critical }, older with { Id = 4, Environment = "other" },
            own with { Id = 5, Cold = true, Severity = PerfSeverity.Critical }, older with { Id = 6, Cold = true },
            own with { Id = 7, Metric = "GEN-001", Severity = PerfSeverity.Critical }, older with { Id = 8, Metric = "GEN-001" },
            own with { Id = 9, Application = "mail", Severity = PerfSeverity.Critical }, older with { Id = 10, Application = "mail" },
            own with { Id = 11, Branch = "topic", Severity = PerfSeverity.Critical }, older with { Id = 12, Branch = null },
        ]);

        PerfReport report = Build(new HistoryQuery
        {
            Application = NameFilter.Exactly("shop"),
            Environment = NameFilter.Exactly("lab"),
            Cold = false,
            Metric = NameFilter.Exactly("APP-001"),
            Branch = "main",
        });

        Assert.Equal([2, 1], report.Alerts.Select(static alert => alert.Id));
        Assert.Equal((1, 1, PerfSeverity.Error, "main"), (report.OpenAlerts, report.OlderOpenAlerts, report.WorstOpenAlert, report.Branch));
        Assert.Equal([("Warning", 1)], report.AlertsBySeverity.Select(pair => (pair.Key, pair.Value)));
        Assert.Equal(12, Build().Alerts.Count);
    }

    [Fact]
    public void The_alerts_of_a_report_are_those_it_counts()
    {
        _history.Alerts.AddRange(
        [
            Alert(-8, PerfSeverity.Critical) with { Id = 1 }, Alert(-9, PerfSeverity.Error, AlertState.Resolved) with { Id = 2 },
            Alert(-7, PerfSeverity.Error) with { Id = 3 }, Alert(-1, PerfSeverity.Warning, AlertState.Approved) with { Id = 4 },
        ]);

        Assert.Equal([1, 3, 4], Build().Alerts.Select(static alert => alert.Id).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_period_has_a_length(int days)
    {
        Assert.Throws<ArgumentOutOfRangeException>("length", () => ReportBuilder.Build(_history.Store, _history.Store, new HistoryQuery(), To, TimeSpan.FromDays(days)));
    }

    [Fact]
    public void The_order_of_the_values_does_not_matter_and_the_numbers_are_in_order() => Gen.Double[-1e6, 1e6].Array[1, 40].Sample(values =>
    {
        PerfReportMetric row = Of(values), mirrored = Of([.. values.Reverse()]);

        Assert.Equal(row, mirrored);
        Assert.True(row.Minimum <= row.Median && row.Median <= row.Maximum && row.P95 <= row.Maximum && row.P95 >= row.Minimum);
    });

    [Fact]
    public void A_report_that_nobody_waits_for_any_more_is_not_built()
    {
        _history.Add("APP-001", Points(1, -1, 5));

        Assert.Throws<OperationCanceledException>(() => ReportBuilder.Build(_history.Store, _history.Store, new HistoryQuery(), To, Week, cancellation: new CancellationToken(canceled: true)));
    }

    private static PerfReportMetric Of(double[] values)
    {
        IPerfStore history = new WrittenHistory().Add("APP-001", Points(1, -1, values)).Store;
        return Assert.Single(ReportBuilder.Build(history, history, new HistoryQuery(), To, Week).Metrics);
    }

    private static IEnumerable<(long Snapshot, DateTimeOffset Time, double Value)> Points(long first, int day, params double[] values) =>
        values.Select((value, i) => (first + i, To.AddDays(day).AddMinutes(i), value));

    private static PerfAlert Alert(int day, PerfSeverity severity, AlertState state = AlertState.Open) => new()
    {
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Kind = DetectionTier.Threshold,
        RaisedAt = To.AddDays(day),
        Severity = severity,
        State = state,
    };

    private PerfReport Build(HistoryQuery? query = null) => ReportBuilder.Build(_history.Store, _history.Store, query ?? new HistoryQuery(), To, Week);
}
