using PerfTracking.Charts;
using PerfTracking.Metrics;
using PerfTracking.Storage.Raw;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>The pictures of a store.</summary>
/// <param name="connections">The store.</param>
/// <param name="builtIn">The metrics that are there without being registered.</param>
/// <param name="memory">What is remembered of series from one picture to the next.</param>
internal sealed class SqliteChartReader(SqliteConnections connections, MetricCatalogue builtIn, PictureMemory memory) : IChartReader
{
    /// <inheritdoc/>
    public IReadOnlyList<SeriesGroup> ReadGroups() => [.. connections.Read(database => new ChartRows(database, builtIn).Groups())];

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadBranches() => [.. connections.Read(database => new ChartRows(database, builtIn).Branches())];

    /// <inheritdoc/>
    public IEnumerable<ThinnedSeries> ReadThinned(HistoryQuery query, int columns, int window)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(window);
        return connections.Read(database => AtOnce(database, new ThinnedRows(database, builtIn, memory).Read(query, columns, window)));
    }

    /// <inheritdoc/>
    public IEnumerable<SampledSeries> ReadSampled(HistoryQuery query, int runs, int length)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return connections.Read(database => AtOnce(database, new ChartRows(database, builtIn).Sampled(query, runs, length)));
    }

    /// <inheritdoc/>
    public IEnumerable<DailySeries> ReadDaily(HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return connections.Read(database => new ChartRows(database, builtIn).Daily(query));
    }

    // One look at the store for all statements of a picture, of which there are hundreds: each would take and leave its locks, and
    // might see a later store than the one before. It ends with the connection, which is this picture's alone.
    private static IEnumerable<T> AtOnce<T>(RawDatabase database, IEnumerable<T> picture)
    {
        database.Execute("BEGIN");
        foreach (T series in picture)
        {
            yield return series;
        }
    }
}
