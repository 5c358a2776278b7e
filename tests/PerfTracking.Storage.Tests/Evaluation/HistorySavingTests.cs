using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Evaluation;

/// <summary>History that is brought in and judged is as if it had been saved at its own time.</summary>
public sealed class HistorySavingTests
{
    private const int ShiftAt = 40;

    private static readonly HistorySaving Saving = new(new SnapshotEvaluator(new(static () => new RegressionDetector())));

    [Fact]
    public void An_alert_is_as_old_as_the_snapshot_that_raised_it_and_the_same_that_a_save_raises()
    {
        using var saved = new EvaluatedRun();
        int[] raised = saved.Save("APP-001", [.. EvaluatedRun.Level(400, ShiftAt), .. EvaluatedRun.Level(480, 20)]);
        using var brought = new TestStore();

        PerfSnapshot[] snapshots = [.. Saving.Save(brought.Store, History(ShiftAt + 20).Reverse())];

        PerfAlert alert = Assert.Single(Alerts(brought));
        Assert.Equal([TestStore.Noon.AddMinutes(raised.Single())], [alert.RaisedAt]);
        Assert.Equal(TestStore.Noon.AddMinutes(ShiftAt + 1), alert.Since);
        Assert.Equal(Told(saved.Alerts.Single()), Told(alert));
        Assert.Equal([raised.Single()], snapshots.Where(static snapshot => snapshot.Alerts.Any(static one => one.IsNew)).Select(static snapshot => (int)snapshot.Id));

        static (string, string, PerfSeverity, AlertState, int, double?, string) Told(PerfAlert alert) =>
            (alert.Metric, alert.Kind, alert.Severity, alert.State, alert.Count, alert.Level, alert.Message);
    }

    [Fact]
    public void What_is_brought_twice_is_there_and_counted_once()
    {
        using var test = new TestStore();
        _ = Saving.Save(test.Store, History(ShiftAt + 10)).Count();
        int before = Alerts(test).Single().Count;

        PerfSnapshot[] added = [.. Saving.Save(test.Store, History(ShiftAt + 12))];

        Assert.Equal((2, before + 2, ShiftAt + 12), (added.Length, Alerts(test).Single().Count, test.Snapshots.Count));
    }

    [Fact]
    public void What_is_older_than_the_latest_of_its_series_is_stored_and_not_judged()
    {
        using var test = new TestStore();
        PerfSnapshot[] history = History(ShiftAt + 20);
        _ = Saving.Save(test.Store, history[(ShiftAt + 10)..]).Count();

        PerfSnapshot[] late = [.. Saving.Save(test.Store, history[..(ShiftAt + 10)])];

        Assert.Equal((ShiftAt + 20, 0), (test.Snapshots.Count, Alerts(test).Length));
        Assert.All(late, static snapshot => Assert.Empty(snapshot.Alerts));
    }

    [Fact]
    public void An_environment_is_the_same_however_its_name_is_spelled()
    {
        using var test = new TestStore();
        _ = Saving.Save(test.Store, History(ShiftAt + 20, "Host")[(ShiftAt + 10)..]).Count();

        PerfSnapshot[] late = [.. Saving.Save(test.Store, History(ShiftAt + 10, "HOST"))];

        Assert.All(late, static snapshot => Assert.Empty(snapshot.Alerts));
        Assert.Single(test.Store.ReadGroups());
    }

    [Fact]
    public void Two_groups_of_an_earlier_version_that_differ_in_case_alone_are_no_obstacle()
    {
        using var test = new TestStore();
        test.Save(400, TestStore.Noon);
        test.Ask("INSERT INTO performance_environments (name) VALUES ('HOST')");
        test.Save(TestStore.Values(("APP-001", 400)), TestStore.Context(environment: "HOST"));
        Assert.Equal(2, test.Store.ReadGroups().Count);

        Assert.Equal(3, Saving.Save(test.Store, History(3)).Count());
    }

    [Fact]
    public void Nothing_is_stored_of_a_file_with_a_defect()
    {
        using var test = new TestStore();

        Assert.Throws<ArgumentException>(() => Saving.Save(test.Store, [.. History(3), History(4)[3] with { Identity = Guid.Empty }]));

        Assert.Empty(test.Snapshots);
    }

    private static PerfAlert[] Alerts(TestStore test) => [.. test.Store.ReadAlerts(new AlertQuery())];

    // A snapshot a minute, as the saves of EvaluatedRun are, with an identity that follows from its content.
    private static PerfSnapshot[] History(int count, string environment = "host") =>
    [
        .. EvaluatedRun.Level(400, ShiftAt).Concat(EvaluatedRun.Level(480, 20)).Take(count).Select((value, i) => TestStore.Snapshot(
            SnapshotIdentity.FromContent(TestStore.Noon.AddMinutes(i + 1), $"app host {value}"), "APP-001", value, TestStore.Context(environment: environment))),
    ];
}
