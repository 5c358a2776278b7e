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
    private const int MostRetentionDays = 1_000_000;

    private RecentSnapshots? _recent;

    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() => _memory.Policy ??= Setting(PolicySetting) is { } json ? PolicyText.Read(json) : PerfPolicy.Calibrated;

    /// <inheritdoc/>
    public SeriesPoint[] ReadHistory(PerfMetric metric, int limit)
    {
        if (_memory.Windows.Find(SeriesOf(metric), limit) is { } known)
        {
            return known;
        }

        // All series of a group share their snapshots: times and commits are read once and not for each of them.
        _recent ??= RecentSnapshots.Read(_database, _group!.Id, limit);
        _recent.Rewind();
        var points = new SeriesPoint[limit];
        int first = limit;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT snapshot_id, value FROM performance_measurements WHERE series_id = ?1 AND snapshot_id < ?2 AND snapshot_id >= ?3 ORDER BY snapshot_id DESC LIMIT ?4")
            .Bind(1, SeriesOf(metric)).Bind(2, _snapshot).Bind(3, BaselineStart(metric)).Bind(4, limit).Start();
        while (rows.Read())
        {
            long snapshot = rows.Int64(0);
            RecentSnapshot? taken = _recent.Find(snapshot) ?? RecentSnapshots.ReadOne(_database, snapshot);
            if (taken is not null)
            {
                points[--first] = new SeriesPoint(snapshot, taken.Timestamp, rows.Double(1), taken.Commit);
            }
        }

        if (first > 0)
        {
            var found = new SeriesPoint[limit - first];
            Array.Copy(points, first, found, 0, found.Length);
            points = found;
        }

        _memory.Windows.Keep(SeriesOf(metric), limit, points);
        return points;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfAlert> ReadLastingAlerts()
    {
        List<PerfAlert>? alerts = null;
        using RawStatement.Execution rows = _database
            .Prepare($"SELECT {AlertRows.Columns} {AlertRows.From} WHERE a.lasts = 1 AND x.group_id = ?1").Bind(1, _group!.Id).Start();
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
    public bool IsRollUpDue(DateTimeOffset now) => now >= (_memory.RollUpDue ??= FindRollUpDue());

    // A day is kept in full for so many days after it has ended. The snapshot being saved makes sure that there is one.
    private DateTimeOffset FindRollUpDue()
    {
        int days = int.TryParse(Setting(RetentionSetting), out int set) && set > 0 ? set : StoreSummary.DefaultRetentionDays;
        using RawStatement.Execution rows = _database.Prepare("SELECT min(timestamp) FROM performance_snapshots").Start();
        return rows.Read() && !rows.IsNull(0) && days < MostRetentionDays
            ? new DateTimeOffset(IsoTime.Read(rows.Text(0)).UtcDateTime.Date, TimeSpan.Zero).AddDays(days + 1.0)
            : DateTimeOffset.MaxValue;
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
}
