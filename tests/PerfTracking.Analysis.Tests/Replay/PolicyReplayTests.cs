using PerfTracking.Analysis.Replay;
using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tests.Replay;

public sealed class PolicyReplayTests
{
    private static PerfReplay Run(double[] values, PerfPolicy? policy = null, params ReplayMark[] marks) =>
        new PolicyReplay(new RegressionDetector()).Run(TestSeries.Of(values), policy ?? PerfPolicy.Calibrated, marks);

    [Fact]
    public void A_lasting_change_is_raised_once_and_counted()
    {
        var finding = Assert.Single(Run(Noise.Raised(Noise.Normal(150), 80, 1.2)).Findings);
        Assert.Equal((80, 84, 4, DetectionTier.ChangePoint), (finding.ChangeIndex, finding.RaisedIndex, finding.Delay, finding.Kind));
        Assert.Equal((null, 149, 66), (finding.ResolvedIndex, finding.LastIndex, finding.Count));
        Assert.Equal(85, finding.SnapshotId);
    }

    [Fact]
    public void Three_good_points_end_it()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Normal(150), 80, 1.5), 100, 1 / 1.5);
        var finding = Assert.Single(Run(values).Findings, finding => finding.Effect == ChangeEffect.Worse);
        Assert.Equal((99, 102), (finding.LastIndex, finding.ResolvedIndex));
    }

    [Fact]
    public void After_the_old_level_left_the_window_the_new_one_is_normal()
    {
        var replay = Run(Noise.Raised(Noise.Normal(400), 80, 1.2));
        var finding = Assert.Single(replay.Findings);
        Assert.InRange(finding.ResolvedIndex!.Value, 80 + 100, 80 + 125);
    }

    [Fact]
    public void A_further_step_makes_the_finding_grow_and_never_ends_it_before()
    {
        var findings = Run(Noise.Raised(Noise.Raised(Noise.Normal(100), 50, 1.2), 65, 1.3)).Findings;
        Assert.Equal([(50, 54, 69), (65, 69, (int?)null)], findings.Select(finding => (finding.ChangeIndex, finding.RaisedIndex, finding.ResolvedIndex)));
        Assert.Equal(68, findings[0].LastIndex);
    }

    [Fact]
    public void An_early_warning_and_the_lasting_change_are_one_finding()
    {
        var finding = Assert.Single(Run(Noise.Raised(Noise.Normal(120), 80, 3)).Findings);
        Assert.Equal((81, PerfSeverity.Critical), (finding.RaisedIndex, finding.Severity));
    }

    [Fact]
    public void An_improvement_is_listed_and_no_alert()
    {
        var replay = Run(Noise.Raised(Noise.Normal(120), 80, 0.8), null, new ReplayMark(80, true));
        var finding = Assert.Single(replay.Findings);
        Assert.Equal((ChangeEffect.Better, PerfSeverity.Ok), (finding.Effect, finding.Severity));
        Assert.Equal((null, 0.0), (replay.Precision, replay.Recall));
    }

    [Fact]
    public void A_step_that_can_hardly_be_seen_is_mostly_told_within_forty_points()
    {
        var delays = Enumerable.Range(0, 60)
            .SelectMany(seed => Run(Noise.Raised(Noise.Normal(180, 100, 1.2, seed), 80, 1.02)).Findings.Select(finding => finding.Delay))
            .ToList();
        Assert.InRange(delays.Count, 10, 60);
        Assert.InRange(delays.Count(delay => delay <= 40), 0.65 * delays.Count, delays.Count);
    }

    [Fact]
    public void Without_marks_there_is_no_score()
    {
        var replay = Run(Noise.Normal(50));
        Assert.Equal((null, null, null, 50), (replay.Precision, replay.Recall, replay.F1, replay.PointCount));
    }

    [Fact]
    public void Labels_of_all_real_changes_give_precision_recall_and_delay()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Normal(200), 60, 1.2), 120, 1.2);
        var replay = Run(values, null, new ReplayMark(60, true), new ReplayMark(180, true));
        Assert.Equal((0.5, 0.5, 0.5, 4.0), (replay.Precision, replay.Recall, replay.F1, replay.MedianDelay));
        Assert.Equal([true, false], replay.Findings.Select(finding => finding.IsConfirmed!.Value));
    }

    [Fact]
    public void With_approved_and_denied_alerts_only_those_count()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Normal(200), 60, 1.2), 120, 1.2);
        var replay = Run(values, null, new ReplayMark(60, false), new ReplayMark(10, true));
        Assert.Equal((0.0, 0.0), (replay.Precision, replay.Recall));
        Assert.Equal([false, null], replay.Findings.Select(finding => finding.IsConfirmed));
    }

    [Fact]
    public void A_tier_that_sees_single_points_has_one_finding_open_at_a_time()
    {
        var values = Noise.Raised(Noise.Normal(60), 40, 2);
        var replay = Run(values[..44], PerfPolicy.Tiered with { WarningZ = 4, ErrorZ = 5, CriticalZ = 6, CountsTrend = false });
        var finding = Assert.Single(replay.Findings);
        Assert.Equal((DetectionTier.Statistical, 40, 4), (finding.Kind, finding.RaisedIndex, finding.Count));
    }
}
