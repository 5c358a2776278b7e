using System.Globalization;
using Dapper;
using Microsoft.Data.Sqlite;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;
using SQLitePCL;

namespace PerfTracking.Storage;

/// <summary>What keeps a store healthy.</summary>
/// <param name="connections">The store.</param>
internal sealed class SqliteStoreMaintenance(SqliteConnections connections) : IStoreMaintenance
{
    /// <inheritdoc/>
    public StoreSummary Describe()
    {
        var absent = new StoreSummary { Location = StoreLocation.OfFile(connections.Path), Exists = File.Exists(connections.Path) };
        return connections.Read(database => new[]
        {
            absent with
            {
                Version = (int)(database.Prepare("PRAGMA user_version").Number() ?? 0),
                SizeBytes = SizeOf(connections.Path) + SizeOf(connections.Path + "-wal"),
                Snapshots = database.Prepare("SELECT count(*) FROM performance_snapshots").Number() ?? 0,
                Series = database.Prepare("SELECT count(*) FROM performance_series").Number() ?? 0,
                Oldest = TimeOf(database, "min"),
                Latest = TimeOf(database, "max"),
                RetentionDays = StoreSettings.RetentionOf(StoreSettings.Read(database, StoreSettings.Retention)),
            },
        }).FirstOrDefault() ?? absent;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FindDefects(CancellationToken cancellation = default) => Interruptibly(() => connections.Read(database =>
    {
        using CancellationTokenRegistration ending = cancellation.Register(database.Interrupt);
        return database.QueryTexts("PRAGMA integrity_check");
    }).Where(static line => line != "ok").ToArray(), cancellation);

    /// <inheritdoc/>
    public int RemoveSnapshots(IReadOnlyCollection<long> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return connections.Change((connection, transaction) =>
        {
            StoreSettings.CountRemoval(connection, transaction);
            return ids.Sum(id =>
            {
                HandChangesOn(connection, transaction, id);
                return RemoveSnapshot(connection, transaction, id);
            });
        });
    }

    /// <inheritdoc/>
    public void SetRetention(int days)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        StoreSettings.Write(connections, StoreSettings.Retention, days.ToString(CultureInfo.InvariantCulture));
    }

    /// <inheritdoc/>
    public RollUp RollUp(DateTimeOffset now, int maxDays = int.MaxValue)
    {
        if (!File.Exists(connections.Path))
        {
            return default;
        }

        var total = default(RollUp);
        while (total.Days < maxDays && connections.Change((connection, transaction) => RollUpOldestDay(connection, transaction, now)) is { Days: > 0 } day)
        {
            total = new RollUp(total.Days + 1, total.Snapshots + day.Snapshots, total.DailyRows + day.DailyRows);
        }

        return total;
    }

    /// <inheritdoc/>
    public void Compact(CancellationToken cancellation = default) => Interruptibly(() =>
    {
        RemoveUnused(cancellation);
        return connections.Guarded(connection =>
        {
            using CancellationTokenRegistration ending = cancellation.Register(() => raw.sqlite3_interrupt(connection.Handle));
            return connection.Execute("PRAGMA wal_checkpoint(TRUNCATE); VACUUM; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)");
        });
    }, cancellation);

    // A script that saves once is a session of its own, and a year has many commits: what no snapshot has any more goes with them. On
    // the connection that checks no keys, for a snapshot is not found by its session.
    private void RemoveUnused(CancellationToken cancellation) => connections.Write(database =>
    {
        using CancellationTokenRegistration ending = cancellation.Register(database.Interrupt);
        database.ExecuteScript(
            """
            DELETE FROM performance_sessions WHERE session_key NOT IN (SELECT session_key FROM performance_snapshots);
            DELETE FROM performance_revisions WHERE revision_id NOT IN (SELECT revision_id FROM performance_snapshots WHERE revision_id IS NOT NULL);
            """);
        return true;
    });

    // What SQLite was told to leave it tells as a failure.
    private static T Interruptibly<T>(Func<T> action, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return action();
        }
        catch (PerfStoreException) when (cancellation.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellation);
        }
    }

    private static RollUp RollUpOldestDay(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset now)
    {
        DateTimeOffset limit = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-StoreSettings.RetentionOf(connection.ExecuteScalar<string?>("SELECT value FROM performance_settings WHERE name = @name", new { name = StoreSettings.Retention }, transaction)));
        string? oldest = connection.ExecuteScalar<string?>("SELECT min(timestamp) FROM performance_snapshots WHERE timestamp < @Limit", new { Limit = IsoTime.Write(limit) }, transaction);
        if (oldest is null)
        {
            return default;
        }

        string day = oldest[..10];
        var span = new { From = day, To = day + "U" }; // 'U' sorts behind the 'T' of every time of that day.
        int rows = connection.Execute(DailyRollUpSql.Text, new { day, span.From, span.To }, transaction);
        long[] ids = [.. connection.Query<long>("SELECT snapshot_id FROM performance_snapshots WHERE timestamp >= @From AND timestamp < @To", span, transaction)];
        StoreSettings.CountRemoval(connection, transaction);
        foreach (long id in ids)
        {
            RemoveSnapshot(connection, transaction, id);
        }

        return new RollUp(1, ids.Length, rows);
    }

    /// <summary>
    /// A level that began with a snapshot begins with the next one of its series without it: a change is known again by that. Of days
    /// that are rolled up, all that came before a change goes with it.
    /// </summary>
    private static void HandChangesOn(SqliteConnection connection, SqliteTransaction transaction, long id)
    {
        const string next =
            """
            SELECT n.snapshot_id FROM performance_snapshots r
            JOIN performance_measurements m ON m.series_id = a.series_id AND m.position > r.position
            JOIN performance_snapshots n ON n.group_id = r.group_id AND n.position = m.position
            WHERE r.snapshot_id = @id ORDER BY m.position LIMIT 1
            """;
        connection.Execute(
            $"""
            UPDATE performance_alerts AS a SET change_snapshot_id = coalesce(({next}), change_snapshot_id) WHERE change_snapshot_id = @id;
            UPDATE performance_alerts AS a SET detected_snapshot_id = coalesce(({next}), detected_snapshot_id) WHERE detected_snapshot_id = @id;
            UPDATE performance_alert_steps AS s SET change_snapshot_id = coalesce(({next}), s.change_snapshot_id)
            FROM performance_alerts a WHERE a.alert_id = s.alert_id AND s.change_snapshot_id = @id
            """,
            new { id },
            transaction);
    }

    private static int RemoveSnapshot(SqliteConnection connection, SqliteTransaction transaction, long id)
    {
        connection.Execute(
            """
            DELETE FROM performance_measurements
            WHERE position = (SELECT position FROM performance_snapshots WHERE snapshot_id = @id) AND series_id IN
                (SELECT x.series_id FROM performance_series x JOIN performance_snapshots n USING (group_id) WHERE n.snapshot_id = @id)
            """,
            new { id },
            transaction);
        return connection.Execute("DELETE FROM performance_snapshots WHERE snapshot_id = @id", new { id }, transaction);
    }

    private static DateTimeOffset? TimeOf(RawDatabase database, string function)
    {
        using RawStatement.Execution rows = database.Prepare($"SELECT {function}(timestamp) FROM performance_snapshots").Start();
        return rows.Read() ? rows.TimeOrNull(0) : null;
    }

    private static long SizeOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;
}
