using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The history of a store. A row is read when somebody asks for it; the connection is open until then.</summary>
/// <param name="connections">The store.</param>
/// <param name="builtIn">The metrics that are there without being registered.</param>
internal sealed class SqliteHistoryReader(SqliteConnections connections, MetricCatalogue builtIn) : IHistoryReader
{
    /// <inheritdoc/>
    public IReadOnlyList<string> ReadApplications() =>
        [.. connections.Read(static database => database.QueryTexts("SELECT DISTINCT application FROM performance_groups ORDER BY application"))];

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => new HistoryRows(database, builtIn).Snapshots(query));
    }

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => new HistoryRows(database, builtIn).LatestSnapshots(query));
    }

    /// <inheritdoc/>
    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => query.Last is { } last && query.SnapshotIds is null
            ? new HistoryRows(database, builtIn).LatestMeasurements(query, last)
            : new HistoryRows(database, builtIn).Snapshots(query).SelectMany(static snapshot => snapshot.Measurements));
    }

    /// <inheritdoc/>
    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => new HistoryRows(database, builtIn).SeriesPoints(query, wholeHistory));
    }
}
