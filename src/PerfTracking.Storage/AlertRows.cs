using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Alerts as rows.</summary>
internal static class AlertRows
{
    /// <summary>The columns in the order in which <see cref="Read"/> wants them.</summary>
    public const string Columns =
        """
        a.alert_id, m.id, m.name, m.unit, g.application, e.name, g.cold, a.kind, a.severity, a.state, a.lasts, a.raised_at, a.last_seen_at,
        a.occurrences, a.good_snapshots, a.value, a.expected, a.deviation_percent, a.first_snapshot_id, a.last_snapshot_id,
        a.change_snapshot_id, a.message, a.notes, a.decided_by, a.decided_at, a.began_at, a.level,
        a.commit_before, a.commit_after, a.branch, a.resolved_at, a.rebaselined, a.raised_by, a.edited_by, a.edited_at, a.detected_snapshot_id,
        a.shift_lower, a.shift_upper,
        s.snapshot_id, s.change_snapshot_id, s.told_at, s.level_before, s.level_after
        """;

    /// <summary>Where the columns come from.</summary>
    public const string From =
        """
        FROM performance_alerts a
        JOIN performance_series x USING (series_id)
        JOIN performance_metrics m USING (metric_key)
        JOIN performance_groups g USING (group_id)
        JOIN performance_environments e USING (environment_id)
        LEFT JOIN performance_alert_steps s ON s.alert_id = a.alert_id
        """;

    /// <summary>The order that <see cref="ReadAll"/> needs.</summary>
    public const string Order = "ORDER BY a.alert_id, s.step";

    /// <summary>
    /// Where each level that a person accepted begins: with the alert, and with each of its steps, of which the last led to it. A step
    /// whose snapshot is gone has taken all before it along.
    /// </summary>
    public const string AcceptedLevels =
        """
        SELECT alert_id, began_at AS level_at, began_identity AS level_identity FROM performance_alerts WHERE rebaselined = 1
        UNION ALL
        SELECT alert_id, n.timestamp, n.identity FROM performance_alerts a JOIN performance_alert_steps t USING (alert_id)
            JOIN performance_snapshots n ON n.snapshot_id = t.change_snapshot_id WHERE a.rebaselined = 1
        """;

    private const int FirstStepColumn = 38;

    /// <summary>Reads all rows: one for each step of an alert, and one for an alert without any.</summary>
    /// <param name="rows">Rows of <see cref="Columns"/>, in <see cref="Order"/>.</param>
    public static IReadOnlyList<PerfAlert> ReadAll(RawStatement.Execution rows)
    {
        List<PerfAlert>? alerts = null;
        while (rows.Read())
        {
            alerts ??= [];
            if (alerts.Count > 0 && alerts[^1].Id == rows.Int64(0))
            {
                alerts[^1] = alerts[^1] with { Steps = [.. alerts[^1].Steps, ReadStep(rows)] };
            }
            else
            {
                alerts.Add(Read(rows));
            }
        }

        return alerts ?? (IReadOnlyList<PerfAlert>)[];
    }

    private static PerfAlertStep ReadStep(RawStatement.Execution row) => new(
        row.Int64(FirstStepColumn), row.Int64(FirstStepColumn + 1), row.Time(FirstStepColumn + 2), row.Double(FirstStepColumn + 3), row.Double(FirstStepColumn + 4));

    private static PerfAlert Read(RawStatement.Execution row) => new()
    {
        Id = row.Int64(0),
        Metric = row.Text(1),
        Name = row.Text(2),
        Unit = row.Text(3),
        Application = row.Text(4),
        Environment = row.Text(5),
        Cold = row.Int64(6) == 1,
        Kind = row.Text(7),
        Severity = SeverityOf(row.Text(8)),
        State = StateOf(row.Text(9)),
        Lasts = row.Int64(10) == 1,
        RaisedAt = row.Time(11),
        LastSeenAt = row.Time(12),
        Count = (int)row.Int64(13),
        GoodSnapshots = (int)row.Int64(14),
        Value = row.Double(15),
        Expected = row.DoubleOrNull(16),
        DeviationPercent = row.DoubleOrNull(17),
        FirstSnapshotId = row.Int64(18),
        LastSnapshotId = row.Int64(19),
        ChangeSnapshotId = row.Int64OrNull(20),
        Message = row.Text(21),
        Notes = row.TextOrNull(22),
        DecidedBy = row.TextOrNull(23),
        DecidedAt = row.TimeOrNull(24),
        Since = row.Time(25),
        Level = row.DoubleOrNull(26),
        CommitBefore = row.TextOrNull(27),
        CommitAfter = row.TextOrNull(28),
        Branch = row.TextOrNull(29),
        ResolvedAt = row.TimeOrNull(30),
        Rebaselined = row.Int64(31) == 1,
        RaisedBy = row.TextOrNull(32),
        EditedBy = row.TextOrNull(33),
        EditedAt = row.TimeOrNull(34),
        DetectedSnapshotId = row.Int64OrNull(35),
        ShiftLower = row.DoubleOrNull(36),
        ShiftUpper = row.DoubleOrNull(37),
        Steps = row.IsNull(FirstStepColumn) ? [] : [ReadStep(row)],
    };

    /// <summary>Writes a new alert.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="series">Its series.</param>
    /// <param name="since">Where what it is about began.</param>
    /// <returns>The alert as it is stored, with its number and commits.</returns>
    public static PerfAlert Insert(RawDatabase database, PerfAlert alert, long series, SnapshotMark since)
    {
        RawStatement statement = database.Prepare(
            """
            INSERT INTO performance_alerts (severity, state, lasts, last_seen_at, occurrences, good_snapshots, value, expected, deviation_percent,
                last_snapshot_id, message, level, resolved_at, shift_lower, shift_upper, series_id, kind, raised_at, began_at, began_identity, first_snapshot_id,
                notes, decided_by, decided_at, change_snapshot_id, raised_by)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26)
            """);
        Bind(statement, alert).Bind(16, series).Bind(17, alert.Kind).Bind(18, IsoTime.Write(alert.RaisedAt))
            .Bind(19, IsoTime.Write(since.At)).Bind(20, since.Id).Bind(21, alert.FirstSnapshotId)
            .Bind(22, alert.Notes).Bind(23, alert.DecidedBy).Bind(24, IsoTime.Bound(alert.DecidedAt)).Bind(25, alert.ChangeSnapshotId)
            .Bind(26, alert.RaisedBy).Run();
        return WithCommits(database, alert with { Id = database.LastInsertRowId, Since = since.At });
    }

    /// <summary>Notes between which commits an alert began, for its snapshots go with the retention.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert, stored.</param>
    /// <returns>The alert with its commits.</returns>
    public static PerfAlert WithCommits(RawDatabase database, PerfAlert alert)
    {
        using RawStatement.Execution rows = database
            .Prepare(
                """
                UPDATE performance_alerts SET
                    (commit_after, branch) = (
                        SELECT nullif(r.commit_hash, ''), nullif(r.branch, '') FROM performance_snapshots n JOIN performance_revisions r USING (revision_id)
                        WHERE n.snapshot_id = ?2),
                    commit_before = (
                        SELECT nullif(r.commit_hash, '') FROM performance_snapshots c
                        CROSS JOIN performance_measurements m ON m.series_id = performance_alerts.series_id AND m.position < c.position
                        CROSS JOIN performance_snapshots n ON n.group_id = c.group_id AND n.position = m.position
                        LEFT JOIN performance_revisions r ON r.revision_id = n.revision_id
                        WHERE c.snapshot_id = ?2 ORDER BY m.position DESC LIMIT 1)
                WHERE alert_id = ?1 RETURNING commit_before, commit_after, branch
                """)
            .Bind(1, alert.Id).Bind(2, alert.ChangeSnapshotId ?? alert.FirstSnapshotId).Start();
        return rows.Read() ? alert with { CommitBefore = rows.TextOrNull(0), CommitAfter = rows.TextOrNull(1), Branch = rows.TextOrNull(2) } : alert;
    }

    /// <summary>Writes the latest step of an alert.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert's number.</param>
    /// <param name="steps">Its steps.</param>
    public static void InsertLatest(RawDatabase database, long alert, IReadOnlyList<PerfAlertStep> steps)
    {
        PerfAlertStep step = steps[^1];
        database
            .Prepare("INSERT INTO performance_alert_steps (alert_id, step, snapshot_id, change_snapshot_id, told_at, level_before, level_after) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, alert).Bind(2, steps.Count).Bind(3, step.SnapshotId).Bind(4, step.ChangeSnapshotId).Bind(5, IsoTime.Write(step.RaisedAt))
            .Bind(6, step.Before).Bind(7, step.After).Run();
    }

    /// <summary>Writes what a save changes of an alert; what people decided is theirs.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert.</param>
    public static void Update(RawDatabase database, PerfAlert alert)
    {
        RawStatement statement = database.Prepare(
            """
            UPDATE performance_alerts SET severity = ?1, state = ?2, lasts = ?3, last_seen_at = ?4, occurrences = ?5, good_snapshots = ?6,
                value = ?7, expected = ?8, deviation_percent = ?9, last_snapshot_id = ?10, message = ?11, level = ?12, resolved_at = ?13,
                shift_lower = ?14, shift_upper = ?15
            WHERE alert_id = ?16
            """);
        Bind(statement, alert).Bind(16, alert.Id).Run();
    }

    private static RawStatement Bind(RawStatement statement, PerfAlert alert) => statement
        .Bind(1, alert.Severity.ToString()).Bind(2, alert.State.ToString()).Bind(3, alert.Lasts ? 1 : 0).Bind(4, IsoTime.Write(alert.LastSeenAt))
        .Bind(5, alert.Count).Bind(6, alert.GoodSnapshots).Bind(7, alert.Value).Bind(8, alert.Expected).Bind(9, alert.DeviationPercent)
        .Bind(10, alert.LastSnapshotId).Bind(11, alert.Message).Bind(12, alert.Level).Bind(13, IsoTime.Bound(alert.ResolvedAt))
        .Bind(14, alert.ShiftLower).Bind(15, alert.ShiftUpper);

    // Spelled out, as in CatalogueReader: Enum.Parse reflects. The table's checks allow no other texts.
    private static PerfSeverity SeverityOf(string text) => text switch
    {
        nameof(PerfSeverity.Warning) => PerfSeverity.Warning,
        nameof(PerfSeverity.Error) => PerfSeverity.Error,
        _ => PerfSeverity.Critical,
    };

    private static AlertState StateOf(string text) => text switch
    {
        nameof(AlertState.Open) => AlertState.Open,
        nameof(AlertState.Approved) => AlertState.Approved,
        nameof(AlertState.Denied) => AlertState.Denied,
        _ => AlertState.Resolved,
    };
}
