using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Alerts;

public class RaisingTests
{
    private readonly Ledger _ledger = new();

    [Fact]
    public void A_finding_raises_one_alert_with_everything_the_verdict_knows()
    {
        _ledger.Snapshot(620, (DetectionTier.ChangePoint, PerfSeverity.Error));

        PerfAlert alert = Assert.Single(_ledger.Changed);
        Assert.Equal(("APP-001", "startup_time_ms", "ms", "shop", "lab", true), (alert.Metric, alert.Name, alert.Unit, alert.Application, alert.Environment, alert.Cold));
        Assert.Equal((DetectionTier.ChangePoint, PerfSeverity.Error, AlertState.Open, true, true), (alert.Kind, alert.Severity, alert.State, alert.Lasts, alert.IsNew));
        Assert.Equal((620, 503.0, 24.0, 1, 0), (alert.Value, alert.Expected, alert.DeviationPercent, alert.Count, alert.GoodSnapshots));
        Assert.Equal((1, 1, -3L), (alert.FirstSnapshotId, alert.LastSnapshotId, alert.ChangeSnapshotId));
        Assert.Equal((Ledger.Start.AddMinutes(1), Ledger.Start.AddMinutes(1)), (alert.RaisedAt, alert.LastSeenAt));
        Assert.Equal((0, null, null, null), (alert.Id, alert.Notes, alert.DecidedBy, alert.DecidedAt));
    }

    [Fact]
    public void A_verdict_without_a_finding_raises_nothing()
    {
        Assert.Empty(_ledger.Good().Alerts);
    }

    [Fact]
    public void An_improvement_raises_nothing()
    {
        PerfVerdict good = Ledger.Verdict(1, 300) with { Effect = ChangeEffect.Better };

        Assert.True(good.IsImprovement);
        Assert.Empty(_ledger.Take(good).Alerts);
    }

    [Fact]
    public void What_is_found_again_is_counted_and_aged_and_not_raised_again()
    {
        _ledger.Bad(value: 620).Bad(value: 630).Bad(value: 640);

        PerfAlert alert = _ledger.Only;
        Assert.Equal((3, 1, 3, 640), (alert.Count, alert.FirstSnapshotId, alert.LastSnapshotId, alert.Value));
        Assert.Equal((Ledger.Start.AddMinutes(1), Ledger.Start.AddMinutes(3)), (alert.RaisedAt, alert.LastSeenAt));
        Assert.False(Assert.Single(_ledger.Changed).IsNew);
    }

    [Fact]
    public void An_open_alert_gets_worse_with_its_finding_and_never_better()
    {
        Assert.Equal(PerfSeverity.Warning, _ledger.Bad(PerfSeverity.Warning).Only.Severity);
        Assert.Equal(PerfSeverity.Critical, _ledger.Bad(PerfSeverity.Critical).Only.Severity);
        Assert.Equal(PerfSeverity.Critical, _ledger.Bad(PerfSeverity.Warning).Only.Severity);
        Assert.Equal(3, _ledger.Only.Count);
    }

    [Fact]
    public void Another_kind_of_finding_is_another_alert()
    {
        _ledger.Bad().Snapshot(620, (DetectionTier.ChangePoint, PerfSeverity.Critical), (DetectionTier.Threshold, PerfSeverity.Error));

        Assert.Equal(
            [(DetectionTier.Threshold, 2), (DetectionTier.ChangePoint, 1)],
            _ledger.Alerts.Select(alert => (alert.Kind, alert.Count)));
    }

    [Fact]
    public void Two_kinds_at_once_raise_the_worse_alone()
    {
        _ledger.Snapshot(620, (DetectionTier.Threshold, PerfSeverity.Warning), (DetectionTier.Trend, PerfSeverity.Error));

        Assert.Equal(DetectionTier.Trend, _ledger.Only.Kind);
    }

    [Fact]
    public void A_lesser_kind_that_still_shows_below_the_worst_is_counted_and_keeps_its_own_words()
    {
        PerfAlert before = _ledger.Bad(PerfSeverity.Warning).Only;
        _ledger.Snapshot(700, (DetectionTier.Threshold, PerfSeverity.Warning), (DetectionTier.ChangePoint, PerfSeverity.Critical));

        PerfAlert alert = _ledger.Alerts[0];
        Assert.Equal((2, 0, 700, PerfSeverity.Warning), (alert.Count, alert.GoodSnapshots, alert.Value, alert.Severity));
        Assert.Equal((before.Expected, before.Message), (alert.Expected, alert.Message));
    }

    [Fact]
    public void A_tier_that_the_policy_does_not_count_keeps_no_alert_alive()
    {
        _ledger.Bad();
        PerfVerdict verdict = Ledger.Verdict(2, 620, (DetectionTier.Threshold, PerfSeverity.Error));
        PerfVerdict uncounted = verdict with { Severity = PerfSeverity.Ok, Kind = null, Tiers = [verdict.Tiers[0] with { Counts = false }, .. verdict.Tiers.Skip(1)] };

        Assert.Equal((1, 1), (_ledger.Take(uncounted).Only.Count, _ledger.Only.GoodSnapshots));
    }
}
