using PerfTracking.History;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>A snapshot's number, where it stands, and of which commit it is.</summary>
internal sealed record RecentSnapshot(long Id, long Position, SnapshotMark Mark, string? Commit);

/// <summary>The latest snapshots of a group, latest first, to be walked beside the points of each of its series.</summary>
internal sealed class RecentSnapshots
{
    private const string Select =
        "SELECT n.snapshot_id, n.position, n.timestamp, n.identity, nullif(r.commit_hash, '') FROM performance_snapshots n LEFT JOIN performance_revisions r USING (revision_id)";

    private readonly List<RecentSnapshot> _snapshots = [];
    private int _next;

    /// <summary>Reads them.</summary>
    /// <param name="database">The store.</param>
    /// <param name="group">The group.</param>
    /// <param name="before">The position before which they lie.</param>
    /// <param name="limit">How many.</param>
    public static RecentSnapshots Read(RawDatabase database, long group, long before, int limit)
    {
        var recent = new RecentSnapshots();
        using RawStatement.Execution rows = database
            .Prepare(Select + " WHERE n.group_id = ?1 AND n.position < ?2 ORDER BY n.position DESC LIMIT ?3").Bind(1, group).Bind(2, before).Bind(3, limit).Start();
        while (rows.Read())
        {
            recent._snapshots.Add(Row(rows));
        }

        return recent;
    }

    /// <summary>Reads one that is further back.</summary>
    /// <param name="database">The store.</param>
    /// <param name="group">Its group.</param>
    /// <param name="position">Its position.</param>
    public static RecentSnapshot? ReadOne(RawDatabase database, long group, long position) =>
        One(database.Prepare(Select + " WHERE n.group_id = ?1 AND n.position = ?2").Bind(1, group).Bind(2, position));

    /// <summary>Reads one by its number.</summary>
    /// <param name="database">The store.</param>
    /// <param name="id">The number.</param>
    public static RecentSnapshot? ReadOne(RawDatabase database, long id) => One(database.Prepare(Select + " WHERE n.snapshot_id = ?1").Bind(1, id));

    /// <summary>Begins the walk again, for another series.</summary>
    public void Rewind() => _next = 0;

    /// <summary>The snapshot of a position, which must be lower than the one asked for before; <see langword="null"/> where it is further back.</summary>
    /// <param name="position">The position.</param>
    public RecentSnapshot? Find(long position)
    {
        while (_next < _snapshots.Count && _snapshots[_next].Position > position)
        {
            _next++;
        }

        return _next < _snapshots.Count && _snapshots[_next].Position == position ? _snapshots[_next] : null;
    }

    private static RecentSnapshot? One(RawStatement statement)
    {
        using RawStatement.Execution rows = statement.Start();
        return rows.Read() ? Row(rows) : null;
    }

    private static RecentSnapshot Row(RawStatement.Execution rows) =>
        new(rows.Int64(0), rows.Int64(1), new SnapshotMark(rows.Time(2), rows.Identity(3)), rows.TextOrNull(4));
}
