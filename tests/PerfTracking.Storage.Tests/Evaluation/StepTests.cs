using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Storage.Tests.Evaluation;

public sealed class StepTests : IDisposable
{
    private readonly EvaluatedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void A_step_that_lasts_raises_one_alert_at_its_fifth_point_and_counts_it_from_then_on()
    {
        int[] raised = _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 20)]);

        Assert.Equal([25], raised);
        PerfAlert alert = Assert.Single(_run.Alerts);
        Assert.Equal(("VAL-002", DetectionTier.ChangePoint, PerfSeverity.Error, AlertState.Open), (alert.Metric, alert.Kind, alert.Severity, alert.State));
        Assert.Equal((16, 25, 40, 21L), (alert.Count, alert.FirstSnapshotId, alert.LastSnapshotId, alert.ChangeSnapshotId));
        Assert.Equal((100.0, 20.0), (Math.Round(alert.Expected!.Value), Math.Round(alert.DeviationPercent!.Value)));
        Assert.InRange(20, alert.ShiftLower!.Value, alert.ShiftUpper!.Value);
        Assert.InRange(alert.ShiftUpper.Value - alert.ShiftLower.Value, 0.1, 10);
    }

    [Fact]
    public void A_step_far_beyond_everything_is_a_warning_at_its_second_point_and_gets_worse_when_it_lasts()
    {
        int[] raised = _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(200, 2)]);

        Assert.Equal([22], raised);
        Assert.Equal(PerfSeverity.Warning, Assert.Single(_run.Alerts).Severity);

        _run.Save("VAL-002", EvaluatedRun.Level(200, 3));
        Assert.Equal((PerfSeverity.Critical, 4, 0), (Assert.Single(_run.Alerts).Severity, _run.Alerts[0].Count, _run.Alerts[0].GoodSnapshots));
    }

    [Fact]
    public void Each_step_of_a_stair_is_told_once_and_one_alert_keeps_them_all()
    {
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 15), .. EvaluatedRun.Level(150, 15)]);

        PerfAlert alert = Assert.Single(_run.Alerts);
        Assert.Equal([(25L, 21L), (40L, 36L)], alert.Steps.Select(step => (step.SnapshotId, step.ChangeSnapshotId)));
        Assert.Equal([(100.0, 120.0), (120.0, 150.0)], alert.Steps.Select(step => (Math.Round(step.Before), Math.Round(step.After))));
        Assert.Equal((PerfSeverity.Error, 150.0, 120.0), (alert.Severity, Math.Round(alert.Level!.Value), Math.Round(alert.Expected!.Value)));
        Assert.Equal(21, alert.ChangeSnapshotId);
    }

    [Theory]
    [InlineData(AlertState.Open)]
    [InlineData(AlertState.Approved)]
    public void A_change_whose_first_snapshot_is_removed_is_the_same_change(AlertState state)
    {
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 7)]);
        if (state == AlertState.Approved)
        {
            _run.Approve(1, rebaseline: false);
        }

        _run.Store.RemoveSnapshots([21]);

        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120.5, 20)));
        Assert.Equal((state, 23, 1, 22L), Assert.Single(_run.Alerts) is var alert ? (alert.State, alert.Count, alert.Steps.Count, alert.ChangeSnapshotId) : default);
    }

    [Theory]
    [InlineData(12)]
    [InlineData(7)]
    public void A_far_worse_step_close_after_another_is_a_step_of_its_own(int points)
    {
        _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 40), .. EvaluatedRun.Level(110, points), .. EvaluatedRun.Level(200, 20)]);

        PerfAlert alert = Assert.Single(_run.Alerts);
        Assert.Equal([41L, 41L + points], alert.Steps.Select(step => step.ChangeSnapshotId));
        Assert.Equal(PerfSeverity.Critical, alert.Severity);
    }

    [Fact]
    public void A_change_of_level_is_told_although_the_target_is_missed_anyway()
    {
        _run.Save("APP-001", [.. EvaluatedRun.Level(700, 40), .. EvaluatedRun.Level(1400, 20), .. EvaluatedRun.Level(2800, 20)]);

        Assert.Equal([DetectionTier.Threshold, DetectionTier.ChangePoint], _run.Alerts.Select(alert => alert.Kind));
        Assert.Equal([(45L, 41L), (65L, 61L)], _run.Alerts[1].Steps.Select(step => (step.SnapshotId, step.ChangeSnapshotId)));
        Assert.NotNull(_run.Alerts[1].ShiftLower);
        Assert.Equal((80, 0), (_run.Alerts[0].Count, _run.Alerts[0].Steps.Count));
    }

    [Fact]
    public void A_change_that_was_resolved_and_shows_again_opens_its_alert_again()
    {
        int[] raised = _run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 15), .. EvaluatedRun.Level(100, 3)]);
        Assert.Equal(AlertState.Resolved, Assert.Single(_run.Alerts).State);

        Assert.Equal([25], raised);
        Assert.Empty(_run.Save("VAL-002", EvaluatedRun.Level(120, 10)));
        Assert.Equal((AlertState.Open, 1), (Assert.Single(_run.Alerts).State, _run.Alerts[0].Steps.Count));
    }

    [Fact]
    public void A_spike_raises_nothing()
    {
        Assert.Empty(_run.Save("VAL-002", [.. EvaluatedRun.Level(100, 20), 300, .. EvaluatedRun.Level(100, 10)]));
    }

    [Fact]
    public void A_missed_target_raises_at_its_first_point_and_is_resolved_by_three_good_ones()
    {
        Assert.Equal([2], _run.Save("APP-001", [400, 651, 700]));
        Assert.Equal((DetectionTier.Threshold, PerfSeverity.Critical, 2), (_run.Alerts[0].Kind, _run.Alerts[0].Severity, _run.Alerts[0].Count));

        _run.Save("APP-001", [400, 400]);
        Assert.Equal((AlertState.Open, 2), (_run.Alerts[0].State, _run.Alerts[0].GoodSnapshots));

        _run.Save("APP-001", [400]);
        Assert.Equal((AlertState.Resolved, false), (_run.Alerts[0].State, _run.Alerts[0].Lasts));
        Assert.Equal([1], _run.Save("APP-001", [651]));
    }

    [Fact]
    public void A_snapshot_that_does_not_measure_the_metric_says_nothing_about_its_alert()
    {
        _run.Save("APP-001", [700]);
        PerfAlert before = Assert.Single(_run.Alerts);

        _run.Save("GEN-001", [1, 2, 3, 4]);

        Assert.Equal(before, Assert.Single(_run.Alerts));
    }

    [Fact]
    public void A_lasting_improvement_is_told_and_raises_nothing()
    {
        _run.Save("VAL-002", EvaluatedRun.Level(100, 20));
        Recording.Evaluation[] saves = [.. EvaluatedRun.Level(70, 6).Select(value => _run.Save(TestStore.Values(("VAL-002", value))))];

        Assert.True(Assert.Single(saves[^1].Verdicts).IsImprovement);
        Assert.All(saves, save => Assert.Empty(save.Alerts));
        Assert.Empty(_run.Alerts);
    }

    [Fact]
    public void The_policy_of_the_store_decides()
    {
        _run.Store.WritePolicy(PerfPolicy.Calibrated with { CountsThreshold = false });

        Assert.Empty(_run.Save("APP-001", [700, 700]));

        _run.Store.WritePolicy(PerfPolicy.Tiered);
        Assert.Equal([1], _run.Save("APP-001", [700]));
    }

    [Fact]
    public void The_alert_names_the_commit_that_brought_the_change()
    {
        _run.Save("VAL-002", EvaluatedRun.Level(100, 20), TestStore.Context(commit: "aaaaaaaaaaaa"));
        _run.Save("VAL-002", EvaluatedRun.Level(120, 5), TestStore.Context(commit: "bbbbbbbbbbbb"));

        Assert.Contains("since commit bbbbbbb", Assert.Single(_run.Alerts).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_save_that_is_not_committed_leaves_no_alert_and_counts_none()
    {
        _run.Save(TestStore.Values(("APP-001", 700)), commit: false);
        Assert.Empty(_run.Alerts);

        _run.Save("APP-001", [700]);
        Assert.Single(_run.Save(TestStore.Values(("APP-001", 900)), commit: false).Alerts, alert => alert is { Count: 2, Value: 900 });
        Assert.Equal((1, 700), (Assert.Single(_run.Alerts).Count, _run.Alerts[0].Value));
    }

    [Theory]
    [InlineData(1.7e308)]
    [InlineData(-1.7e308)]
    [InlineData(5e-324)]
    [InlineData(0)]
    public void The_largest_and_smallest_numbers_there_are_are_judged_without_trouble(double level)
    {
        double[] values = [.. Enumerable.Repeat(level, 15), .. Enumerable.Repeat(-level, 6), 0, level / 2, level];
        foreach (string policy in new[] { PerfPolicy.CalibratedName, PerfPolicy.TieredName })
        {
            _run.Store.WritePolicy(PerfPolicy.Presets.Single(preset => preset.Name == policy));
            _run.Save("rows", values);
        }

        Assert.Equal(2 * values.Length, _run.Test.Snapshots.Count);
        Assert.All(_run.Alerts, alert => Assert.True(double.IsFinite(alert.Value) && !(alert.Expected is { } expected && !double.IsFinite(expected))));
    }
}
