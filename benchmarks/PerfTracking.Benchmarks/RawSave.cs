using SQLitePCL;

namespace PerfTracking.Benchmarks;

/// <summary>The floor of a save: the same rows in one durable transaction, with statements prepared once.</summary>
internal sealed class RawSave : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _snapshot;
    private readonly sqlite3_stmt _measurement;
    private readonly List<long> _series = [];
    private readonly Random _random = new(1);
    private long _number;
    private long _position;

    public RawSave(string path)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open(path, out _database));
        Check(raw.sqlite3_exec(_database, "PRAGMA synchronous = FULL"));
        Check(raw.sqlite3_prepare_v2(_database, "SELECT series_id FROM performance_series WHERE group_id = (SELECT group_id FROM performance_snapshots ORDER BY snapshot_id DESC LIMIT 1)", out sqlite3_stmt series));
        while (raw.sqlite3_step(series) == raw.SQLITE_ROW)
        {
            _series.Add(raw.sqlite3_column_int64(series, 0));
        }

        raw.sqlite3_finalize(series);
        Check(raw.sqlite3_prepare_v2(_database, "SELECT position FROM performance_snapshots ORDER BY snapshot_id DESC LIMIT 1", out sqlite3_stmt last));
        _ = raw.sqlite3_step(last);
        _position = raw.sqlite3_column_int64(last, 0);
        raw.sqlite3_finalize(last);
        Check(raw.sqlite3_prepare_v2(_database, "INSERT INTO performance_snapshots (timestamp, identity, group_id, position, session_key, revision_id, tags) SELECT ?1, ?2, group_id, position + 1, session_key, revision_id, NULL FROM performance_snapshots ORDER BY snapshot_id DESC LIMIT 1", out _snapshot));
        Check(raw.sqlite3_prepare_v2(_database, "INSERT INTO performance_measurements (series_id, position, value, sample_count, minimum, maximum) VALUES (?1, ?2, ?3, 1, NULL, NULL)", out _measurement));
    }

    public int Rows => _series.Count;

    /// <summary>When the snapshot of a number was taken, UTC, from 1.</summary>
    public Func<long, DateTime> TimeOf { get; init; } = static number => DateTime.UtcNow.AddSeconds(number / 1000.0);

    public void Save(bool durable = true)
    {
        if (durable)
        {
            Check(raw.sqlite3_exec(_database, "BEGIN IMMEDIATE"));
        }

        raw.sqlite3_bind_text(_snapshot, 1, TimeOf(++_number).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture));
        raw.sqlite3_bind_blob(_snapshot, 2, Guid.CreateVersion7().ToByteArray(bigEndian: true));
        Run(_snapshot);
        _position++;
        foreach (long series in _series)
        {
            raw.sqlite3_bind_int64(_measurement, 1, series);
            raw.sqlite3_bind_int64(_measurement, 2, _position);
            raw.sqlite3_bind_double(_measurement, 3, 400 + (10 * _random.NextDouble()));
            Run(_measurement);
        }

        if (durable)
        {
            Check(raw.sqlite3_exec(_database, "COMMIT"));
        }
    }

    /// <summary>Many rows in one transaction, to make a large store.</summary>
    public void Fill(int snapshots)
    {
        Check(raw.sqlite3_exec(_database, "BEGIN IMMEDIATE"));
        for (int i = 0; i < snapshots; i++)
        {
            Save(durable: false);
        }

        Check(raw.sqlite3_exec(_database, "COMMIT"));
        Check(raw.sqlite3_exec(_database, "PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    public void Dispose()
    {
        raw.sqlite3_finalize(_snapshot);
        raw.sqlite3_finalize(_measurement);
        _database.Dispose();
    }

    private void Run(sqlite3_stmt statement)
    {
        int code = raw.sqlite3_step(statement);
        raw.sqlite3_reset(statement);
        Check(code == raw.SQLITE_DONE ? raw.SQLITE_OK : code);
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new InvalidOperationException(raw.sqlite3_errmsg(_database).utf8_to_string());
        }
    }
}
