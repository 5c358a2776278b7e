using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Reporting;

/// <summary>Tells the first save of a process from those after it, for what is read of the process is unlike in them.</summary>
internal static class SessionStarts
{
    /// <summary>The numbers of the snapshots that were the first of their process.</summary>
    /// <param name="history">The history.</param>
    /// <param name="query">Which snapshots are looked at.</param>
    public static HashSet<long> In(IHistoryReader history, HistoryQuery query)
    {
        var firsts = new Dictionary<Guid, (SnapshotMark Mark, long Id)>();
        foreach (PerfSnapshot snapshot in history.ReadSnapshots(query with { Metric = NameFilter.None }))
        {
            if (!firsts.TryGetValue(snapshot.SessionId, out (SnapshotMark Mark, long Id) first) || snapshot.Mark < first.Mark)
            {
                firsts[snapshot.SessionId] = (snapshot.Mark, snapshot.Id);
            }
        }

        return [.. firsts.Values.Select(static first => first.Id)];
    }
}
