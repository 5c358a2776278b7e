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
        AssertIds(new AlertQuery { Since = Noon.AddMinutes(2) }, 2);
        AssertIds(new AlertQuery { Until = Noon.AddMinutes(1) }, 1);
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

    private void Raise(string metric, string name, string kind, PerfSeverity severity, int minute) => Fixture.Raise(new PerfAlert
    {
        Metric = metric,
        Name = name,
        Unit = "ms",
        Application = "app",
        Environment = "host",
        Kind = kind,
        Severity = severity,
        RaisedAt = Noon.AddMinutes(minute),
        LastSeenAt = Noon.AddMinutes(minute),
        FirstSnapshotId = minute,
        LastSnapshotId = minute,
        Message = "far off",
    });

    private void AssertIds(AlertQuery query, params long[] expected) => Assert.Equal(expected, Store.ReadAlerts(query).Select(alert => alert.Id));
}
