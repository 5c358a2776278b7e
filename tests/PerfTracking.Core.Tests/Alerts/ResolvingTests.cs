using CsCheck;
using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Alerts;

public class ResolvingTests
{
    private readonly Ledger _ledger = new();

    [Theory]
    [InlineData(0, AlertState.Open, true)]
    [InlineData(1, AlertState.Open, true)]
    [InlineData(2, AlertState.Open, true)]
    [InlineData(3, AlertState.Resolved, false)]
    public void An_open_alert_is_resolved_by_exactly_three_good_snapshots(int good, AlertState state, bool lasts)
    {
        PerfAlert alert = _ledger.Bad().Good(good).Only;

        Assert.Equal((state, lasts, good), (alert.State, alert.Lasts, alert.GoodSnapshots));
    }

    [Fact]
    public void A_bad_snapshot_between_good_ones_begins_the_count_again()
    {
        PerfAlert alert = _ledger.Bad().Good(2).Bad().Good(2).Only;

        Assert.Equal((AlertState.Open, 2, 2), (alert.State, alert.GoodSnapshots, alert.Count));
        Assert.Equal(AlertState.Resolved, _ledger.Good().Only.State);
    }

    [Fact]
    public void What_returns_after_it_was_resolved_is_a_new_alert()
    {
        _ledger.Bad().Good(3).Bad();

        Assert.Equal([(AlertState.Resolved, 1, 1L), (AlertState.Open, 1, 5L)], _ledger.Alerts.Select(alert => (alert.State, alert.Count, alert.FirstSnapshotId)));
    }

    [Fact]
    public void Each_kind_is_resolved_by_itself()
    {
        _ledger.Bad().Snapshot(620, (DetectionTier.Trend, PerfSeverity.Warning)).Good(2);

        Assert.Equal([(DetectionTier.Threshold, AlertState.Resolved), (DetectionTier.Trend, AlertState.Open)], _ledger.Alerts.Select(alert => (alert.Kind, alert.State)));
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void A_decided_finding_stays_silent_for_as_long_as_it_lasts(AlertState state)
    {
        _ledger.Bad().Decide(state).Bad().Good(2).Bad().Bad(PerfSeverity.Warning);

        Assert.Equal((state, true, 4, "seen"), (_ledger.Only.State, _ledger.Only.Lasts, _ledger.Only.Count, _ledger.Only.Notes));
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void A_decided_alert_ends_after_three_good_snapshots_and_keeps_its_state(AlertState state)
    {
        _ledger.Bad().Decide(state).Good(3);

        Assert.Equal((state, false, "me"), (_ledger.Only.State, _ledger.Only.Lasts, _ledger.Only.DecidedBy));
        Assert.Equal(AlertState.Open, _ledger.Bad().Alerts[1].State);
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void What_gets_worse_than_was_decided_is_a_new_alert(AlertState state)
    {
        _ledger.Bad(PerfSeverity.Warning).Decide(state).Bad(PerfSeverity.Error);

        Assert.Equal(
            [(state, false, PerfSeverity.Warning, 1), (AlertState.Open, true, PerfSeverity.Error, 1)],
            _ledger.Alerts.Select(alert => (alert.State, alert.Lasts, alert.Severity, alert.Count)));
    }

    [Fact]
    public void A_lesser_kind_that_was_approved_stays_silent_below_the_worst()
    {
        _ledger.Bad(PerfSeverity.Warning).Decide(AlertState.Approved)
            .Snapshot(620, (DetectionTier.Threshold, PerfSeverity.Warning), (DetectionTier.ChangePoint, PerfSeverity.Critical))
            .Bad(PerfSeverity.Warning);

        Assert.Equal([(AlertState.Approved, 3), (AlertState.Open, 1)], _ledger.Alerts.Select(alert => (alert.State, alert.Count)));
    }

    [Fact]
    public void What_a_tier_of_another_version_found_is_left_to_that_version()
    {
        PerfAlert seasonal = new Ledger().Bad().Only with { Kind = "Seasonal" };

        _ledger.Know(seasonal).Good(AlertLedger.GoodSnapshotsToEnd).Bad();

        Assert.Equal([seasonal with { IsNew = false }], _ledger.Alerts.Where(alert => alert.Kind == "Seasonal"));
        Assert.Equal([("Seasonal", AlertState.Open), (DetectionTier.Threshold, AlertState.Open)], _ledger.Alerts.Select(alert => (alert.Kind, alert.State)));
    }

    [Fact]
    public void A_series_never_has_two_lasting_alerts_of_a_kind() => Gen.Select(Gen.Int[0, Ledger.Tiers.Length - 1].Select(place => Ledger.Tiers[place]), Gen.Enum<PerfSeverity>(), Gen.Enum<AlertState>()).Array[1, 30]
        .Sample(steps =>
        {
            var ledger = new Ledger();
            foreach ((string tier, PerfSeverity severity, AlertState decision) in steps)
            {
                ledger.Snapshot(620, (tier, severity));
                if (decision is AlertState.Approved or AlertState.Denied && ledger.Alerts.Count > 0)
                {
                    ledger.Decide(decision);
                }

                PerfAlert[] lasting = [.. ledger.Alerts.Where(alert => alert.Lasts)];
                Assert.Equal(lasting.Length, lasting.DistinctBy(alert => alert.Kind).Count());
                Assert.All(lasting, alert => Assert.True(alert.State != AlertState.Resolved && alert.GoodSnapshots < AlertLedger.GoodSnapshotsToEnd));
                Assert.True(severity == PerfSeverity.Ok || lasting.Any(alert => alert.Kind == tier && alert.LastSnapshotId == ledger.Alerts.Max(one => one.LastSnapshotId)));
            }
        });
}
