using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Alerts;

/// <summary>A change of level has a place, and what was told of it once is not told again.</summary>
public class SameChangeTests
{
    private readonly Ledger _ledger = new Ledger().Good(20);

    [Theory]
    [InlineData(16)]
    [InlineData(21)]
    [InlineData(26)]
    public void A_place_that_moves_no_farther_than_the_shortest_level_is_the_same_change(long moved)
    {
        _ledger.Step(21, 100, 120).Good().Step(moved, 100, 121);

        Assert.Equal((2, 0, false), (_ledger.Only.Count, _ledger.Only.GoodSnapshots, _ledger.Changed[0].HasGrown));
        Assert.Single(_ledger.Only.Steps);
    }

    [Fact]
    public void A_further_step_makes_the_open_alert_grow_and_keeps_the_history_of_its_steps()
    {
        _ledger.Step(21, 100, 120).Step(21, 100, 120, PerfSeverity.Error).Good(2).Step(27, 120, 150, PerfSeverity.Critical);

        PerfAlert alert = _ledger.Only;
        Assert.Equal((PerfSeverity.Critical, 120.0, 150.0, 3), (alert.Severity, alert.Expected, alert.Level, alert.Count));
        Assert.Equal((false, true), (_ledger.Changed[0].IsNew, _ledger.Changed[0].HasGrown));
        Assert.Equal(
            [new PerfAlertStep(21, 21, Ledger.Start.AddMinutes(21), 100, 120), new PerfAlertStep(25, 27, Ledger.Start.AddMinutes(25), 120, 150)],
            alert.Steps);
        Assert.Equal((21, 20.0, 25.0), (alert.ChangeSnapshotId, alert.Steps[0].ChangePercent, alert.Steps[1].ChangePercent));
    }

    [Fact]
    public void Every_step_of_a_stair_is_told_once()
    {
        int told = 0;
        for (int step = 0; step < 4; step++)
        {
            for (int i = 0; i < 10; i++)
            {
                _ledger.Step(21 + 10 * step, 100 + 20 * step, 120 + 20 * step);
                told += _ledger.Changed.Count(alert => alert.IsNew || alert.HasGrown);
            }
        }

        Assert.Equal((4, 4, 40), (told, _ledger.Only.Steps.Count, _ledger.Only.Count));
    }

    [Theory]
    [InlineData(119, false)]
    [InlineData(160, false)]
    [InlineData(111, false)]
    [InlineData(110, true)]
    [InlineData(90, true)]
    public void A_change_that_no_tier_sees_ends_only_where_the_values_are_back(double value, bool isBack)
    {
        _ledger.Step(21, 100, 120).Snapshot(value).Snapshot(value).Snapshot(value);

        (AlertState, int, int, double) ended = (AlertState.Resolved, 1, 3, 120), lasting = (AlertState.Open, 4, 0, value);
        Assert.Equal(isBack ? ended : lasting, (_ledger.Only.State, _ledger.Only.Count, _ledger.Only.GoodSnapshots, _ledger.Only.Value));
    }

    [Fact]
    public void A_change_ends_where_the_level_before_it_is_forgotten()
    {
        Ledger young = new Ledger().Good(9).Step(10, 100, 120).Snapshot(120).Snapshot(120).Snapshot(120);

        Assert.Equal(AlertState.Resolved, young.Only.State);
    }

    [Fact]
    public void Another_place_on_no_worse_a_level_is_no_further_step()
    {
        _ledger.Step(21, 100, 120).Step(10, 100, 115);

        Assert.Equal((2, 115.0), (_ledger.Only.Count, _ledger.Only.Level));
        Assert.Single(_ledger.Only.Steps);
    }

    [Fact]
    public void A_step_up_from_a_level_that_had_come_down_in_part_is_told()
    {
        _ledger.Step(21, 100, 160).Step(21, 100, 120).Step(40, 120, 140);

        Assert.True(Assert.Single(_ledger.Changed).HasGrown);
    }

    [Fact]
    public void A_change_that_was_resolved_and_shows_again_is_open_again_and_not_told_again()
    {
        _ledger.Step(21, 100, 120).Good(3);
        Assert.Equal((AlertState.Resolved, false), (_ledger.Only.State, _ledger.Only.Lasts));

        _ledger.Step(22, 100, 120);

        Assert.Equal((AlertState.Open, true, 2, 0), (_ledger.Only.State, _ledger.Only.Lasts, _ledger.Only.Count, _ledger.Only.GoodSnapshots));
        Assert.Equal((false, false), (_ledger.Changed[0].IsNew, _ledger.Changed[0].HasGrown));
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void A_decided_change_that_came_back_stays_decided(AlertState state)
    {
        _ledger.Step(21, 100, 120).Decide(state).Good(3).Step(21, 100, 120);

        Assert.Equal((state, true, "seen"), (_ledger.Only.State, _ledger.Only.Lasts, _ledger.Only.Notes));
    }

    [Theory]
    [InlineData(AlertState.Approved)]
    [InlineData(AlertState.Denied)]
    public void A_further_step_after_a_decision_is_an_alert_of_its_own(AlertState state)
    {
        _ledger.Step(21, 100, 120).Decide(state).Step(21, 100, 120).Step(40, 120, 150);

        Assert.Equal(
            [(state, false, 1, 2), (AlertState.Open, true, 1, 1)],
            _ledger.Alerts.Select(alert => (alert.State, alert.Lasts, alert.Steps.Count, alert.Count)));
        Assert.True(Assert.Single(_ledger.Changed, alert => alert.IsNew).Lasts);
    }

    [Fact]
    public void A_new_change_after_a_resolved_one_is_a_new_alert()
    {
        _ledger.Step(21, 100, 120).Good(3).Step(30, 100, 120);

        Assert.Equal([AlertState.Resolved, AlertState.Open], _ledger.Alerts.Select(alert => alert.State));
    }

    [Fact]
    public void An_alert_that_kept_no_steps_knows_its_change_by_the_first_snapshot_on_the_level()
    {
        PerfAlert older = new Ledger().Good(20).Step(21, 100, 120).Only with { Steps = [], Level = null };

        _ledger.Know(older).Step(21, 100, 120);

        Assert.Equal((false, false, 2), (_ledger.Only.IsNew, _ledger.Changed[0].HasGrown, _ledger.Only.Count));
    }
}
