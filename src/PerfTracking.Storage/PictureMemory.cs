using PerfTracking.Charts;
using PerfTracking.History;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// Remembers of series what pictures need, from one picture to the next: columns that are over, so that the next picture of the
/// same span is made of what was saved since, and blocks of long series, so that a picture of another span need not read a
/// million points again. Held against the store by each picture, for others write to it: snapshots that arrived late end what is
/// known where they stand, and whatever was removed, or another file in this one's place, ends all of it.
/// </summary>
internal sealed class PictureMemory
{
    // About 5 MB each: the blocks of four million points, the columns of forty pictures.
    private const int MostBlocks = 1 << 16;
    private const int MostColumns = 12_000;

    private readonly object _gate = new();
    private readonly Dictionary<long, KnownOf<KnownBlocks>> _blocks = [];
    private readonly Dictionary<ColumnsKey, KnownOf<KnownColumns>> _columns = [];
    private string _removals = string.Empty;
    private (long Id, Guid Identity) _latest;
    private long _endings;
    private long _uses;

    /// <summary>Begins a picture: ends whatever the store holds against.</summary>
    /// <param name="database">The store, in a transaction that has read nothing so far: pictures look one after the other.</param>
    /// <returns>What the picture asks for the rest with; what has ended since is not its own.</returns>
    public long Look(RawDatabase database)
    {
        lock (_gate)
        {
            string removals = StoreSettings.Read(database, StoreSettings.Removals) ?? string.Empty;
            if (removals != _removals || LatestUpTo(database, _latest.Id) != _latest)
            {
                _blocks.Clear();
                _columns.Clear();
                _removals = removals;
                _endings++;
            }
            else if (_blocks.Count + _columns.Count > 0)
            {
                EndWhereLateOnesStand(database);
            }

            _latest = LatestUpTo(database, long.MaxValue);
            return _endings;
        }
    }

    /// <summary>The blocks of a series, read where they are not known so far.</summary>
    /// <param name="look">What <see cref="Look"/> returned.</param>
    /// <param name="database">The store, in the transaction that it looked at.</param>
    /// <param name="series">The series.</param>
    /// <param name="span">What is to be known of it, as far as it is blocks that are full.</param>
    /// <param name="last">The last position of its group: behind it more will come.</param>
    public KnownBlocks Blocks(long look, RawDatabase database, StoredSeries series, StoredSpan span, long last)
    {
        var wanted = new StoredSpan(KnownBlocks.BeginOf(span.From), KnownBlocks.BeginOf(Math.Min(span.To, last + 1)));
        lock (_gate)
        {
            if (look != _endings)
            {
                return KnownBlocks.Read(database, series.Id, wanted);
            }

            KnownBlocks known = _blocks.TryGetValue(series.Id, out KnownOf<KnownBlocks>? entry) && entry.Known.Count > 0 ? entry.Known : KnownBlocks.Read(database, series.Id, wanted);
            if (wanted.To > known.Span.To)
            {
                known = known.Longer(database, series.Id, wanted.To);
            }

            if (wanted.From < known.Span.From)
            {
                known = known.Earlier(database, series.Id, wanted.From);
            }

            _blocks[series.Id] = new KnownOf<KnownBlocks>(series.Group.Id, known, ++_uses);
            while (_blocks.Count > 1 && _blocks.Values.Sum(static one => one.Known.Count) > MostBlocks)
            {
                _blocks.Remove(_blocks.MinBy(static one => one.Value.Used).Key);
            }

            return known;
        }
    }

    /// <summary>The columns of a series that are known, to which a picture adds those it made.</summary>
    /// <param name="look">What <see cref="Look"/> returned.</param>
    /// <param name="series">The series.</param>
    /// <param name="grid">Where columns begin.</param>
    /// <param name="window">How many values before a column come with it.</param>
    public KnownColumns Columns(long look, StoredSeries series, ChartGrid grid, int window)
    {
        lock (_gate)
        {
            if (look != _endings)
            {
                return new KnownColumns();
            }

            while (_columns.Count > 0 && _columns.Values.Sum(static one => one.Known.Count) > MostColumns)
            {
                _columns.Remove(_columns.MinBy(static one => one.Value.Used).Key);
            }

            var key = new ColumnsKey(series.Id, series.Start, grid, window);
            KnownColumns known = _columns.TryGetValue(key, out KnownOf<KnownColumns>? entry) ? entry.Known : new KnownColumns();
            _columns[key] = new KnownOf<KnownColumns>(series.Group.Id, known, ++_uses);
            return known;
        }
    }

    // Positions before a late snapshot stay as they are; those behind it may have made room.
    private void EndWhereLateOnesStand(RawDatabase database)
    {
        foreach ((long group, long position) in LateOnes(database))
        {
            foreach ((long series, KnownOf<KnownBlocks> entry) in _blocks.Where(one => one.Value.Group == group).ToArray())
            {
                _blocks[series] = entry with { Known = entry.Known.Before(KnownBlocks.BeginOf(position)) };
            }

            // Also where nothing of them ends: a picture that looked before may be about to add to those it was given.
            foreach ((ColumnsKey key, KnownOf<KnownColumns> entry) in _columns.Where(one => one.Value.Group == group).ToArray())
            {
                _columns[key] = entry with { Known = entry.Known.Before(position) };
            }

            _endings++;
        }
    }

    // The first snapshot of each group that has arrived since and does not stand behind all that were there.
    private List<(long Group, long Position)> LateOnes(RawDatabase database)
    {
        var late = new List<(long Group, long Position)>();
        using RawStatement.Execution rows = database
            .Prepare(
                """
                SELECT group_id, position FROM (SELECT group_id, min(position) AS position FROM performance_snapshots NOT INDEXED WHERE snapshot_id > ?1 GROUP BY group_id) arrived
                WHERE EXISTS (SELECT 1 FROM performance_snapshots n WHERE n.group_id = arrived.group_id AND n.position > arrived.position AND n.snapshot_id <= ?1)
                """)
            .Bind(1, _latest.Id).Start();
        while (rows.Read())
        {
            late.Add((rows.Int64(0), rows.Int64(1)));
        }

        return late;
    }

    private static (long Id, Guid Identity) LatestUpTo(RawDatabase database, long id)
    {
        using RawStatement.Execution rows = database.Prepare("SELECT snapshot_id, identity FROM performance_snapshots WHERE snapshot_id <= ?1 ORDER BY snapshot_id DESC LIMIT 1").Bind(1, id).Start();
        return rows.Read() ? (rows.Int64(0), rows.Identity(1)) : default;
    }

    private sealed record KnownOf<T>(long Group, T Known, long Used);

    private readonly record struct ColumnsKey(long Series, SnapshotMark? Start, ChartGrid Grid, int Window);
}
