using PerfTracking.History;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Where a snapshot stands in its group.</summary>
internal sealed record SnapshotPosition(long Position, SnapshotMark Mark);

/// <summary>The positions of snapshots in their group. They rise with time and identity, so that a search halves what is left with each look.</summary>
internal sealed class SnapshotPositions(RawDatabase database)
{
    /// <summary>How much room a late snapshot makes where there is none: those that arrive behind it find it.</summary>
    private const long Room = 1024;

    /// <summary>Added to positions on their way, for no two rows may have the same one in between.</summary>
    private const long Aside = 1L << 61;

    /// <summary>The last position of a group, or <see langword="null"/> where it is empty.</summary>
    /// <param name="group">The group.</param>
    public SnapshotPosition? Last(long group) => First(database
        .Prepare("SELECT position, timestamp, identity FROM performance_snapshots WHERE group_id = ?1 ORDER BY position DESC LIMIT 1").Bind(1, group));

    /// <summary>The first position that belongs to a mark or to what comes after it; <see cref="long.MaxValue"/> where there is none.</summary>
    /// <param name="group">The group.</param>
    /// <param name="mark">The mark, which need not be in the group.</param>
    public long From(long group, SnapshotMark mark) => Find(group, mark, isMarkIncluded: true);

    /// <summary>The first position that belongs to what comes after a mark; <see cref="long.MaxValue"/> where there is none.</summary>
    /// <inheritdoc cref="From"/>
    public long After(long group, SnapshotMark mark) => Find(group, mark, isMarkIncluded: false);

    /// <summary>A free position for a snapshot that is not the last of its group.</summary>
    /// <param name="group">The group.</param>
    /// <param name="mark">Where the snapshot stands.</param>
    /// <param name="moved">Whether others made room for it.</param>
    public long MakeRoom(long group, SnapshotMark mark, out bool moved)
    {
        long next = After(group, mark);
        SnapshotPosition? previous = First(database
            .Prepare("SELECT position, timestamp, identity FROM performance_snapshots WHERE group_id = ?1 AND position < ?2 ORDER BY position DESC LIMIT 1")
            .Bind(1, group).Bind(2, next));
        moved = previous is not null && previous.Position + 1 == next;
        if (moved)
        {
            Move(group, next);
        }

        // Late snapshots come one after the other: behind a clock that stepped back, or from an import.
        return previous is null ? next - Room : previous.Position + 1;
    }

    private void Move(long group, long from)
    {
        const string series = "series_id IN (SELECT series_id FROM performance_series WHERE group_id = ?1)";
        Shift($"UPDATE performance_measurements SET position = position + ?3 WHERE {series} AND position >= ?2", group, from, Aside);
        Shift($"UPDATE performance_measurements SET position = position + ?3 WHERE {series} AND position >= ?2", group, Aside / 2, Room - Aside);
        Shift("UPDATE performance_snapshots SET position = position + ?3 WHERE group_id = ?1 AND position >= ?2", group, from, Aside);
        Shift("UPDATE performance_snapshots SET position = position + ?3 WHERE group_id = ?1 AND position >= ?2", group, Aside / 2, Room - Aside);
    }

    private void Shift(string sql, long group, long from, long by) => database.Prepare(sql).Bind(1, group).Bind(2, from).Bind(3, by).Run();

    /// <summary>When the snapshot of a position was taken.</summary>
    /// <param name="group">The group.</param>
    /// <param name="position">The position, which is taken.</param>
    public DateTimeOffset TimeAt(long group, long position)
    {
        using RawStatement.Execution rows = database
            .Prepare("SELECT timestamp FROM performance_snapshots WHERE group_id = ?1 AND position = ?2").Bind(1, group).Bind(2, position).Start();
        return rows.Read() ? rows.Time(0) : default;
    }

    /// <summary>
    /// The first position from one on whose snapshot was taken at a time or later; the end where there is none before it. Looks
    /// where the time would be if snapshots came evenly, and in the middle where that brought little.
    /// </summary>
    /// <param name="group">The group.</param>
    /// <param name="from">The position to begin with, and when its snapshot was taken.</param>
    /// <param name="to">The end, the position behind one that is taken, and when that was.</param>
    /// <param name="time">The time.</param>
    public (long Position, DateTimeOffset At) Between(long group, (long Position, DateTimeOffset At) from, (long Position, DateTimeOffset At) to, DateTimeOffset time)
    {
        for (bool even = true; from.Position < to.Position; even = !even)
        {
            long distance = to.Position - from.Position;
            double share = even && to.At > from.At ? Math.Clamp((time - from.At) / (to.At - from.At), 0, 1) : 0.5;
            long look = from.Position + Math.Min(distance - 1, (long)(distance * share));
            using RawStatement.Execution rows = database
                .Prepare("SELECT position, timestamp FROM performance_snapshots WHERE group_id = ?1 AND position >= ?2 AND position < ?3 ORDER BY position LIMIT 1")
                .Bind(1, group).Bind(2, look).Bind(3, to.Position).Start();
            if (!rows.Read())
            {
                to = (look, to.At);
            }
            else if (rows.Time(1) is var at && at < time)
            {
                from = (rows.Int64(0) + 1, at);
            }
            else
            {
                to = (look, at);
            }
        }

        return from;
    }

    private long Find(long group, SnapshotMark mark, bool isMarkIncluded)
    {
        if (Last(group) is not { } last || IsBehind(last))
        {
            return long.MaxValue;
        }

        // What is asked for lies from 'low' to 'high', both included.
        long low = FirstFrom(group, long.MinValue)!.Position, high = last.Position;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            SnapshotPosition found = FirstFrom(group, middle)!;
            if (IsBehind(found))
            {
                low = found.Position + 1;
            }
            else
            {
                high = middle;
            }
        }

        return FirstFrom(group, low)!.Position;

        bool IsBehind(SnapshotPosition snapshot) => isMarkIncluded ? snapshot.Mark < mark : snapshot.Mark <= mark;
    }

    private SnapshotPosition? FirstFrom(long group, long position) => First(database
        .Prepare("SELECT position, timestamp, identity FROM performance_snapshots WHERE group_id = ?1 AND position >= ?2 ORDER BY position LIMIT 1")
        .Bind(1, group).Bind(2, position));

    private static SnapshotPosition? First(RawStatement statement)
    {
        using RawStatement.Execution rows = statement.Start();
        return rows.Read() ? new SnapshotPosition(rows.Int64(0), new SnapshotMark(rows.Time(1), rows.Identity(2))) : null;
    }
}
