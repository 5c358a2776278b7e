using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IAlertStore"/> does.</summary>
public abstract class AlertContract : StoreContract
{
    protected AlertContract(IStoreFixture fixture)
        : base(fixture)
    {
        Append([.. Enumerable.Range(1, 3).Select(i => Snapshot(i, [("APP-001", 700), ("queue", 9)]))]);
        Raise("APP-001", "startup_time_ms", DetectionTier.Threshold, PerfSeverity.Critical, 1);
        Raise("queue", "queue", DetectionTier.ChangePoint, PerfSeverity.Warning, 2);
    }

    [Fact]
    public void Alerts_come_in_the_order_of_their_numbers_and_by_number_alone()
    {
        AssertIds(new AlertQuery(), 1, 2);
        AssertIds(new AlertQuery { Ids = [2, 99] }, 2);
        AssertIds(new AlertQuery { Ids = [] });
    }

    [Fact]
    public void Each_part_of_a_query_restricts()
    {
        AssertIds(new AlertQuery { MinimumSeverity = PerfSeverity.Error }, 1);
        AssertIds(new AlertQuery { Metric = NameFilter.Matching(["startup*"]) }, 1);
        AssertIds(new AlertQuery { Metric = NameFilter.Exactly("app-001") }, 1);
        AssertIds(new AlertQuery { Application = NameFilter.Exactly("other") });
        AssertIds(new AlertQuery { Application = NameFilter.Exactly("APP"), Environment = NameFilter.Exactly("HOST"), Cold = false }, 1, 2);
        AssertIds(new AlertQuery { Environment = NameFilter.Matching(["other*"]) });
        AssertIds(new AlertQuery { Cold = true });
        AssertIds(new AlertQuery { Since = Noon.AddMinutes(2) }, 2);
        AssertIds(new AlertQuery { Until = Noon.AddMinutes(1) }, 1);
        AssertIds(new AlertQuery { SeenSince = Store.ReadAlerts(new AlertQuery { Ids = [2] }).Single().LastSeenAt }, 2);
        AssertIds(new AlertQuery { States = [AlertState.Approved] });
    }

    [Fact]
    public void A_decision_is_kept_with_who_made_it_and_why()
    {
        PerfAlert? decided = Store.Decide(1, new AlertDecision(AlertState.Denied, "noise", "me", Noon.AddHours(1)));

        Assert.Equal((AlertState.Denied, "noise", "me", (DateTimeOffset?)Noon.AddHours(1)), (decided!.State, decided.Notes, decided.DecidedBy, decided.DecidedAt));
        using IPerfStore other = Fixture.Open();
        Assert.Equal(decided, other.ReadAlerts(new AlertQuery { States = [AlertState.Denied] }).Single());
        Assert.Null(Store.Decide(99, new AlertDecision(AlertState.Denied, null, "me", Noon)));
    }

    [Fact]
    public void An_alert_of_a_tier_that_only_another_version_has_keeps_its_name()
    {
        Raise("queue", "queue", "Seasonal", PerfSeverity.Error, 3);

        Assert.Equal((3, "Seasonal", PerfSeverity.Error), Store.ReadAlerts(new AlertQuery { Since = Noon.AddMinutes(3) }).Select(alert => (alert.Id, alert.Kind, alert.Severity)).Single());
        Assert.Equal(("Seasonal", AlertState.Approved), Store.Decide(3, new AlertDecision(AlertState.Approved, null, "me", Noon.AddHours(1))) is { } decided ? (decided.Kind, decided.State) : default);
    }

    [Fact]
    public void Of_two_people_who_decide_at_the_same_moment_the_second_is_told_and_the_first_decision_stays()
    {
        using IPerfStore other = Fixture.Open();
        SeenAlert[] seen = Seen();
        Decide(Store, seen[..1], AlertState.Denied, "first", notes: "noise");

        IReadOnlyList<AlertOutcome> told = Decide(other, seen, AlertState.Approved, "second");

        Assert.Equal([AlertOutcomeKind.Conflict, AlertOutcomeKind.Recorded], told.Select(outcome => outcome.Kind));
        Assert.Equal((AlertState.Denied, "first", "noise", (DateTimeOffset?)Noon.AddHours(1)), told[0].Alert is { } kept ? (kept.State, kept.DecidedBy, kept.Notes, kept.DecidedAt) : default);
        Assert.Equal([(AlertState.Denied, "first"), (AlertState.Approved, "second")], Store.ReadAlerts(new AlertQuery()).Select(alert => (alert.State, alert.DecidedBy)));
    }

    [Fact]
    public void The_same_decision_again_is_fine_and_leaves_the_first_with_its_notes()
    {
        SeenAlert[] seen = Seen();
        Decide(Store, seen, AlertState.Denied, "first", notes: "noise");

        Assert.All(Decide(Store, seen, AlertState.Denied, "second", notes: "me too"), outcome => Assert.Equal(AlertOutcomeKind.Repeated, outcome.Kind));
        Assert.All(Decide(Store, Seen(), AlertState.Denied, "third"), outcome => Assert.Equal(AlertOutcomeKind.Repeated, outcome.Kind));
        Assert.All(Store.ReadAlerts(new AlertQuery()), alert => Assert.Equal(("first", "noise"), (alert.DecidedBy, alert.Notes)));
    }

    [Fact]
    public void A_decision_that_was_seen_may_be_changed_and_one_that_also_accepts_the_level_is_another_one()
    {
        Decide(Store, Seen(), AlertState.Approved, "first");

        AlertOutcome changed = Decide(Store, Seen()[..1], AlertState.Denied, "second")[0];
        AlertOutcome accepted = Decide(Store, Seen()[1..], AlertState.Approved, "second", rebaseline: true)[0];

        Assert.Equal((AlertOutcomeKind.Recorded, AlertState.Denied, false), (changed.Kind, changed.Alert!.State, changed.Alert.Rebaselined));
        Assert.Equal((AlertOutcomeKind.Recorded, AlertState.Approved, true), (accepted.Kind, accepted.Alert!.State, accepted.Alert.Rebaselined));
        Assert.Equal(AlertOutcomeKind.Conflict, Decide(Store, [new SeenAlert(2, AlertState.Open, null)], AlertState.Approved, "third")[0].Kind);
    }

    [Fact]
    public void Of_several_levels_that_are_accepted_at_once_the_latest_is_the_baseline()
    {
        PerfAlert later = Raise("APP-001", "startup_time_ms", DetectionTier.ChangePoint, PerfSeverity.Error, 3, change: 3), earlier = Raise("APP-001", "startup_time_ms", DetectionTier.Trend, PerfSeverity.Error, 2, change: 2);

        Decide(Store, [SeenAlert.Of(later), SeenAlert.Of(earlier)], AlertState.Approved, "me", rebaseline: true);

        Assert.Equal([3L], Store.ReadSeries(new HistoryQuery { Metric = NameFilter.Exactly("APP-001") }).Single().Points.Select(point => point.SnapshotId));
    }

    [Fact]
    public void An_accepted_level_that_is_taken_back_leaves_the_history_to_the_one_accepted_before()
    {
        PerfAlert earlier = Raise("APP-001", "startup_time_ms", DetectionTier.Trend, PerfSeverity.Error, 2, change: 2), later = Raise("APP-001", "startup_time_ms", DetectionTier.ChangePoint, PerfSeverity.Error, 3, change: 3);
        Accept(earlier.Id, Noon.AddHours(1));
        Accept(later.Id, Noon.AddHours(2));
        Assert.Equal([3L], Points());

        // A further approval moves no beginning, whichever alert it is of.
        Accept(earlier.Id, Noon.AddHours(2.5), rebaseline: null);
        Assert.Equal([3L], Points());
        Accept(later.Id, Noon.AddHours(3), rebaseline: null);
        Assert.Equal([3L], Points());
        Assert.True(Store.ReadAlerts(new AlertQuery { Ids = [later.Id] }).Single().Rebaselined);

        Accept(later.Id, Noon.AddHours(4), rebaseline: false);
        Assert.Equal([2L, 3L], Points());
        Assert.False(Store.ReadAlerts(new AlertQuery { Ids = [later.Id] }).Single().Rebaselined);

        Assert.False(Store.Decide(earlier.Id, new AlertDecision(AlertState.Denied, null, "me", Noon.AddHours(5)))!.Rebaselined);
        Assert.Equal([1L, 2L, 3L], Points());

        void Accept(long id, DateTimeOffset at, bool? rebaseline = true) => Assert.NotNull(Store.Decide(id, new AlertDecision(AlertState.Approved, "x", "me", at, rebaseline)));
        IEnumerable<long> Points() => Store.ReadSeries(new HistoryQuery { Metric = NameFilter.Exactly("APP-001") }).Single().Points.Select(point => point.SnapshotId);
    }

    [Fact]
    public void A_level_that_is_not_the_last_accepted_one_can_be_taken_back_and_the_history_begins_where_it_did()
    {
        PerfAlert earlier = Raise("APP-001", "startup_time_ms", DetectionTier.Trend, PerfSeverity.Error, 2, change: 2), later = Raise("APP-001", "startup_time_ms", DetectionTier.ChangePoint, PerfSeverity.Error, 3, change: 3);
        Store.Decide(earlier.Id, new AlertDecision(AlertState.Approved, null, "me", Noon.AddHours(1), Rebaseline: true));
        Store.Decide(later.Id, new AlertDecision(AlertState.Approved, null, "me", Noon.AddHours(2), Rebaseline: true));

        Store.Decide(earlier.Id, new AlertDecision(AlertState.Denied, null, "me", Noon.AddHours(3)));

        Assert.Equal([3L], Store.ReadSeries(new HistoryQuery { Metric = NameFilter.Exactly("APP-001") }).Single().Points.Select(point => point.SnapshotId));
    }

    [Fact]
    public void A_level_to_which_several_steps_led_begins_with_the_last_of_them()
    {
        PerfAlert stair = Fixture.Raise(Alert("APP-001", "startup_time_ms", DetectionTier.ChangePoint, minute: 1, snapshot: 1) with
        {
            ChangeSnapshotId = 1,
            Steps = [new PerfAlertStep(1, 1, Noon.AddMinutes(1), 10, 20), new PerfAlertStep(3, 3, Noon.AddMinutes(3), 20, 40)],
            IsNew = true,
        });
        PerfAlert between = Raise("APP-001", "startup_time_ms", DetectionTier.Statistical, PerfSeverity.Error, 2);

        Decide(Store, [SeenAlert.Of(stair), SeenAlert.Of(between)], AlertState.Approved, "me", rebaseline: true);
        Assert.Equal([3L], Points());

        IEnumerable<long> Points() => Store.ReadSeries(new HistoryQuery { Metric = NameFilter.Exactly("APP-001") }).Single().Points.Select(point => point.SnapshotId);
    }

    [Fact]
    public void A_finding_that_only_a_new_baseline_had_ended_lasts_again_without_it_unless_another_alert_tells_it_since()
    {
        PerfAlert alert = Raise("APP-001", "startup_time_ms", DetectionTier.Statistical, PerfSeverity.Error, 2);
        Assert.False(Decide(true).Lasts);
        Assert.True(Decide(false).Lasts);

        Decide(true);
        Raise("APP-001", "startup_time_ms", DetectionTier.Statistical, PerfSeverity.Error, 3);
        Assert.False(Decide(false).Lasts);

        PerfAlert Decide(bool rebaseline) => Store.Decide(alert.Id, new AlertDecision(AlertState.Approved, "x", "me", Noon.AddHours(1), rebaseline))!;
    }

    [Fact]
    public void What_is_no_decision_or_about_no_alert_changes_nothing()
    {
        Assert.Equal([(99L, AlertOutcomeKind.NotFound, (PerfAlert?)null)], Decide(Store, [new SeenAlert(99, AlertState.Open, null)], AlertState.Denied, "me").Select(outcome => (outcome.Id, outcome.Kind, outcome.Alert)));
        Assert.Empty(Decide(Store, [], AlertState.Denied, "me"));
        Assert.Throws<ArgumentException>(() => Decide(Store, Seen(), AlertState.Open, "me"));
        AssertIds(new AlertQuery { States = [AlertState.Open] }, 1, 2);
    }

    [Fact]
    public void An_alert_raised_by_hand_is_kept_with_its_commits_and_ends_with_its_decision()
    {
        Append(Snapshot(10, [("APP-001", 400)], commit: "aaa"), Snapshot(11, [("queue", 9)], commit: "bbb"), Snapshot(12, [("APP-001", 700)], commit: "ccc"));
        PerfAlert alert = Alert("APP-001", "startup_time_ms", ManualAlert.Kind, PerfSeverity.Error, 12, SnapshotAt(12)) with { RaisedBy = "me", Notes = "look" };

        PerfAlert raised = Store.Raise(alert);
        Store.Raise(alert);

        Assert.Equal(("aaa", "ccc", "main", "me", "look", Noon.AddMinutes(12)), (raised.CommitBefore, raised.CommitAfter, raised.Branch, raised.RaisedBy, raised.Notes, raised.Since));
        Assert.Equal(raised with { IsNew = false }, Store.ReadAlerts(new AlertQuery { Ids = [raised.Id] }).Single());
        Assert.False(Decide(Store, [SeenAlert.Of(raised)], AlertState.Approved, "me")[0].Alert!.Lasts);
        Assert.Throws<ArgumentException>(() => Store.Raise(alert with { Environment = "elsewhere" }));
        Assert.Throws<ArgumentException>(() => Store.Raise(alert with { ChangeSnapshotId = SnapshotAt(11) }));
    }

    [Fact]
    public void A_change_is_moved_with_its_levels_and_commits_and_remembers_where_a_tier_saw_it()
    {
        Append(Snapshot(10, [("queue", 4)], commit: "aaa"), Snapshot(11, [("queue", 9)], commit: "bbb"));
        PerfAlert seen = Fixture.Raise(Alert("queue", "queue", DetectionTier.Trend, PerfSeverity.Error, 3, 3) with { ChangeSnapshotId = 3, Expected = 4, Level = 5, ShiftLower = 0.5, ShiftUpper = 1.5 });
        Assert.Equal("+25% (13 to 38%)", seen.Size);

        PerfAlert moved = Store.Edit(seen.Id, new AlertEdit("me", Noon.AddHours(2)) { Change = new AlertChange(SnapshotAt(11), 4, 9, 125, "moved") })!;

        Assert.Equal((SnapshotAt(11), "aaa", "bbb", 4.0, 9.0, 125.0, "moved", Noon.AddMinutes(11)), (moved.ChangeSnapshotId, moved.CommitBefore, moved.CommitAfter, moved.Expected, moved.Level, moved.DeviationPercent, moved.Message, moved.Since));
        Assert.Equal([(SnapshotAt(11), 4.0, 9.0)], moved.Steps.Select(step => (step.ChangeSnapshotId, step.Before, step.After)));
        Assert.Equal("+125%", Store.ReadAlerts(new AlertQuery { Ids = [seen.Id] }).Single().Size);
        Assert.Equal(("me", (DateTimeOffset?)Noon.AddHours(2), AlertState.Open), (moved.EditedBy, moved.EditedAt, moved.State));
        Assert.Equal(3, Store.Edit(seen.Id, new AlertEdit("me", Noon) { Change = new AlertChange(SnapshotAt(10), 4, 9, 125, "again") })!.DetectedSnapshotId);
        Assert.Throws<ArgumentException>(() => Store.Edit(1, new AlertEdit("me", Noon) { Change = new AlertChange(SnapshotAt(11), 4, 9, 125, "no startup there") }));
    }

    [Fact]
    public void Notes_and_severity_are_changed_one_by_one()
    {
        Assert.Equal(("why", PerfSeverity.Critical), Store.Edit(1, new AlertEdit("me", Noon) { Notes = "why" }) is { } noted ? (noted.Notes, noted.Severity) : default);
        Assert.Equal(("why", PerfSeverity.Warning), Store.Edit(1, new AlertEdit("me", Noon) { Severity = PerfSeverity.Warning }) is { } eased ? (eased.Notes, eased.Severity) : default);
        Assert.Null(Store.Edit(1, new AlertEdit("me", Noon) { Notes = "" })!.Notes);
        Assert.Null(Store.Edit(99, new AlertEdit("me", Noon) { Notes = "why" }));
    }

    private PerfAlert Raise(string metric, string name, string kind, PerfSeverity severity, int minute, long? change = null) =>
        Fixture.Raise(Alert(metric, name, kind, severity, minute, minute) with { ChangeSnapshotId = change });

    private long SnapshotAt(int minute) => Snapshots(new HistoryQuery { Since = Noon.AddMinutes(minute), Until = Noon.AddMinutes(minute) }).Single().Id;

    private SeenAlert[] Seen() => [.. Store.ReadAlerts(new AlertQuery()).Select(SeenAlert.Of)];

    private static IReadOnlyList<AlertOutcome> Decide(IPerfStore store, SeenAlert[] seen, AlertState state, string by, string? notes = null, bool rebaseline = false) =>
        store.Decide(seen, new AlertDecision(state, notes, by, Noon.AddHours(1), rebaseline));

    private void AssertIds(AlertQuery query, params long[] expected) => Assert.Equal(expected, Store.ReadAlerts(query).Select(alert => alert.Id));
}
