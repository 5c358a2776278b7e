using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <content>What judging needs: it reads a bounded window, so that it costs the same in a store of any age.</content>
internal sealed partial class SaveTransaction
{
    private const string PolicySetting = "policy";
    private const string RetentionSetting = "retention_days";

    private Dictionary<long, (DateTimeOffset Timestamp, string? Commit)>? _recent;
    private long _oldestRecent;

    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() => Setting(PolicySetting) is { } json ? PolicyText.Read(json) : PerfPolicy.Calibrated;

    /// <inheritdoc/>
    public SeriesPoint[] ReadHistory(PerfMetric metric, int limit)
    {
        _recent ??= ReadRecent(limit);
        var points = new SeriesPoint[limit];
        int first = limit;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT snapshot_id, value FROM performance_measurements WHERE series_id = ?1 AND snapshot_id < ?2 AND snapshot_id >= ?3 ORDER BY snapshot_id DESC LIMIT ?4")
            .Bind(1, SeriesOf(metric)).Bind(2, _snapshot).Bind(3, BaselineStart(metric)).Bind(4, limit).Start();
        while (rows.Read())
        {
            long snapshot = rows.Int64(0);
            (DateTimeOffset timestamp, string? commit) = snapshot >= _oldestRecent ? _recent.GetValueOrDefault(snapshot) : default;
            if (timestamp == default)
            {
                (timestamp, commit) = ReadSnapshot(snapshot);
            }

            points[--first] = new SeriesPoint(snapshot, timestamp, rows.Double(1), commit);
        }

        return first == 0 ? points : points[first..];
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfAlert> ReadLastingAlerts()
    {
        List<PerfAlert>? alerts = null;
        using RawStatement.Execution rows = _database
            .Prepare($"SELECT {AlertRows.Columns} {AlertRows.From} WHERE a.lasts = 1 AND x.group_id = ?1").Bind(1, _group).Start();
        while (rows.Read())
        {
            (alerts ??= []).Add(AlertRows.Read(rows));
        }

        return alerts ?? (IReadOnlyList<PerfAlert>)[];
    }

    /// <inheritdoc/>
    public PerfAlert WriteAlert(PerfAlert alert)
    {
        PerfMetric metric = _catalogue!.Resolve(new MetricKey(alert.Metric, IsOperation: false));
        AlertRows.Write(_database, alert, SeriesOf(metric));
        return alert.Id == 0 ? alert with { Id = _database.LastInsertRowId } : alert;
    }

    /// <inheritdoc/>
    public bool IsRollUpDue(DateTimeOffset now)
    {
        int days = int.TryParse(Setting(RetentionSetting), out int set) && set > 0 ? set : StoreSummary.DefaultRetentionDays;
        using RawStatement.Execution rows = _database.Prepare("SELECT min(timestamp) FROM performance_snapshots").Start();
        return rows.Read() && !rows.IsNull(0) && IsoTime.Read(rows.Text(0)) < now.UtcDateTime.Date.AddDays(-days);
    }

    private string? Setting(string name)
    {
        using RawStatement.Execution rows = _database.Prepare("SELECT value FROM performance_settings WHERE name = ?1").Bind(1, name).Start();
        return rows.Read() ? rows.Text(0) : null;
    }

    private long BaselineStart(PerfMetric metric)
    {
        using RawStatement.Execution rows = _database
            .Prepare("SELECT baseline_start FROM performance_series WHERE series_id = ?1").Bind(1, SeriesOf(metric)).Start();
        return rows.Read() && !rows.IsNull(0) ? rows.Int64(0) : 0;
    }

    // All series of a group share their snapshots: times and commits are read once and not for each of them.
    private Dictionary<long, (DateTimeOffset Timestamp, string? Commit)> ReadRecent(int limit)
    {
        var recent = new Dictionary<long, (DateTimeOffset, string?)>(limit);
        _oldestRecent = long.MaxValue;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT n.snapshot_id, n.timestamp, r.commit_hash FROM performance_snapshots n LEFT JOIN performance_revisions r USING (revision_id) WHERE n.group_id = ?1 ORDER BY n.snapshot_id DESC LIMIT ?2")
            .Bind(1, _group).Bind(2, limit + 1L).Start();
        while (rows.Read())
        {
            _oldestRecent = rows.Int64(0);
            recent[_oldestRecent] = (IsoTime.Read(rows.Text(1)), rows.IsNull(2) ? null : rows.Text(2));
        }

        return recent;
    }

    private (DateTimeOffset Timestamp, string? Commit) ReadSnapshot(long id)
    {
        using RawStatement.Execution rows = _database
            .Prepare("SELECT n.timestamp, r.commit_hash FROM performance_snapshots n LEFT JOIN performance_revisions r USING (revision_id) WHERE n.snapshot_id = ?1")
            .Bind(1, id).Start();
        return rows.Read() ? (IsoTime.Read(rows.Text(0)), rows.IsNull(1) ? null : rows.Text(1)) : default;
    }
}
