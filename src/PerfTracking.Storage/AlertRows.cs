using PerfTracking.Alerts;
using PerfTracking.Detection;
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
        a.change_snapshot_id, a.message, a.notes, a.decided_by, a.decided_at
        """;

    /// <summary>Where the columns come from.</summary>
    public const string From =
        """
        FROM performance_alerts a
        JOIN performance_series x USING (series_id)
        JOIN performance_metrics m USING (metric_key)
        JOIN performance_groups g USING (group_id)
        JOIN performance_environments e USING (environment_id)
        """;

    /// <summary>Reads the current row.</summary>
    /// <param name="row">A row of <see cref="Columns"/>.</param>
    public static PerfAlert Read(RawStatement.Execution row) => new()
    {
        Id = row.Int64(0),
        Metric = row.Text(1),
        Name = row.Text(2),
        Unit = row.Text(3),
        Application = row.Text(4),
        Environment = row.Text(5),
        Cold = row.Int64(6) == 1,
        Kind = KindOf(row.Text(7)),
        Severity = SeverityOf(row.Text(8)),
        State = StateOf(row.Text(9)),
        Lasts = row.Int64(10) == 1,
        RaisedAt = IsoTime.Read(row.Text(11)),
        LastSeenAt = IsoTime.Read(row.Text(12)),
        Count = (int)row.Int64(13),
        GoodSnapshots = (int)row.Int64(14),
        Value = row.Double(15),
        Expected = row.IsNull(16) ? null : row.Double(16),
        DeviationPercent = row.IsNull(17) ? null : row.Double(17),
        FirstSnapshotId = row.Int64(18),
        LastSnapshotId = row.Int64(19),
        ChangeSnapshotId = row.IsNull(20) ? null : row.Int64(20),
        Message = row.Text(21),
        Notes = row.IsNull(22) ? null : row.Text(22),
        DecidedBy = row.IsNull(23) ? null : row.Text(23),
        DecidedAt = row.IsNull(24) ? null : IsoTime.Read(row.Text(24)),
    };

    /// <summary>Writes a new or changed alert.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert; one without a number is new.</param>
    /// <param name="series">Its series.</param>
    public static void Write(RawDatabase database, PerfAlert alert, long series)
    {
        RawStatement statement = database
            .Prepare(
                """
                INSERT INTO performance_alerts (alert_id, series_id, kind, severity, state, lasts, raised_at, last_seen_at, occurrences, good_snapshots,
                    value, expected, deviation_percent, first_snapshot_id, last_snapshot_id, change_snapshot_id, message, notes, decided_by, decided_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)
                ON CONFLICT (alert_id) DO UPDATE SET severity = excluded.severity, state = excluded.state, lasts = excluded.lasts,
                    last_seen_at = excluded.last_seen_at, occurrences = excluded.occurrences, good_snapshots = excluded.good_snapshots,
                    value = excluded.value, expected = excluded.expected, deviation_percent = excluded.deviation_percent,
                    last_snapshot_id = excluded.last_snapshot_id, message = excluded.message, notes = excluded.notes,
                    decided_by = excluded.decided_by, decided_at = excluded.decided_at
                """)
            .Bind(2, series).Bind(3, alert.Kind.ToString()).Bind(4, alert.Severity.ToString()).Bind(5, alert.State.ToString())
            .Bind(6, alert.Lasts ? 1 : 0).Bind(7, IsoTime.Write(alert.RaisedAt)).Bind(8, IsoTime.Write(alert.LastSeenAt))
            .Bind(9, alert.Count).Bind(10, alert.GoodSnapshots).Bind(11, alert.Value)
            .Bind(14, alert.FirstSnapshotId).Bind(15, alert.LastSnapshotId).Bind(17, alert.Message).Bind(18, alert.Notes).Bind(19, alert.DecidedBy)
            .Bind(20, alert.DecidedAt is { } decided ? IsoTime.Write(decided) : null);
        BindOptional(statement, 1, alert.Id == 0 ? null : alert.Id);
        BindOptional(statement, 12, alert.Expected);
        BindOptional(statement, 13, alert.DeviationPercent);
        BindOptional(statement, 16, alert.ChangeSnapshotId);
        statement.Run();
    }

    // Spelled out, as in CatalogueReader: Enum.Parse reflects. The table's checks allow no other texts.
    private static DetectionTier KindOf(string text) => text switch
    {
        nameof(DetectionTier.Threshold) => DetectionTier.Threshold,
        nameof(DetectionTier.Statistical) => DetectionTier.Statistical,
        nameof(DetectionTier.Trend) => DetectionTier.Trend,
        _ => DetectionTier.ChangePoint,
    };

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

    private static void BindOptional(RawStatement statement, int index, double? value) =>
        _ = value is { } known && double.IsFinite(known) ? statement.Bind(index, known) : statement.BindNull(index);

    private static void BindOptional(RawStatement statement, int index, long? value) =>
        _ = value is { } known ? statement.Bind(index, known) : statement.BindNull(index);
}
