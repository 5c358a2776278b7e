using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>One save on SQLite's own interface, for its cost in a fresh process.</summary>
internal sealed partial class SaveTransaction : ISaveTransaction
{
    private readonly RawDatabase _database;
    private readonly Action<bool> _ended;
    private readonly SeriesKeys _keys;
    private readonly WriterMemory _memory;
    private readonly List<SavedPoint> _saved = new(32);
    private readonly MetricCatalogue _builtIn;
    private readonly TimeSpan _lockTimeout;
    private KnownGroup? _group;
    private long _snapshot;
    private DateTimeOffset _timestamp;
    private MetricCatalogue? _catalogue;
    private bool _committed;
    private bool _disposed;

    /// <summary>Begins the transaction.</summary>
    /// <param name="database">The store's write connection, which this save has for itself.</param>
    /// <param name="memory">What this process knows from its earlier saves.</param>
    /// <param name="builtIn">The metrics that every store has.</param>
    /// <param name="lockTimeout">How long a lock of another process is waited for.</param>
    /// <param name="ended">Called once at the end, with whether the save failed.</param>
    public SaveTransaction(RawDatabase database, WriterMemory memory, MetricCatalogue builtIn, TimeSpan lockTimeout, Action<bool> ended)
    {
        _database = database;
        _builtIn = builtIn;
        _lockTimeout = lockTimeout;
        _ended = ended;
        _keys = new SeriesKeys(database, memory);
        _memory = memory;
        database.Execute("BEGIN IMMEDIATE");
        memory.Validate(database.QueryNumber("PRAGMA data_version") ?? 0);
    }

    /// <inheritdoc/>
    public MetricCatalogue ReadCatalogue(string application)
    {
        if (_memory.Catalogue?.Application != application)
        {
            _memory.Catalogue = new KnownCatalogue(application, new CatalogueReader(_database, _builtIn).Read(application));
        }

        return _catalogue = _memory.Catalogue.Catalogue;
    }

    /// <inheritdoc/>
    public DateTimeOffset[] ReadLatestTimestamps(RunContext context, int limit)
    {
        if (_memory.Starts is not { } known || known.Limit != limit || known.Application != context.Application || known.Environment != context.Environment)
        {
            _memory.Starts = known = new KnownStarts(context.Application, context.Environment, limit, FindLatestTimestamps(context, limit));
        }

        return known.Timestamps;
    }

    private DateTimeOffset[] FindLatestTimestamps(RunContext context, int limit)
    {
        // Each half is in order; the later of the two heads comes first.
        DateTimeOffset[] warm = LatestTimestamps(context, cold: false, limit), cold = LatestTimestamps(context, cold: true, limit);
        var merged = new DateTimeOffset[Math.Min(limit, warm.Length + cold.Length)];
        for (int i = 0, w = 0, c = 0; i < merged.Length; i++)
        {
            merged[i] = c == cold.Length || (w < warm.Length && warm[w] >= cold[c]) ? warm[w++] : cold[c++];
        }

        return merged;
    }

    /// <inheritdoc/>
    public double? ReadPreviousCost(RunContext context, bool cold)
    {
        using RawStatement.Execution rows = _database
            .Prepare("SELECT previous_cost_ms FROM performance_groups WHERE group_id = ?1")
            .Bind(1, _keys.Group(context, cold).Id).Start();
        return rows.Read() && !rows.IsNull(0) ? rows.Double(0) : null;
    }

    /// <inheritdoc/>
    public long Append(RunContext context, DateTimeOffset timestamp, bool cold, IReadOnlyList<MeasuredValue> values)
    {
        _group = _keys.Group(context, cold);
        _timestamp = timestamp;
        _snapshot = AppendSnapshot(context, timestamp, _group.Id);
        RawStatement insert = _database.Prepare(
            "INSERT INTO performance_measurements (series_id, snapshot_id, value, sample_count, minimum, maximum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        foreach ((PerfMetric metric, Tracking.AggregatedValue value) in values)
        {
            long series = SeriesOf(metric);
            _saved.Add(new SavedPoint(series, new SeriesPoint(_snapshot, timestamp, value.Value, context.Commit)));
            insert.Bind(1, series).Bind(2, _snapshot).Bind(3, value.Value).Bind(4, value.Count);
            if (value.Count == 1)
            {
                insert.BindNull(5).BindNull(6);
            }
            else
            {
                insert.Bind(5, value.Minimum).Bind(6, value.Maximum);
            }

            insert.Run();
        }

        return _snapshot;
    }

    /// <inheritdoc/>
    public void Commit()
    {
        _database.Execute("COMMIT");
        _committed = true;
        foreach (SavedPoint saved in _saved)
        {
            _memory.Windows.Append(saved.Series, saved.Point);
        }

        // Of one application: what another spells in other letters would not be counted here.
        _memory.Starts = _memory.Starts is { } starts && starts.Application == _group?.Application && starts.Environment == _group.Environment
            ? starts.After(_timestamp)
            : null;
    }

    /// <inheritdoc/>
    public void RecordCost(double costMs)
    {
        try
        {
            // A figure that may be lost with the power: it waits for no lock and for no disk. The level is set while the text is
            // compiled, so that a prepared statement would set it once.
            _database.SetBusyTimeout(TimeSpan.Zero);
            _database.ExecuteScript("PRAGMA synchronous = NORMAL");
            _database.Prepare("UPDATE performance_groups SET previous_cost_ms = ?1 WHERE group_id = ?2").Bind(1, costMs).Bind(2, _group!.Id).Run();
        }
        catch (PerfStoreException)
        {
        }
        finally
        {
            _database.ExecuteScript("PRAGMA synchronous = FULL");
            _database.SetBusyTimeout(_lockTimeout);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_committed)
        {
            _database.RollBack();
        }

        _ended(!_committed);
    }

    private DateTimeOffset[] LatestTimestamps(RunContext context, bool cold, int limit)
    {
        if (_keys.FindGroup(context, cold) is not { } group)
        {
            return [];
        }

        var timestamps = new DateTimeOffset[limit];
        int count = 0;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT timestamp FROM performance_snapshots WHERE group_id = ?1 ORDER BY snapshot_id DESC LIMIT ?2")
            .Bind(1, group.Id).Bind(2, limit).Start();
        while (rows.Read())
        {
            timestamps[count++] = IsoTime.Read(rows.Text(0));
        }

        if (count == limit)
        {
            return timestamps;
        }

        var found = new DateTimeOffset[count];
        Array.Copy(timestamps, found, count);
        return found;
    }

    private long SeriesOf(PerfMetric metric) => _keys.Series(_group!, metric);

    private long AppendSnapshot(RunContext context, DateTimeOffset timestamp, long group)
    {
        RawStatement insert = _database
            .Prepare("INSERT INTO performance_snapshots (timestamp, group_id, session_key, revision_id, tags) VALUES (?1, ?2, ?3, ?4, ?5)")
            .Bind(1, IsoTime.Write(timestamp)).Bind(2, group).Bind(3, _keys.Session(context.SessionId)).Bind(5, TagJson.Write(context.Tags));
        if (_keys.Revision(context.Commit, context.Branch) is { } revision)
        {
            insert.Bind(4, revision);
        }
        else
        {
            insert.BindNull(4);
        }

        insert.Run();
        return _database.LastInsertRowId;
    }

    private sealed record SavedPoint(long Series, SeriesPoint Point);
}
