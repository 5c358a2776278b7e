using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Tests.Alerts;

/// <summary>Alerts are one cause where they began with the same commit.</summary>
public class AlertCauseTests
{
    private long _id;

    [Fact]
    public void Alerts_of_one_gap_between_commits_are_one_cause_whatever_their_metric_and_environment()
    {
        PerfAlert[] alerts = [Alert("a", "b", minute: 5), Alert("a", "b", minute: 3) with { Metric = "EXP-001", Environment = "ci", Severity = PerfSeverity.Critical }];

        AlertCause cause = Assert.Single(AlertCause.Group(alerts));

        Assert.Equal(("shop", "main", "a", "b", 2, PerfSeverity.Critical), (cause.Application, cause.Branch, cause.CommitBefore, cause.CommitAfter, cause.Count, cause.Severity));
        Assert.Equal([2, 1], cause.Alerts.Select(alert => alert.Id));
        Assert.Equal((Ledger.Start.AddMinutes(3), TimeSpan.FromMinutes(7)), (cause.Since, cause.AgeAt(Ledger.Start.AddMinutes(10))));
    }

    [Fact]
    public void Gaps_that_share_an_edge_are_one_cause_and_those_beside_each_other_are_not()
    {
        // Where b was not measured, the gap reaches from a to c.
        Assert.Equal([3, 1], AlertCause.Group([Alert("a", "b", 1), Alert("a", "c", 2), Alert(null, "b", 2), Alert("b", "c", 2)]).Select(cause => cause.Count).OrderDescending());
    }

    [Fact]
    public void Applications_branches_and_improvements_are_apart()
    {
        PerfAlert alert = Alert("a", "b", 1);

        IReadOnlyList<AlertCause> causes = AlertCause.Group([alert with { Effect = ChangeEffect.Better }, alert, alert with { Application = "bakery" }, alert with { Branch = "fix" }, alert with { Application = "SHOP" }]);

        Assert.Equal(4, causes.Count);
        Assert.Equal([false, false, false, true], causes.Select(cause => cause.Effect == ChangeEffect.Better));
        Assert.Equal(2, causes.Single(cause => cause.Application == "shop" && cause is { Branch: "main", Effect: ChangeEffect.Worse }).Count);
    }

    [Fact]
    public void Without_a_new_commit_alerts_that_began_with_one_snapshot_are_one_cause()
    {
        PerfAlert[] alerts =
        [
            Alert("a", "a", 1) with { ChangeSnapshotId = 7 }, Alert("a", "a", 1) with { FirstSnapshotId = 7 }, Alert("a", "a", 9) with { ChangeSnapshotId = 90 },
            Alert(null, null, 1) with { FirstSnapshotId = 8 }, Alert(null, null, 1) with { FirstSnapshotId = 8 },
        ];

        Assert.Equal([(90, 1), (7, 2), (8, 2)], AlertCause.Group(alerts).Select(cause => ((int)(cause.Alerts[0].ChangeSnapshotId ?? cause.Alerts[0].FirstSnapshotId), cause.Count)));
    }

    [Fact]
    public void Nothing_has_no_cause() => Assert.Empty(AlertCause.Group([]));

    private PerfAlert Alert(string? before, string? after, int minute) => new()
    {
        Id = ++_id,
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "shop",
        Environment = "lab",
        Kind = DetectionTier.ChangePoint,
        Severity = PerfSeverity.Error,
        Branch = "main",
        CommitBefore = before,
        CommitAfter = after,
        Since = Ledger.Start.AddMinutes(minute),
        RaisedAt = Ledger.Start.AddMinutes(minute),
        LastSeenAt = Ledger.Start.AddMinutes(minute),
    };
}
