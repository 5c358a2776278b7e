using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Triage;

/// <summary>
/// What people do to alerts, for whoever asks for it: decide about many, raise one where nothing spoke, move a change to where
/// the eye sees it. Each is written to the store, with who did it, and then to the log; that comes after the commit and fails
/// without harm.
/// </summary>
/// <param name="logOf">The log beside a store.</param>
/// <param name="time">The clock.</param>
public sealed class AlertTriage(Func<IPerfStore, IDecisionLog> logOf, TimeProvider time)
{
    /// <summary>Decides about alerts, many at once.</summary>
    /// <param name="store">The store.</param>
    /// <param name="alerts">The alerts, as whoever decides saw them.</param>
    /// <param name="state"><see cref="AlertState.Approved"/> or <see cref="AlertState.Denied"/>.</param>
    /// <param name="notes">Why, or <see langword="null"/>.</param>
    /// <param name="by">Who decides.</param>
    /// <param name="rebaseline">As <see cref="AlertDecision.Rebaseline"/>.</param>
    /// <exception cref="PerfStoreException">The store failed; nothing was decided.</exception>
    public DecidingOutcome Decide(IPerfStore store, IReadOnlyCollection<SeenAlert> alerts, AlertState state, string? notes, string by, bool? rebaseline = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(alerts);
        // What one person writes, on a page say, another one reads at a terminal.
        var decision = new AlertDecision(state, PlainText.Of(notes), by, time.GetUtcNow(), rebaseline);
        IReadOnlyList<AlertOutcome> outcomes = store.Decide(alerts, decision);
        DecisionAction action = state == AlertState.Denied ? DecisionAction.Deny : rebaseline == true ? DecisionAction.Rebaseline : DecisionAction.Approve;
        DecisionEntry[] entries =
        [
            .. outcomes.Zip(alerts)
                .Where(static pair => pair.First.Kind == AlertOutcomeKind.Recorded)
                .Select(pair => new DecisionEntry(decision.At, by, action, pair.First.Alert!, pair.Second.State)),
        ];
        return new DecidingOutcome(outcomes, Log(store, entries));
    }

    /// <summary>Raises an alert about a metric at a snapshot, where nothing spoke.</summary>
    /// <param name="store">The store.</param>
    /// <param name="snapshotId">The first snapshot on the new level.</param>
    /// <param name="metric">The metric's identifier or name.</param>
    /// <param name="severity">How severe it is.</param>
    /// <param name="notes">Why it is raised, or <see langword="null"/>.</param>
    /// <param name="by">Who raises it.</param>
    /// <exception cref="PerfStoreException">The store failed; nothing was raised.</exception>
    public ManualOutcome Raise(IPerfStore store, long snapshotId, string metric, PerfSeverity severity, string? notes, string by)
    {
        (ManualOutcome draft, MetricSeries? series) = Draft(store, snapshotId, metric, severity, notes, by);
        if (draft.Defect is not null || series is null)
        {
            return draft;
        }

        PerfAlert raised = store.Raise(draft.Alert!);
        return new ManualOutcome(raised, LogFailure: Log(store, [new DecisionEntry(raised.RaisedAt, by, DecisionAction.Raise, raised, Before: null)]));
    }

    /// <summary>The alert that <see cref="Raise"/> would raise, and nothing is written.</summary>
    /// <inheritdoc cref="Raise"/>
    public ManualOutcome Preview(IPerfStore store, long snapshotId, string metric, PerfSeverity severity, string? notes, string by) =>
        Draft(store, snapshotId, metric, severity, notes, by).Draft;

    /// <summary>Changes an alert: its place, its notes, its severity.</summary>
    /// <param name="store">The store.</param>
    /// <param name="id">The alert.</param>
    /// <param name="by">Who changes it.</param>
    /// <param name="changeSnapshotId">The first snapshot on the new level, or <see langword="null"/> to leave it.</param>
    /// <param name="notes">Other notes, empty for none, or <see langword="null"/> to leave them.</param>
    /// <param name="severity">Another severity, or <see langword="null"/> to leave it.</param>
    /// <exception cref="PerfStoreException">The store failed; nothing was changed.</exception>
    public ManualOutcome Change(IPerfStore store, long id, string by, long? changeSnapshotId = null, string? notes = null, PerfSeverity? severity = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (store.ReadAlerts(new AlertQuery { Ids = [id] }).FirstOrDefault() is not { } alert)
        {
            return new ManualOutcome(null, TriageDefect.AlertNotFound);
        }

        AlertChange? change = null;
        if (changeSnapshotId is { } snapshotId)
        {
            if (Snapshot(store, snapshotId) is not { } snapshot)
            {
                return new ManualOutcome(null, TriageDefect.SnapshotNotFound);
            }

            // The group that is meant is the alert's own, whichever snapshot was named.
            MetricSeries? series = SeriesAround(store, GroupOf(alert), snapshot, alert.Metric);
            if (series is null || DefectOf(series, snapshotId) is not null)
            {
                return new ManualOutcome(null, series is null ? TriageDefect.NotMeasured : DefectOf(series, snapshotId));
            }

            change = ManualAlert.ChangeAt(series, snapshotId, alert.Value);
        }

        var edit = new AlertEdit(by, time.GetUtcNow()) { Change = change, Notes = PlainText.Of(notes), Severity = severity };
        PerfAlert? changed = store.Edit(id, edit);
        return changed is null
            ? new ManualOutcome(null, TriageDefect.AlertNotFound)
            : new ManualOutcome(changed, LogFailure: Log(store, [new DecisionEntry(edit.At, by, change is null ? DecisionAction.Edit : DecisionAction.Move, changed, alert.State)]));
    }

    private (ManualOutcome Draft, MetricSeries? Series) Draft(IPerfStore store, long snapshotId, string metric, PerfSeverity severity, string? notes, string by)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentOutOfRangeException.ThrowIfEqual((int)severity, (int)PerfSeverity.Ok, nameof(severity));
        if (Snapshot(store, snapshotId) is not { } snapshot)
        {
            return (new ManualOutcome(null, TriageDefect.SnapshotNotFound), null);
        }

        if (SeriesAround(store, GroupOf(snapshot), snapshot, metric) is not { } series)
        {
            return (new ManualOutcome(null, TriageDefect.NotMeasured), null);
        }

        if (DefectOf(series, snapshotId) is { } defect)
        {
            return (new ManualOutcome(null, defect), null);
        }

        IEnumerable<PerfAlert> ofSeries = store.ReadAlerts(new AlertQuery
        {
            Application = NameFilter.Exactly(series.Application),
            Environment = NameFilter.Exactly(series.Environment),
            Cold = series.Cold,
            Metric = NameFilter.Exactly(series.Metric.Id),
        });
        return ManualAlert.Reporting(ofSeries, series, snapshotId, store.ReadPolicy().SameChangePoints) is { } known
            ? (new ManualOutcome(known, TriageDefect.AlreadyRaised), null)
            : (new ManualOutcome(ManualAlert.Of(series, snapshotId, severity, PlainText.Of(notes), by, time.GetUtcNow())), series);
    }

    private static TriageDefect? DefectOf(MetricSeries series, long snapshotId) =>
        !Array.Exists(series.Points, point => point.SnapshotId == snapshotId) ? TriageDefect.NotMeasured
        : series.Points[0].SnapshotId == snapshotId ? TriageDefect.NothingBefore
        : null;

    private static HistoryQuery GroupOf(PerfSnapshot snapshot) => GroupOf(snapshot.Application, snapshot.Environment, snapshot.Cold);

    private static HistoryQuery GroupOf(PerfAlert alert) => GroupOf(alert.Application, alert.Environment, alert.Cold);

    private static HistoryQuery GroupOf(string application, string environment, bool cold) =>
        new() { Application = NameFilter.Exactly(application), Environment = NameFilter.Exactly(environment), Cold = cold };

    private static PerfSnapshot? Snapshot(IPerfStore store, long id) =>
        store.ReadSnapshots(new HistoryQuery { SnapshotIds = [id], Metric = NameFilter.None }).FirstOrDefault();

    // As far back as the levels reach, whatever was accepted since, and everything that came later.
    private static MetricSeries? SeriesAround(IPerfStore store, HistoryQuery group, PerfSnapshot snapshot, string metric)
    {
        HistoryQuery own = group with { Metric = NameFilter.Exactly(metric) };
        MetricSeries? before = store.ReadSeries(own with { UpTo = snapshot.Mark, Last = ManualAlert.Window + 1 }, wholeHistory: true).FirstOrDefault();
        if (before is null)
        {
            return null;
        }

        var known = new HashSet<long>(before.Points.Select(static point => point.SnapshotId));
        IEnumerable<SeriesPoint> later = store.ReadSeries(own with { Since = snapshot.Timestamp }, wholeHistory: true)
            .SelectMany(static series => series.Points).Where(point => !known.Contains(point.SnapshotId));
        return before with { Points = [.. before.Points, .. later] };
    }

    private Exception? Log(IPerfStore store, DecisionEntry[] entries)
    {
        if (entries.Length == 0)
        {
            return null;
        }

        try
        {
            logOf(store).Write(entries);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }
}
