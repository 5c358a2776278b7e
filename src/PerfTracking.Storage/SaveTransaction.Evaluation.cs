using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <content>What judging needs: it reads a bounded window, so that it costs the same in a store of any age.</content>
internal sealed partial class SaveTransaction
{
    private const int MostRetentionDays = 1_000_000;

    private RecentSnapshots? _recent;

    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() => _memory.Policy ??= StoreSettings.Read(_database, StoreSettings.Policy) is { } json ? PolicyJson.Read(json) : PerfPolicy.Calibrated;

    /// <inheritdoc/>
    public SeriesPoint[] ReadHistory(PerfMetric metric, int limit)
    {
        KnownSeries series = SeriesOf(metric);
        if (_memory.Windows.Find(series.Id, limit) is { } known)
        {
            return known;
        }

        // All series of a group share their snapshots: times and commits are read once and not for each of them.
        _recent ??= RecentSnapshots.Read(_database, _group!.Id, _written!.Position, limit);
        _recent.Rewind();
        var points = new SeriesPoint[limit];
        int first = limit;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT position, value FROM performance_measurements WHERE series_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3")
            .Bind(1, series.Id).Bind(2, _written!.Position).Bind(3, limit).Start();
        while (rows.Read())
        {
            RecentSnapshot? taken = _recent.Find(rows.Int64(0)) ?? RecentSnapshots.ReadOne(_database, _group!.Id, rows.Int64(0));
            if (taken is null)
            {
                continue;
            }

            if (taken.Mark < series.Start)
            {
                break;
            }

            points[--first] = new SeriesPoint(taken.Id, taken.Mark.At, rows.Double(1), taken.Commit);
        }

        if (first > 0)
        {
            var found = new SeriesPoint[limit - first];
            Array.Copy(points, first, found, 0, found.Length);
            points = found;
        }

        _memory.Windows.Cache(series.Id, limit, points);
        return points;
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfAlert> ReadLastingAlerts()
    {
        using RawStatement.Execution rows = _database
            .Prepare($"SELECT {AlertRows.Columns} {AlertRows.From} WHERE a.lasts = 1 AND x.group_id = ?1 {AlertRows.Order}").Bind(1, _group!.Id).Start();
        return AlertRows.ReadAll(rows);
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfAlert> ReadEndedAlerts(PerfMetric metric, DateTimeOffset since)
    {
        using RawStatement.Execution rows = _database
            .Prepare($"SELECT {AlertRows.Columns} {AlertRows.From} WHERE a.series_id = ?1 AND a.last_seen_at >= ?2 AND a.lasts = 0 {AlertRows.Order}")
            .Bind(1, SeriesOf(metric).Id).Bind(2, IsoTime.Write(since)).Start();
        return AlertRows.ReadAll(rows);
    }

    /// <inheritdoc/>
    public PerfAlert WriteAlert(PerfAlert alert)
    {
        PerfMetric metric = _catalogue!.Resolve(new MetricKey(alert.Metric, IsOperation: false));
        PerfAlert written = alert;
        if (alert.Id != 0)
        {
            AlertRows.Update(_database, alert);
        }
        else
        {
            RecentSnapshot? began = alert.ChangeSnapshotId is { } change ? RecentSnapshots.ReadOne(_database, change) : null;
            SnapshotMark since = began?.Mark ?? _mark;
            written = AlertRows.Insert(_database, alert, SeriesOf(metric).Id, since);
        }

        if (alert.HasGrown || (alert.IsNew && alert.Steps.Count > 0))
        {
            AlertRows.InsertLatest(_database, written.Id, alert.Steps);
        }

        return written;
    }

    /// <inheritdoc/>
    public void Post(string receiver, string body) =>
        _database.Prepare("INSERT INTO performance_outbox (receiver, body) VALUES (?1, ?2)").Bind(1, receiver).Bind(2, body).Run();

    /// <inheritdoc/>
    public bool IsRollUpDue(DateTimeOffset now) => now >= (_memory.RollUpDue ??= FindRollUpDue());

    // A day is kept in full for so many days after it has ended. The snapshot being saved makes sure that there is one.
    private DateTimeOffset FindRollUpDue()
    {
        int days = StoreSettings.RetentionOf(StoreSettings.Read(_database, StoreSettings.Retention));
        using RawStatement.Execution rows = _database.Prepare("SELECT min(timestamp) FROM performance_snapshots").Start();
        return rows.Read() && !rows.IsNull(0) && days < MostRetentionDays
            ? new DateTimeOffset(rows.Time(0).UtcDateTime.Date, TimeSpan.Zero).AddDays(days + 1.0)
            : DateTimeOffset.MaxValue;
    }
}
