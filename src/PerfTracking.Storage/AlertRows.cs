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
        a.change_snapshot_id, a.message, a.notes, a.decided_by, a.decided_at, a.began_at
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
        Since = IsoTime.Read(row.Text(25)),
    };

    /// <summary>Writes a new alert.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="series">Its series.</param>
    /// <param name="since">Where what it is about began.</param>
    public static void Insert(RawDatabase database, PerfAlert alert, long series, SnapshotMark since)
    {
        RawStatement statement = database.Prepare(
            """
            INSERT INTO performance_alerts (severity, state, lasts, last_seen_at, occurrences, good_snapshots, value, expected, deviation_percent,
                last_snapshot_id, message, series_id, kind, raised_at, began_at, began_identity, first_snapshot_id,
                notes, decided_by, decided_at, change_snapshot_id)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21)
            """);
        Bind(statement, alert).Bind(12, series).Bind(13, alert.Kind.ToString()).Bind(14, IsoTime.Write(alert.RaisedAt))
            .Bind(15, IsoTime.Write(since.At)).Bind(16, since.Id).Bind(17, alert.FirstSnapshotId)
            .Bind(18, alert.Notes).Bind(19, alert.DecidedBy).Bind(20, IsoTime.Bound(alert.DecidedAt));
        _ = alert.ChangeSnapshotId is { } change ? statement.Bind(21, change) : statement.BindNull(21);
        statement.Run();
    }

    /// <summary>Writes what a save changes of an alert; what people decided is theirs.</summary>
    /// <param name="database">The connection.</param>
    /// <param name="alert">The alert.</param>
    public static void Update(RawDatabase database, PerfAlert alert)
    {
        RawStatement statement = database.Prepare(
            """
            UPDATE performance_alerts SET severity = ?1, state = ?2, lasts = ?3, last_seen_at = ?4, occurrences = ?5, good_snapshots = ?6,
                value = ?7, expected = ?8, deviation_percent = ?9, last_snapshot_id = ?10, message = ?11
            WHERE alert_id = ?12
            """);
        Bind(statement, alert).Bind(12, alert.Id).Run();
    }

    private static RawStatement Bind(RawStatement statement, PerfAlert alert)
    {
        statement.Bind(1, alert.Severity.ToString()).Bind(2, alert.State.ToString()).Bind(3, alert.Lasts ? 1 : 0).Bind(4, IsoTime.Write(alert.LastSeenAt))
            .Bind(5, alert.Count).Bind(6, alert.GoodSnapshots).Bind(7, alert.Value).Bind(10, alert.LastSnapshotId).Bind(11, alert.Message);
        BindOptional(statement, 8, alert.Expected);
        BindOptional(statement, 9, alert.DeviationPercent);
        return statement;
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
}
