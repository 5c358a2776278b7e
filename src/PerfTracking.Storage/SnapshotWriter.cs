using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;
using PerfTracking.Tracking;

namespace PerfTracking.Storage;

/// <summary>Writes snapshots with their values, each at its place. Lives inside one transaction.</summary>
/// <param name="database">The store.</param>
/// <param name="memory">What earlier saves of this process found.</param>
internal sealed class SnapshotWriter(RawDatabase database, WriterMemory memory)
{
    private readonly SnapshotPositions _positions = new(database);

    /// <summary>The numbers that stand for names.</summary>
    public SeriesKeys Keys { get; } = new(database, memory);

    /// <summary>Whether a snapshot is there.</summary>
    /// <param name="mark">Its mark.</param>
    public bool Knows(SnapshotMark mark)
    {
        using RawStatement.Execution rows = database
            .Prepare("SELECT 1 FROM performance_snapshots WHERE timestamp = ?1 AND identity = ?2").Bind(1, IsoTime.Write(mark.At)).Bind(2, mark.Id).Start();
        return rows.Read();
    }

    /// <summary>Writes a snapshot.</summary>
    /// <param name="group">Its group.</param>
    /// <param name="context">Its run context.</param>
    /// <param name="mark">Where it stands.</param>
    /// <param name="values">One value for each metric.</param>
    /// <returns>Its number, its position, and whether it is the last of its group.</returns>
    public WrittenSnapshot Write(KnownGroup group, RunContext context, SnapshotMark mark, IReadOnlyList<MeasuredValue> values)
    {
        long position = PlaceOf(group, mark, out bool isLast);
        long id = InsertSnapshot(group, context, mark, position);
        RawStatement insert = database.Prepare(
            "INSERT INTO performance_measurements (series_id, position, value, sample_count, minimum, maximum) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
        foreach ((PerfMetric metric, AggregatedValue value) in values)
        {
            insert.Bind(1, Keys.Series(group, metric).Id).Bind(2, position).Bind(3, value.Value).Bind(4, value.Count);
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

        return new WrittenSnapshot(id, position, isLast);
    }

    private long PlaceOf(KnownGroup group, SnapshotMark mark, out bool isLast)
    {
        group.Contents.Last ??= _positions.Last(group.Id);
        isLast = group.Contents.Last is not { } last || mark > last.Mark;
        if (isLast)
        {
            group.Contents.Last = new SnapshotPosition((group.Contents.Last?.Position ?? 0) + 1, mark);
            return group.Contents.Last.Position;
        }

        // What is remembered of the group's end is not what was before this snapshot.
        memory.Windows.Clear();
        long position = _positions.MakeRoom(group.Id, mark, out bool moved);
        if (moved)
        {
            group.Contents.Last = null;
        }

        return position;
    }

    private long InsertSnapshot(KnownGroup group, RunContext context, SnapshotMark mark, long position)
    {
        database
            .Prepare("INSERT INTO performance_snapshots (timestamp, identity, group_id, position, session_key, revision_id, tags) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")
            .Bind(1, IsoTime.Write(mark.At)).Bind(2, mark.Id).Bind(3, group.Id).Bind(4, position)
            .Bind(5, Keys.Session(context.SessionId)).Bind(6, Keys.Revision(context.Commit, context.Branch)).Bind(7, TagJson.Write(context.Tags)).Run();
        return database.LastInsertRowId;
    }
}

/// <summary>A snapshot that was written.</summary>
internal sealed record WrittenSnapshot(long Id, long Position, bool IsLast);
