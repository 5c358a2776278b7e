using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Saves to a store, one at a time.</summary>
/// <param name="connections">The store.</param>
/// <param name="builtIn">The metrics that are there without being registered.</param>
internal sealed class SqliteSnapshotSaver(SqliteConnections connections, MetricCatalogue builtIn) : ISnapshotSaver
{
    /// <inheritdoc/>
    public ISaveTransaction BeginSave()
    {
        RawDatabase writer = connections.TakeWriter();
        try
        {
            return new SaveTransaction(writer, connections.Memory, builtIn, connections.LockTimeout, connections.ReturnWriter);
        }
        catch
        {
            connections.ReturnWriter(failed: true);
            throw;
        }
    }
}
