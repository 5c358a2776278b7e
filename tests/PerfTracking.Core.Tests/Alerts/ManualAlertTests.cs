using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Tests.Alerts;

/// <summary>What a person raises, or moves, is one change with what a tier sees of it.</summary>
public class ManualAlertTests
{
    private static readonly MetricSeries Series = new(
        MetricCatalogue.BuiltIn.Find("APP-001")!, "shop", "lab", Cold: true,
        [.. Enumerable.Range(1, 30).Select(i => new SeriesPoint(i, Ledger.Start.AddMinutes(i), i <= 20 ? 100 + i % 3 : 120 + i % 3, i <= 20 ? "aaaaaaaaaa" : "bbbbbbbbbb"))]);

    [Fact]
    public void Expected_is_the_level_before_and_current_the_level_since()
    {
        PerfAlert alert = ManualAlert.Of(Series, 21, PerfSeverity.Error, "look", "me", Ledger.Start.AddHours(1))!;

        Assert.Equal((101, 121, 120, 20), (alert.Expected, alert.Level, alert.Value, Math.Round(alert.DeviationPercent!.Value / 0.94)));
        Assert.Equal((10, 21L, 30L, Ledger.Start.AddMinutes(21), Ledger.Start.AddHours(1)), (alert.Count, alert.ChangeSnapshotId, alert.LastSnapshotId, alert.Since, alert.RaisedAt));
        Assert.Equal("The level went from 101 to 121, 19.8 % beyond the old one, with snapshot 21, since commit bbbbbbb, as a person sees it.", alert.Message);
    }

    [Fact]
    public void There_is_none_where_nothing_was_measured_or_nothing_before()
    {
        Assert.Null(ManualAlert.Of(Series, 1, PerfSeverity.Error, null, "me", Ledger.Start));
        Assert.Null(ManualAlert.Of(Series, 99, PerfSeverity.Error, null, "me", Ledger.Start));
    }

    [Theory]
    [InlineData(AlertState.Open)]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void A_tier_that_sees_the_same_change_counts_it_and_raises_none_of_its_own(AlertState state)
    {
        Ledger ledger = new Ledger().Good(30).Know(Manual() with { State = state, Lasts = state == AlertState.Open, Id = 1 });

        ledger.Step(23, 101, 121).Step(23, 101, 121);

        Assert.Equal((ManualAlert.Kind, state, 12, state == AlertState.Open), (ledger.Only.Kind, ledger.Only.State, ledger.Only.Count, ledger.Only.Lasts));
    }

    [Fact]
    public void Good_snapshots_do_not_resolve_it_and_another_change_is_an_alert_of_its_own()
    {
        Ledger ledger = new Ledger().Good(30).Know(Manual() with { Id = 1 }).Good(9);
        Assert.Equal((AlertState.Open, true), (ledger.Only.State, ledger.Only.Lasts));

        ledger.Step(37, 121, 150);

        Assert.Equal([ManualAlert.Kind, DetectionTier.ChangePoint], ledger.Alerts.Select(alert => alert.Kind));
    }

    [Fact]
    public void A_worse_change_than_was_accepted_is_raised_and_an_open_one_becomes_more_severe()
    {
        Ledger open = new Ledger().Good(30).Know(Manual() with { Id = 1 }).Step(21, 101, 150, PerfSeverity.Critical);
        Ledger accepted = new Ledger().Good(30).Know(Manual() with { Id = 1, State = AlertState.Approved, Lasts = false }).Step(21, 101, 150, PerfSeverity.Critical);

        Assert.Equal(PerfSeverity.Critical, open.Only.Severity);
        Assert.Equal([AlertState.Approved, AlertState.Open], accepted.Alerts.Select(alert => alert.State));
    }

    [Fact]
    public void A_change_that_was_moved_is_the_same_where_the_tier_saw_it()
    {
        Ledger ledger = new Ledger().Good(20).Step(21, 100, 120).Good(3);
        PerfAlert moved = ledger.Only with { ChangeSnapshotId = 5, DetectedSnapshotId = 21, Steps = [ledger.Only.Steps[0] with { ChangeSnapshotId = 5 }] };

        Ledger again = new Ledger().Good(24).Know(moved).Step(21, 100, 120);

        Assert.Equal((AlertState.Open, 5L), (again.Only.State, again.Only.ChangeSnapshotId));
    }

    [Fact]
    public void An_alert_that_reports_the_same_change_is_found()
    {
        PerfAlert[] alerts = [Manual() with { Id = 7 }];

        Assert.Equal(7, ManualAlert.Reporting(alerts, Series, 24, Ledger.Policy.SameChangePoints)?.Id);
        Assert.Null(ManualAlert.Reporting(alerts, Series, 27, Ledger.Policy.SameChangePoints));
    }

    [Fact]
    public void Approved_and_manual_alerts_are_real_for_replay_denied_ones_are_not_and_open_ones_say_nothing()
    {
        PerfAlert alert = Manual();
        PerfAlert[] alerts =
        [
            alert, alert with { State = AlertState.Denied }, alert with
            {
                Kind = DetectionTier.ChangePoint, ChangeSnapshotId = 9, State = AlertState.Approved,
                Application = alert.Application.ToUpperInvariant(), Environment = alert.Environment.ToUpperInvariant(), Metric = alert.Metric.ToLowerInvariant(),
            },
            alert with { Kind = DetectionTier.ChangePoint }, alert with { Environment = "elsewhere" }, alert with { Application = "bakery" },
        ];

        Assert.Equal([new ReplayMark(20, true), new ReplayMark(20, false), new ReplayMark(8, true)], AlertLabels.MarksOf(Series, alerts));
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void Each_step_that_an_alert_told_is_a_label(AlertState state)
    {
        PerfAlert alert = Manual();
        PerfAlertStep first = alert.Steps[0];
        PerfAlert stair = alert with { State = state, Kind = DetectionTier.ChangePoint, Steps = [first, first with { ChangeSnapshotId = 25 }, first with { ChangeSnapshotId = 999 }] };

        Assert.Equal([(20, state == AlertState.Approved), (24, state == AlertState.Approved)], AlertLabels.MarksOf(Series, [stair]).Select(mark => (mark.Index, mark.IsReal)));
    }

    private static PerfAlert Manual() => ManualAlert.Of(Series, 21, PerfSeverity.Error, null, "me", Ledger.Start.AddHours(1))!;
}
