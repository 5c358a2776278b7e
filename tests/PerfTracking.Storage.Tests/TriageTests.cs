using System.Text.Json;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Stores;
using PerfTracking.Triage;

namespace PerfTracking.Storage.Tests;

/// <summary>What people do to alerts, on a real store with its log.</summary>
public sealed class TriageTests : IDisposable
{
    private readonly TestStore _test = new();
    private readonly AlertTriage _triage = new(static store => new DecisionLineLog(Path.GetDirectoryName(store.Location.File)!), TimeProvider.System);

    public TriageTests()
    {
        for (int i = 1; i <= 30; i++)
        {
            _test.Save(TestStore.Values(("APP-001", i <= 20 ? 100 : 120)), TestStore.Context(commit: i <= 20 ? "aaa" : "bbb", branch: "main"), TestStore.Noon.AddMinutes(i));
        }
    }

    public void Dispose() => _test.Dispose();

    [Fact]
    public void An_alert_raised_by_hand_has_the_levels_and_commits_of_both_sides_and_is_raised_once()
    {
        ManualOutcome raised = Raise(21);

        Assert.Equal((100, 120, "aaa", "bbb", "main", 10), (raised.Alert!.Expected, raised.Alert.Level, raised.Alert.CommitBefore, raised.Alert.CommitAfter, raised.Alert.Branch, raised.Alert.Count));
        Assert.Equal((TriageDefect.AlreadyRaised, raised.Alert.Id), (Raise(23).Defect, Raise(23).Alert!.Id));
        Assert.Single(_test.Store.ReadAlerts(new AlertQuery()));
    }

    [Theory]
    [InlineData(99, TriageDefect.SnapshotNotFound)]
    [InlineData(1, TriageDefect.NothingBefore)]
    public void Where_nothing_can_have_changed_nothing_is_raised(long snapshot, TriageDefect defect) => Assert.Equal(defect, Raise(snapshot).Defect);

    [Fact]
    public void Everything_done_to_an_alert_is_a_line_in_the_log_of_decisions()
    {
        long id = Raise(21).Alert!.Id;
        SeenAlert seen = SeenAlert.Of(_test.Store.ReadAlerts(new AlertQuery()).Single());
        Assert.Equal(22, _triage.Change(_test.Store, id, "you", changeSnapshotId: 22).Alert!.ChangeSnapshotId);
        _triage.Decide(_test.Store, [seen], AlertState.Denied, "it's \"noise\"\n", "her");
        Assert.Equal(AlertOutcomeKind.Conflict, _triage.Decide(_test.Store, [seen], AlertState.Approved, null, "him", rebaseline: true).Alerts[0].Kind);

        JsonElement[] lines = [.. Directory.GetFiles(Path.GetDirectoryName(_test.Path)!, "decisions_??????.log").SelectMany(File.ReadAllLines).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(["Raise me  Open", "Move you Open Open", "Deny her Open Denied"], lines.Select(line => $"{line.GetProperty("action")} {line.GetProperty("by")} {line.GetProperty("before")} {line.GetProperty("state")}"));
        Assert.Equal((1, id, "it's \"noise\"\n", 22, "aaa"), (lines[2].GetProperty("schema").GetInt32(), lines[2].GetProperty("alert").GetInt64(), lines[2].GetProperty("notes").GetString(), lines[2].GetProperty("change").GetInt32(), lines[2].GetProperty("commitAfter").GetString()!.Replace('b', 'a')));
    }

    [Fact]
    public void A_log_that_cannot_be_written_is_told_and_what_was_decided_stays()
    {
        var triage = new AlertTriage(static _ => new DecisionLineLog(Path.Combine(Path.GetTempPath(), "no", "such", "folder")), TimeProvider.System);
        SeenAlert seen = SeenAlert.Of(Raise(21).Alert!);

        DecidingOutcome outcome = triage.Decide(_test.Store, [seen], AlertState.Approved, null, "me");

        Assert.IsAssignableFrom<IOException>(outcome.LogFailure);
        Assert.Equal(AlertState.Approved, _test.Store.ReadAlerts(new AlertQuery()).Single().State);
    }

    private ManualOutcome Raise(long snapshot) => _triage.Raise(_test.Store, snapshot, "startup_time_ms", PerfSeverity.Error, null, "me");
}
