using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The alerts of a store.</summary>
/// <param name="connections">The store.</param>
internal sealed class SqliteAlertStore(SqliteConnections connections) : IAlertStore
{
    /// <inheritdoc/>
    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => AlertsOf(database, query));
    }

    /// <inheritdoc/>
    public IReadOnlyList<AlertOutcome> Decide(IReadOnlyCollection<SeenAlert> alerts, AlertDecision decision)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(decision);
        if (decision.State is not (AlertState.Approved or AlertState.Denied))
        {
            throw new ArgumentException($"'{decision.State}' is no decision.", nameof(decision));
        }

        return alerts.Count == 0 ? [] : connections.Write(database =>
        {
            var query = new AlertQuery { Ids = [.. alerts.Select(static alert => alert.Id)] };
            var current = AlertsOf(database, query).ToDictionary(static alert => alert.Id);
            var kinds = new Dictionary<long, AlertOutcomeKind>(alerts.Count);
            var rebaselined = new List<long>();
            foreach (SeenAlert seen in alerts)
            {
                AlertOutcomeKind kind = current.TryGetValue(seen.Id, out PerfAlert? alert) ? decision.OutcomeFor(alert, seen) : AlertOutcomeKind.NotFound;
                if (kinds.TryAdd(seen.Id, kind) && kind == AlertOutcomeKind.Recorded)
                {
                    PerfAlert applied = decision.ApplyTo(alert!, IsToldSince(database, alert!));
                    Record(database, applied);
                    if (decision.Rebaseline == true || alert!.Rebaselined != applied.Rebaselined)
                    {
                        rebaselined.Add(seen.Id);
                    }
                }
            }

            BeginHistory(database, rebaselined, latest: rebaselined);
            var decided = AlertsOf(database, query).ToDictionary(static alert => alert.Id);
            return (IReadOnlyList<AlertOutcome>)[.. alerts.Select(seen => new AlertOutcome(seen.Id, kinds[seen.Id], decided.GetValueOrDefault(seen.Id)))];
        });
    }

    /// <inheritdoc/>
    public PerfAlert Raise(PerfAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return connections.Write(database =>
        {
            long series = SeriesOf(database, alert) ?? throw new ArgumentException($"Nothing was measured of '{alert.Metric}' of '{alert.Application}' there.", nameof(alert));
            SnapshotMark began = BeginningOf(database, series, alert.ChangeSnapshotId ?? alert.FirstSnapshotId);
            PerfAlert raised = AlertRows.Insert(database, alert, series, began);
            if (alert.Steps.Count > 0)
            {
                AlertRows.InsertLatest(database, raised.Id, alert.Steps);
            }

            return raised;
        });
    }

    /// <inheritdoc/>
    public PerfAlert? Edit(long id, AlertEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        return connections.Write(database =>
        {
            var query = new AlertQuery { Ids = [id] };
            if (AlertsOf(database, query).FirstOrDefault() is not { } alert)
            {
                return null;
            }

            PerfAlert edited = edit.ApplyTo(alert);
            database.Prepare("UPDATE performance_alerts SET edited_by = ?2, edited_at = ?3, severity = ?4, notes = ?5 WHERE alert_id = ?1")
                .Bind(1, id).Bind(2, edit.By).Bind(3, IsoTime.Write(edit.At)).Bind(4, edited.Severity.ToString()).Bind(5, edited.Notes).Run();
            if (edit.Change is not null)
            {
                Move(database, edited);
            }

            return AlertsOf(database, query).First();
        });
    }

    private static bool IsToldSince(RawDatabase database, PerfAlert alert) => alert.Rebaselined && database
        .Prepare(
            """
            SELECT 1 FROM performance_alerts a JOIN performance_alerts o ON o.series_id = a.series_id AND o.kind = a.kind AND o.lasts = 1 AND o.alert_id <> a.alert_id
            WHERE a.alert_id = ?1
            """)
        .Bind(1, alert.Id).Number() is not null;

    private static void Record(RawDatabase database, PerfAlert decided) => database
        .Prepare("UPDATE performance_alerts SET state = ?2, notes = ?3, decided_by = ?4, decided_at = ?5, rebaselined = ?6, lasts = ?7 WHERE alert_id = ?1")
        .Bind(1, decided.Id).Bind(2, decided.State.ToString()).Bind(3, decided.Notes).Bind(4, decided.DecidedBy).Bind(5, IsoTime.Bound(decided.DecidedAt))
        .Bind(6, decided.Rebaselined ? 1 : 0).Bind(7, decided.Lasts ? 1 : 0).Run();

    /// <summary>
    /// The history of the series of alerts begins where the level changed that was accepted last: with the last of the steps that led
    /// to it. Where that is taken back, it is the one before; where none is left, the whole history counts again.
    /// </summary>
    /// <param name="database">The store.</param>
    /// <param name="alerts">The alerts.</param>
    /// <param name="latest">Those that were accepted now, whatever the clocks of others say: of several, the latest level.</param>
    private static void BeginHistory(RawDatabase database, IEnumerable<long> alerts, IEnumerable<long> latest) => database
        .Prepare(
            $"""
            UPDATE performance_series AS s SET (baseline_at, baseline_identity) =
            (
                SELECT level_at, level_identity FROM performance_alerts a JOIN ({AlertRows.AcceptedLevels}) USING (alert_id) WHERE a.series_id = s.series_id
                ORDER BY a.alert_id IN (SELECT value FROM json_each(?2)) DESC, a.decided_at DESC, level_at DESC, level_identity DESC LIMIT 1
            )
            WHERE series_id IN (SELECT series_id FROM performance_alerts WHERE alert_id IN (SELECT value FROM json_each(?1)))
            """)
        .Bind(1, JsonList.Of(alerts)).Bind(2, JsonList.Of(latest)).Run();

    private static void Move(RawDatabase database, PerfAlert moved)
    {
        PerfAlertStep step = moved.Steps[0];
        SnapshotMark began = BeginningOf(database, SeriesOf(database, moved)!.Value, step.ChangeSnapshotId);
        database
            .Prepare(
                """
                UPDATE performance_alerts SET began_at = ?2, began_identity = ?3, expected = ?4, level = ?5, deviation_percent = ?6, message = ?7,
                    change_snapshot_id = ?8, detected_snapshot_id = ?9, shift_lower = ?10, shift_upper = ?11
                WHERE alert_id = ?1
                """)
            .Bind(1, moved.Id).Bind(2, IsoTime.Write(began.At)).Bind(3, began.Id).Bind(4, step.Before).Bind(5, step.After)
            .Bind(6, moved.DeviationPercent).Bind(7, moved.Message).Bind(8, step.ChangeSnapshotId).Bind(9, moved.DetectedSnapshotId)
            .Bind(10, moved.ShiftLower).Bind(11, moved.ShiftUpper).Run();
        database
            .Prepare(
                """
                INSERT INTO performance_alert_steps (alert_id, step, snapshot_id, change_snapshot_id, told_at, level_before, level_after) VALUES (?1, 1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT DO UPDATE SET change_snapshot_id = excluded.change_snapshot_id, level_before = excluded.level_before, level_after = excluded.level_after
                """)
            .Bind(1, moved.Id).Bind(2, step.SnapshotId).Bind(3, step.ChangeSnapshotId).Bind(4, IsoTime.Write(step.RaisedAt)).Bind(5, step.Before).Bind(6, step.After).Run();
        AlertRows.WithCommits(database, moved);
        if (moved.Rebaselined)
        {
            BeginHistory(database, [moved.Id], latest: []);
        }
    }

    private static long? SeriesOf(RawDatabase database, PerfAlert alert) => database
        .Prepare(
            $"""
            SELECT x.series_id FROM performance_series x JOIN performance_metrics m USING (metric_key) JOIN performance_groups g USING (group_id)
            JOIN performance_environments e USING (environment_id)
            WHERE m.id = ?1 AND g.application = ?2 AND e.environment_id = {SeriesKeys.EnvironmentOf("?3")} AND g.cold = ?4
            """)
        .Bind(1, alert.Metric).Bind(2, alert.Application).Bind(3, alert.Environment).Bind(4, alert.Cold ? 1 : 0).Number();

    private static SnapshotMark BeginningOf(RawDatabase database, long series, long snapshot)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT n.timestamp, n.identity FROM performance_snapshots n JOIN performance_measurements m ON m.position = n.position
                JOIN performance_series x ON x.series_id = m.series_id AND x.group_id = n.group_id
                WHERE n.snapshot_id = ?1 AND x.series_id = ?2
                """)
            .Bind(1, snapshot).Bind(2, series).Start();
        return rows.Read() ? new SnapshotMark(rows.Time(0), rows.Identity(1)) : throw new ArgumentException($"The snapshot {snapshot} holds no value of the alert's series.");
    }

    private static IEnumerable<PerfAlert> AlertsOf(RawDatabase database, AlertQuery query)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                $"""
                SELECT {AlertRows.Columns} {AlertRows.From}
                WHERE a.raised_at >= ?1 AND a.raised_at <= ?2
                    AND (?3 IS NULL OR a.alert_id IN (SELECT value FROM json_each(?3)))
                    AND (?4 IS NULL OR a.state IN (SELECT value FROM json_each(?4)))
                    AND (?5 IS NULL OR EXISTS (SELECT 1 FROM json_each(?5) f WHERE g.application LIKE f.value ESCAPE '\'))
                    AND (?6 IS NULL OR EXISTS (SELECT 1 FROM json_each(?6) f WHERE m.id LIKE f.value ESCAPE '\' OR m.name LIKE f.value ESCAPE '\'))
                    AND (?7 IS NULL OR EXISTS (SELECT 1 FROM json_each(?7) f WHERE e.name LIKE f.value ESCAPE '\'))
                    AND (?8 IS NULL OR g.cold = ?8)
                    AND (?9 IS NULL OR a.last_seen_at >= ?9)
                {AlertRows.Order}
                """)
            .Bind(1, IsoTime.Bound(query.Since) ?? string.Empty).Bind(2, IsoTime.Bound(query.Until) ?? IsoTime.Latest)
            .Bind(3, query.Ids is { } ids ? JsonList.Of(ids) : null).Bind(4, query.States is { } states ? JsonList.Of(states.Select(static state => state.ToString())) : null)
            .Bind(5, JsonList.Of(query.Application)).Bind(6, JsonList.Of(query.Metric)).Bind(7, JsonList.Of(query.Environment))
            .Bind(8, query.Cold is { } cold ? (cold ? 1L : 0L) : null).Bind(9, IsoTime.Bound(query.SeenSince)).Start();
        return AlertRows.ReadAll(rows).Where(alert => (query.MinimumSeverity is not { } minimum || alert.Severity >= minimum)
            && (query.Metric is not { } metric || metric.IsMatch(alert.Metric) || metric.IsMatch(alert.Name))
            && query.Application?.IsMatch(alert.Application) != false && query.Environment?.IsMatch(alert.Environment) != false);
    }
}
