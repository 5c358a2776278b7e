using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>
/// Remembers of long series what pictures need, from one picture to the next: a page of a million points is then made of some
/// thousand blocks and of what was saved since. Held against the store each time, for others write to it: snapshots that arrived
/// late end what is known where they stand, and whatever was removed, or another file in this one's place, ends all of it.
/// </summary>
internal sealed class SeriesBlocks
{
    /// <summary>How many positions a block spans.</summary>
    public const int Length = 1 << Bits;

    private const int Bits = 6;

    // About 5 MB: four million points.
    private const int MostBlocks = 1 << 16;

    private readonly object _gate = new();
    private readonly Dictionary<long, Entry> _series = [];
    private string _removals = string.Empty;
    private (long Id, Guid Identity) _latest;
    private long _uses;

    /// <summary>The begin of the block of a position.</summary>
    /// <param name="position">The position.</param>
    public static long BeginOf(long position) => position >> Bits << Bits;

    /// <summary>The first begin of a block from a position on.</summary>
    /// <param name="position">The position.</param>
    public static long BeginAfter(long position) => BeginOf(position + Length - 1);

    /// <summary>What is known of a series, read where it is not known so far.</summary>
    /// <param name="database">The store, in a transaction.</param>
    /// <param name="series">The series.</param>
    /// <param name="span">What is to be known of it, as far as it is blocks that are full.</param>
    /// <param name="last">The last position of its group: behind it more will come.</param>
    public KnownBlocks Of(RawDatabase database, StoredSeries series, StoredSpan span, long last)
    {
        lock (_gate)
        {
            Check(database);
            var wanted = new StoredSpan(BeginOf(span.From), BeginOf(Math.Min(span.To, last + 1)));
            KnownBlocks known = _series.TryGetValue(series.Id, out Entry? entry) && entry.Known.Count > 0 ? entry.Known : KnownBlocks.Read(database, series.Id, wanted);
            if (wanted.To > known.Span.To)
            {
                known = known.Longer(database, series.Id, wanted.To);
            }

            if (wanted.From < known.Span.From)
            {
                known = known.Earlier(database, series.Id, wanted.From);
            }

            _series[series.Id] = new Entry(series.Group.Id, known, ++_uses);
            Forget();
            return known;
        }
    }

    private void Check(RawDatabase database)
    {
        string removals = StoreSettings.Read(database, StoreSettings.Removals) ?? string.Empty;
        if (removals != _removals || LatestUpTo(database, _latest.Id) != _latest)
        {
            _series.Clear();
            _removals = removals;
        }
        else if (_series.Count > 0)
        {
            EndWhereLateOnesStand(database);
        }

        _latest = LatestUpTo(database, long.MaxValue);
    }

    // Positions before a late snapshot stay as they are; those behind it may have made room.
    private void EndWhereLateOnesStand(RawDatabase database)
    {
        using RawStatement.Execution rows = database.Prepare("SELECT group_id, min(position) FROM performance_snapshots NOT INDEXED WHERE snapshot_id > ?1 GROUP BY group_id").Bind(1, _latest.Id).Start();
        while (rows.Read())
        {
            long group = rows.Int64(0), begin = BeginOf(rows.Int64(1));
            foreach ((long series, Entry entry) in _series.Where(one => one.Value.Group == group && one.Value.Known.Span.To > begin).ToArray())
            {
                _series[series] = entry with { Known = entry.Known.Before(begin) };
            }
        }
    }

    private static (long Id, Guid Identity) LatestUpTo(RawDatabase database, long id)
    {
        using RawStatement.Execution rows = database.Prepare("SELECT snapshot_id, identity FROM performance_snapshots WHERE snapshot_id <= ?1 ORDER BY snapshot_id DESC LIMIT 1").Bind(1, id).Start();
        return rows.Read() ? (rows.Int64(0), rows.Identity(1)) : default;
    }

    private void Forget()
    {
        while (_series.Count > 1 && _series.Values.Sum(static entry => entry.Known.Count) > MostBlocks)
        {
            _series.Remove(_series.MinBy(static one => one.Value.Used).Key);
        }
    }

    private sealed record Entry(long Group, KnownBlocks Known, long Used);
}
