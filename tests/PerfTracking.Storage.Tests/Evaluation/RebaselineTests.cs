using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Contracts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Evaluation;

/// <summary>An approved re-baseline silences exactly the old level.</summary>
public sealed class RebaselineTests : IDisposable
{
    private readonly EvaluatedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_new_level_is_the_baseline_from_its_first_point_on()
    {
        Step("VAL-002");

        _run.Approve(1, rebaseline: true);

        MetricSeries series = Assert.Single(_run.Store.ReadSeries(new HistoryQuery()));
        Assert.Equal(Enumerable.Range(21, 20).Select(id => (long)id), series.Points.Select(point => point.SnapshotId));
        Assert.Equal(120, new BaselineEstimator().Estimate(series, 20)!.Median, 6);
        Assert.Equal(40, Assert.Single(_run.Store.ReadSeries(new HistoryQuery(), wholeHistory: true)).Points.Length);
    }

    [Fact]
    public void The_accepted_level_stays_silent_for_good()
    {
        Step("VAL-002");
        _run.Approve(1, rebaseline: true);

        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120, 30)));
        Assert.Equal((AlertState.Approved, false), (Assert.Single(_run.Alerts).State, _run.Alerts[0].Lasts));
    }

    [Fact]
    public void Where_several_steps_led_to_the_accepted_level_it_begins_with_the_last_of_them()
    {
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 20), .. EvaluatedRun.Level(150, 10)]);
        Assert.Equal(2, Assert.Single(_run.Alerts).Steps.Count);

        _run.Approve(1, rebaseline: true);

        Assert.Equal(41, Assert.Single(_run.Store.ReadSeries(new HistoryQuery())).Points[0].SnapshotId);
        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(150, 30)));
        Assert.Single(_run.Alerts);
    }

    [Fact]
    public void The_next_step_is_raised_as_the_first_one_was()
    {
        Step("VAL-002");
        _run.Approve(1, rebaseline: true);

        Assert.Equal([5], _run.Save("VAL-002", EvaluatedRun.Level(144, 10)));
        Assert.Equal(120, _run.Alerts[1].Expected!.Value, 6);
        Assert.Equal(41, _run.Alerts[1].ChangeSnapshotId);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    [InlineData(14)]
    public void A_step_soon_after_the_accepted_one_is_raised_and_leaves_that_as_it_was(int points)
    {
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 40), .. EvaluatedRun.Level(120, 7)]);
        _run.Approve(1, rebaseline: true);

        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120, points - 7)));
        Assert.NotEmpty(_run.Save("VAL-002", EvaluatedRun.Level(170, 20)));
        Assert.Equal((AlertState.Approved, false, 120.0), (_run.Alerts[0].State, _run.Alerts[0].Lasts, Math.Round(_run.Alerts[0].Level!.Value)));
        Assert.Equal(AlertState.Open, _run.Alerts[1].State);
    }

    [Fact]
    public void The_way_back_to_the_old_level_is_an_improvement()
    {
        Step("VAL-002");
        _run.Approve(1, rebaseline: true);

        _run.Save("VAL-002", EvaluatedRun.Level(100, 5));

        Assert.True(Assert.Single(_run.Save(TestStore.Values(("VAL-002", 100.0))).Verdicts).IsImprovement);
    }

    [Fact]
    public void Without_a_rebaseline_an_approved_alert_is_silent_and_the_history_stays()
    {
        Step("VAL-002");
        _run.Approve(1, rebaseline: false);

        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120, 10)));
        Assert.Equal((AlertState.Approved, true, 26), (_run.Alerts[0].State, _run.Alerts[0].Lasts, _run.Alerts[0].Count));
        Assert.Equal(50, Assert.Single(_run.Store.ReadSeries(new HistoryQuery())).Points.Length);
    }

    [Theory]
    [InlineData(AlertState.Denied)]
    [InlineData(AlertState.Approved)]
    public void A_level_that_is_taken_back_is_held_against_the_old_one_again_and_stays_silent(AlertState state)
    {
        Step("VAL-002");
        _run.Approve(1, rebaseline: true);
        _run.Save("VAL-002", EvaluatedRun.Level(120, 5));

        Assert.NotNull(_run.Store.Decide(1, new AlertDecision(state, "a mistake", "me", TestStore.Noon.AddHours(1), Rebaseline: false)));

        Assert.Equal(45, Assert.Single(_run.Store.ReadSeries(new HistoryQuery())).Points.Length);
        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120, 10)));
        Assert.Equal((state, true, false), Assert.Single(_run.Alerts) is { } alert ? (alert.State, alert.Lasts, alert.Rebaselined) : default);

        // What is worse than the level that was decided about is told.
        Assert.NotEmpty(_run.Save("VAL-002", EvaluatedRun.Level(150, 10)));
    }

    [Theory]
    [InlineData(AlertState.Denied)]
    [InlineData(AlertState.Approved)]
    public void A_finding_without_a_place_stays_silent_where_its_new_baseline_is_taken_back(AlertState state)
    {
        _run.Store.WritePolicy(PerfPolicy.Tiered with { CountsTrend = false });
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), 130]);
        PerfAlert raised = Assert.Single(_run.Alerts, static alert => alert.Lasts);
        _run.Approve(raised.Id, rebaseline: true);

        Assert.NotNull(_run.Store.Decide(raised.Id, new AlertDecision(state, "a mistake", "me", TestStore.Noon.AddHours(1), Rebaseline: false)));

        Assert.Empty(_run.Save("VAL-002", [130, 130.5]));
        Assert.Equal((DetectionTier.Statistical, state, true), _run.Store.ReadAlerts(new AlertQuery { Ids = [raised.Id] }).Single() is var alert ? (alert.Kind, alert.State, alert.Lasts) : default);
    }

    [Fact]
    public void Other_metrics_environments_and_cold_starts_keep_their_history_and_their_alerts()
    {
        Step("VAL-002");
        Step("GEN-001");
        Step("VAL-002", environment: "other");
        Step("VAL-002", cold: true);

        _run.Approve(1, rebaseline: true);

        Assert.Equal([20, 40, 40, 40], _run.Store.ReadSeries(new HistoryQuery()).Select(series => series.Points.Length));
        Assert.Equal([AlertState.Approved, AlertState.Open, AlertState.Open, AlertState.Open], _run.Alerts.Select(alert => alert.State));
    }

    [Fact]
    public void A_target_that_is_still_missed_at_the_accepted_level_is_not_raised_again()
    {
        _run.Save("APP-001", [.. EvaluatedRun.Level(400, 20), .. EvaluatedRun.Level(700, 3)]);
        Assert.Equal((DetectionTier.Threshold, 3), (Assert.Single(_run.Alerts).Kind, _run.Alerts[0].Count));
        _run.Approve(1, rebaseline: true);

        Assert.Empty(_run.Save("APP-001", EvaluatedRun.Level(700, 30)));
        Assert.Equal([24 - 3], _run.Store.ReadSeries(new HistoryQuery()).Select(series => (int)series.Points[0].SnapshotId));

        // Three snapshots within the target end it; what comes then is new.
        Assert.Empty(_run.Save("APP-001", EvaluatedRun.Level(400, 3)));
        Assert.Equal([1], _run.Save("APP-001", [700]));
    }

    private void Step(string metric, string environment = "host", bool cold = false) =>
        _run.Save(metric, [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 20)], TestStore.Context(environment: environment), cold);
}
