using System.Diagnostics;
using Microsoft.Data.Sqlite;
using PerfTracking.Alerts;
using PerfTracking.Contracts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Alerts;

public sealed class AlertBookTests : IDisposable
{
    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Everything_an_alert_knows_is_read_back()
    {
        PerfAlert alert = Alert() with
        {
            Kind = DetectionTier.ChangePoint,
            Severity = PerfSeverity.Critical,
            State = AlertState.Denied,
            Lasts = false,
            Count = 7,
            GoodSnapshots = 2,
            Value = 620.125,
            Expected = 500.5,
            DeviationPercent = 24.25,
            ShiftLower = 100.5,
            ShiftUpper = 140.5,
            FirstSnapshotId = 3,
            LastSnapshotId = 9,
            ChangeSnapshotId = 2,
            RaisedAt = TestStore.Noon.AddMilliseconds(123),
            LastSeenAt = TestStore.Noon.AddHours(1),
            Message = "far off",
            Notes = "noise",
            DecidedBy = "me",
            DecidedAt = TestStore.Noon.AddDays(1),
        };

        PerfAlert written = Write(alert);

        Assert.Equal(alert with { Id = 1, Since = TestStore.Noon }, written);
        Assert.Equal(written, Assert.Single(Read()));
    }

    [Fact]
    public void What_an_alert_does_not_know_stays_unknown()
    {
        Write(Alert() with { Expected = double.PositiveInfinity, DeviationPercent = double.NaN, ShiftLower = double.NegativeInfinity });

        PerfAlert read = Assert.Single(Read());

        Assert.Equal((null, null, null, null, null, null), (read.Expected, read.DeviationPercent, read.ChangeSnapshotId, read.Notes, read.DecidedBy, read.DecidedAt));
        Assert.Equal((null, null), (read.ShiftLower, read.ShiftUpper));
    }

    [Fact]
    public void A_changed_alert_replaces_itself_and_keeps_what_it_was_raised_with()
    {
        PerfAlert first = Write(Alert());
        Write(first with { Count = 2, Value = 700, ShiftLower = 180, ShiftUpper = 220, Severity = PerfSeverity.Critical, Message = "worse", FirstSnapshotId = 99, RaisedAt = TestStore.Noon.AddDays(9) });

        PerfAlert read = Assert.Single(Read());
        Assert.Equal((2, 700, PerfSeverity.Critical, "worse"), (read.Count, read.Value, read.Severity, read.Message));
        Assert.Equal((180.0, 220.0), (read.ShiftLower, read.ShiftUpper));
        Assert.Equal((first.FirstSnapshotId, first.RaisedAt), (read.FirstSnapshotId, read.RaisedAt));
    }

    [Theory]
    [InlineData("it's \"fixed\" by PR #123")]
    [InlineData("'); DROP TABLE performance_alerts; --")]
    [InlineData("two\nlines\r\nand a\ttab")]
    [InlineData("🚀 日本語")]
    [InlineData("")]
    [InlineData(null)]
    public void Any_note_is_read_back_with_who_and_when(string? notes)
    {
        long id = Write(Alert()).Id;

        PerfAlert decided = _test.Store.Decide(id, new AlertDecision(AlertState.Approved, notes, "O'Neil", TestStore.Noon.AddMinutes(5)))!;

        Assert.Equal((AlertState.Approved, notes, "O'Neil", TestStore.Noon.AddMinutes(5)), (decided.State, decided.Notes, decided.DecidedBy, decided.DecidedAt));
        Assert.Equal(decided, Assert.Single(Read()));
    }

    [Fact]
    public void A_decision_about_an_alert_that_does_not_exist_changes_nothing()
    {
        PerfAlert alert = Write(Alert());

        Assert.Null(_test.Store.Decide(42, new AlertDecision(AlertState.Approved, null, "me", TestStore.Noon, Rebaseline: true)));
        Assert.Equal(alert, Assert.Single(Read()));
        Assert.Equal(0L, _test.Ask("SELECT count(*) FROM performance_series WHERE baseline_at IS NOT NULL"));
    }

    [Fact]
    public void A_thousand_alerts_are_decided_at_once_in_less_than_two_seconds()
    {
        Write(Alert() with { Kind = ManualAlert.Kind });
        using (SqliteConnection connection = _test.Connect())
        using (SqliteCommand command = connection.CreateCommand())
        {
            command.CommandText =
                """
                CREATE TEMP TABLE copy AS SELECT * FROM performance_alerts;
                UPDATE copy SET alert_id = NULL;
                WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO performance_alerts SELECT copy.* FROM n, copy;
                """;
            command.ExecuteNonQuery();
        }

        SeenAlert[] seen = [.. Read().Select(SeenAlert.Of)];
        long began = Stopwatch.GetTimestamp();
        IReadOnlyList<AlertOutcome> outcomes = _test.Store.Decide(seen, new AlertDecision(AlertState.Approved, "known", "me", TestStore.Noon, Rebaseline: true));

        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, TimeSpan.FromSeconds(2));
        Assert.Equal(1000, outcomes.Count(outcome => outcome is { Kind: AlertOutcomeKind.Recorded, Alert: { State: AlertState.Approved, Rebaselined: true, Lasts: false } }));
    }

    [Fact]
    public void A_series_has_one_lasting_alert_of_a_kind_and_any_number_of_past_ones()
    {
        Write(Alert() with { Lasts = false, State = AlertState.Resolved });
        Write(Alert() with { Lasts = false, State = AlertState.Approved });
        Write(Alert());
        Write(Alert() with { Kind = DetectionTier.Trend });

        Assert.Throws<PerfStoreException>(() => Write(Alert()));
        Assert.Equal(4, Read().Length);
    }

    [Fact]
    public void A_save_is_told_the_lasting_alerts_of_its_own_group_alone()
    {
        Write(Alert());
        Write(Alert() with { Kind = DetectionTier.Trend, State = AlertState.Approved });
        Write(Alert() with { Kind = DetectionTier.ChangePoint, Lasts = false });
        Write(Alert(), TestStore.Context(environment: "other"));

        using ISaveTransaction save = _test.Store.BeginSave();
        save.ReadCatalogue("app");
        save.Append(TestStore.Context(), TestStore.Mark(TestStore.Noon), cold: false, TestStore.Values(("APP-001", 1)));

        Assert.Equal([DetectionTier.Threshold, DetectionTier.Trend], save.ReadLastingAlerts().Select(alert => alert.Kind).Order());
        Assert.All(save.ReadLastingAlerts(), alert => Assert.Equal("host", alert.Environment));
    }

    [Fact]
    public void Filters_are_combined()
    {
        Write(Alert() with { Severity = PerfSeverity.Warning, Lasts = false, RaisedAt = TestStore.Noon.AddDays(-2) });
        Write(Alert() with { Severity = PerfSeverity.Critical, Lasts = false, State = AlertState.Resolved });
        Write(Alert() with { Severity = PerfSeverity.Error }, TestStore.Context("mail"));
        Write(Alert() with { Metric = "queue", Lasts = false, State = AlertState.Denied });

        Assert.Equal([1, 2, 3, 4], Ids(new AlertQuery()));
        Assert.Equal([2, 4], Ids(new AlertQuery { Ids = [4, 2, 99] }));
        Assert.Empty(Ids(new AlertQuery { Ids = [] }));
        Assert.Equal([2, 4], Ids(new AlertQuery { States = [AlertState.Resolved, AlertState.Denied] }));
        Assert.Equal([2, 3, 4], Ids(new AlertQuery { MinimumSeverity = PerfSeverity.Error }));
        Assert.Equal([4], Ids(new AlertQuery { Metric = NameFilter.Exactly("queue") }));
        Assert.Equal([3], Ids(new AlertQuery { Application = NameFilter.Exactly("mail") }));
        Assert.Equal([2, 3, 4], Ids(new AlertQuery { Since = TestStore.Noon }));
        Assert.Equal([1], Ids(new AlertQuery { Until = TestStore.Noon.AddMilliseconds(-1) }));
        Assert.Equal([3], Ids(new AlertQuery { MinimumSeverity = PerfSeverity.Error, States = [AlertState.Open], Since = TestStore.Noon.AddDays(-9), Until = TestStore.Noon }));
    }

    [Fact]
    public void A_store_that_does_not_exist_has_no_alerts()
    {
        Assert.Empty(Read());
        Assert.False(File.Exists(_test.Path));
    }

    [Fact]
    public void A_row_that_somebody_spoiled_is_refused_by_the_database()
    {
        Write(Alert());

        Assert.Throws<SqliteException>(() => _test.Ask("UPDATE performance_alerts SET severity = 'Dreadful'"));
    }

    private static PerfAlert Alert() => new()
    {
        Metric = "APP-001",
        Name = "startup_time_ms",
        Unit = "ms",
        Application = "app",
        Environment = "host",
        Kind = DetectionTier.Threshold,
        Severity = PerfSeverity.Error,
        RaisedAt = TestStore.Noon,
        LastSeenAt = TestStore.Noon,
        Value = 620,
        FirstSnapshotId = 1,
        LastSnapshotId = 1,
        Message = "found",
    };

    private PerfAlert[] Read() => [.. _test.Store.ReadAlerts(new AlertQuery())];

    private IEnumerable<int> Ids(AlertQuery query) => _test.Store.ReadAlerts(query).Select(alert => (int)alert.Id);

    private PerfAlert Write(PerfAlert alert, RunContext? context = null)
    {
        context ??= TestStore.Context();
        using ISaveTransaction save = _test.Store.BeginSave();
        save.ReadCatalogue(context.Application);
        save.Append(context, TestStore.Mark(TestStore.Noon), cold: false, TestStore.Values((alert.Metric, alert.Value)));
        PerfAlert written = save.WriteAlert(alert);
        save.Commit();
        return written;
    }
}
