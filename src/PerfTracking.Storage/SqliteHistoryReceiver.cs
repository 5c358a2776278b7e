using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>Snapshots that were measured before, or elsewhere, on their way into a store.</summary>
/// <param name="connections">The store.</param>
/// <param name="builtIn">The metrics that are there without being registered.</param>
internal sealed class SqliteHistoryReceiver(SqliteConnections connections, MetricCatalogue builtIn) : IHistoryReceiver
{
    /// <inheritdoc/>
    public int Append(IReadOnlyCollection<PerfSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(snapshots);
        if (snapshots.Count == 0)
        {
            return 0;
        }

        PerfSnapshot[] ordered = [.. snapshots.OrderBy(static snapshot => snapshot.Mark)];
        Array.ForEach(ordered, EnsureComplete);
        return connections.Write(database => Receive(database, ordered));
    }

    private int Receive(RawDatabase database, PerfSnapshot[] ordered)
    {
        var writer = new SnapshotWriter(database, connections.Memory);
        var catalogues = new Dictionary<string, MetricCatalogue>(StringComparer.OrdinalIgnoreCase);
        int added = 0;
        foreach (PerfSnapshot snapshot in ordered)
        {
            var mark = new SnapshotMark(IsoTime.Round(snapshot.Timestamp), snapshot.Identity);
            if (writer.Knows(mark))
            {
                continue;
            }

            if (!catalogues.TryGetValue(snapshot.Application, out MetricCatalogue? catalogue))
            {
                catalogues.Add(snapshot.Application, catalogue = new CatalogueReader(database, builtIn).Read(snapshot.Application));
            }

            var context = new RunContext(snapshot.Application, snapshot.Environment, snapshot.SessionId, snapshot.Commit, snapshot.Branch, snapshot.Tags);
            writer.Write(writer.Keys.Group(context, snapshot.Cold), context, mark, [.. snapshot.Measurements.Select(row => MeasuredValue.Of(row, catalogue))]);
            added++;
        }

        return added;
    }

    private static void EnsureComplete(PerfSnapshot snapshot)
    {
        if (snapshot.FindDefect() is { } defect)
        {
            throw new ArgumentException(FormattableString.Invariant($"The snapshot of '{snapshot.Application}' at {snapshot.Timestamp:O} cannot be received: {defect}."));
        }
    }
}
