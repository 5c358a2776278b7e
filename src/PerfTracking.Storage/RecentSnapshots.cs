using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>When a snapshot was taken, and of which commit.</summary>
internal sealed record RecentSnapshot(long Id, DateTimeOffset Timestamp, string? Commit);

/// <summary>The latest snapshots of a group, latest first, to be walked beside the points of each of its series.</summary>
internal sealed class RecentSnapshots
{
    private readonly List<RecentSnapshot> _snapshots = [];
    private int _next;

    /// <summary>Reads them.</summary>
    /// <param name="database">The store.</param>
    /// <param name="group">The group.</param>
    /// <param name="limit">How many before the one being saved.</param>
    public static RecentSnapshots Read(RawDatabase database, long group, int limit)
    {
        var recent = new RecentSnapshots();
        using RawStatement.Execution rows = database
            .Prepare("SELECT n.snapshot_id, n.timestamp, r.commit_hash FROM performance_snapshots n LEFT JOIN performance_revisions r USING (revision_id) WHERE n.group_id = ?1 ORDER BY n.snapshot_id DESC LIMIT ?2")
            .Bind(1, group).Bind(2, limit + 1L).Start();
        while (rows.Read())
        {
            recent._snapshots.Add(new RecentSnapshot(rows.Int64(0), IsoTime.Read(rows.Text(1)), rows.IsNull(2) ? null : rows.Text(2)));
        }

        return recent;
    }

    /// <summary>Reads one that is further back.</summary>
    /// <param name="database">The store.</param>
    /// <param name="id">The snapshot.</param>
    public static RecentSnapshot? ReadOne(RawDatabase database, long id)
    {
        using RawStatement.Execution rows = database
            .Prepare("SELECT n.timestamp, r.commit_hash FROM performance_snapshots n LEFT JOIN performance_revisions r USING (revision_id) WHERE n.snapshot_id = ?1")
            .Bind(1, id).Start();
        return rows.Read() ? new RecentSnapshot(id, IsoTime.Read(rows.Text(0)), rows.IsNull(1) ? null : rows.Text(1)) : null;
    }

    /// <summary>Begins the walk again, for another series.</summary>
    public void Rewind() => _next = 0;

    /// <summary>The snapshot of a number, which must be lower than the one asked for before; <see langword="null"/> where it is further back.</summary>
    /// <param name="id">The snapshot.</param>
    public RecentSnapshot? Find(long id)
    {
        while (_next < _snapshots.Count && _snapshots[_next].Id > id)
        {
            _next++;
        }

        return _next < _snapshots.Count && _snapshots[_next].Id == id ? _snapshots[_next] : null;
    }
}
