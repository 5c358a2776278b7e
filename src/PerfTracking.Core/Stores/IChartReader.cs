using PerfTracking.Charts;

namespace PerfTracking.Stores;

/// <summary>
/// The port through which pictures of the history are read. What it costs depends on what is shown, and as little as can be on
/// how much there is. Every member raises <see cref="PerfStoreException"/> where the store fails.
/// </summary>
public interface IChartReader
{
    /// <summary>The groups there are, by application, environment, warm before cold.</summary>
    IReadOnlyList<SeriesGroup> ReadGroups();

    /// <summary>The branches of the latest commits, in alphabetical order.</summary>
    IReadOnlyList<string> ReadBranches();

    /// <summary>Reads series as pictures need them. Where a series has no more points than it may have, all of them.</summary>
    /// <param name="query">Which series, and which span of time; its <see cref="HistoryQuery.Last"/> is ignored.</param>
    /// <param name="columns">How many columns the picture has at the most; at least 1. Each keeps up to four points.</param>
    /// <param name="window">How many values before each column come with it; at least 0.</param>
    IEnumerable<ThinnedSeries> ReadThinned(HistoryQuery query, int columns, int window);

    /// <summary>Reads series, or of those with very many points a sample: so many runs of neighbours, evenly spread.</summary>
    /// <param name="query">Which series, and which span of time; its <see cref="HistoryQuery.Last"/> is ignored.</param>
    /// <param name="runs">How many runs; at least 1.</param>
    /// <param name="length">How many snapshots each of them spans; at least 1.</param>
    IEnumerable<SampledSeries> ReadSampled(HistoryQuery query, int runs, int length);

    /// <summary>Reads what is left of the days beyond the retention, oldest first.</summary>
    /// <param name="query">Which series, and which span of days; its <see cref="HistoryQuery.Last"/> is ignored.</param>
    IEnumerable<DailySeries> ReadDaily(HistoryQuery query);
}
