using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>One save on SQLite's own interface, for its cost in a fresh process.</summary>
internal sealed partial class SaveTransaction : ISaveTransaction
{
    private readonly RawDatabase _database;
    private readonly Action<bool> _ended;
    private readonly SnapshotWriter _writer;
    private readonly WriterMemory _memory;
    private readonly MetricCatalogue _builtIn;
    private readonly TimeSpan _lockTimeout;
    private KnownGroup? _group;
    private WrittenSnapshot? _written;
    private SnapshotMark _mark;
    private string? _commit;
    private IReadOnlyList<MeasuredValue> _values = [];
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
        _writer = new SnapshotWriter(database, memory);
        _memory = memory;
        database.Execute("BEGIN IMMEDIATE");
        memory.Validate(database.Prepare("PRAGMA data_version").Number() ?? 0);
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
            .Bind(1, _writer.Keys.Group(context, cold).Id).Start();
        return rows.Read() ? rows.DoubleOrNull(0) : null;
    }

    /// <inheritdoc/>
    public long Append(RunContext context, SnapshotMark mark, bool cold, IReadOnlyList<MeasuredValue> values)
    {
        _group = _writer.Keys.Group(context, cold);
        _mark = mark;
        _commit = context.Commit;
        _values = values;
        _written = _writer.Write(_group, context, mark, values);
        return _written.Id;
    }

    /// <inheritdoc/>
    public void Commit()
    {
        _database.Execute("COMMIT");
        _committed = true;
        RememberWindows();

        // Of one application: what another spells in other letters would not be counted here.
        _memory.Starts = _memory.Starts is { } starts && starts.Application == _group?.Application && starts.Environment == _group.Environment
            ? starts.After(_mark.At)
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
        if (_writer.Keys.FindGroup(context, cold) is not { } group)
        {
            return [];
        }

        var timestamps = new DateTimeOffset[limit];
        int count = 0;
        using RawStatement.Execution rows = _database
            .Prepare("SELECT timestamp FROM performance_snapshots WHERE group_id = ?1 ORDER BY position DESC LIMIT ?2")
            .Bind(1, group.Id).Bind(2, limit).Start();
        while (rows.Read())
        {
            timestamps[count++] = rows.Time(0);
        }

        if (count == limit)
        {
            return timestamps;
        }

        var found = new DateTimeOffset[count];
        Array.Copy(timestamps, found, count);
        return found;
    }

    private void RememberWindows()
    {
        if (_written is not { IsLast: true } written)
        {
            _memory.Windows.Clear();
            return;
        }

        foreach ((PerfMetric metric, Tracking.AggregatedValue value) in _values)
        {
            _memory.Windows.Append(SeriesOf(metric).Id, new SeriesPoint(written.Id, _mark.At, value.Value, _commit));
        }
    }

    private KnownSeries SeriesOf(PerfMetric metric) => _writer.Keys.Series(_group!, metric);
}
