using PerfTracking.Detection;
using PerfTracking.History;

namespace PerfTracking.Stores;

/// <summary>The port through which history is read. Every member raises <see cref="PerfStoreException"/> where the store fails; a store that does not exist yet is empty.</summary>
public interface IHistoryReader
{
    /// <summary>The applications there are, in alphabetical order.</summary>
    IReadOnlyList<string> ReadApplications();

    /// <summary>Reads snapshots with their measurements, oldest first, one at a time.</summary>
    /// <param name="query">Which ones.</param>
    IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query);

    /// <summary>Reads the latest snapshot of each application, in the applications' alphabetical order.</summary>
    /// <param name="query">Which ones; its <see cref="HistoryQuery.Last"/> is ignored.</param>
    IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query);

    /// <summary>Reads measurements as flat rows, oldest first, one at a time.</summary>
    /// <param name="query">Which ones.</param>
    IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query);

    /// <summary>
    /// Reads the points of each series, oldest first, from the latest accepted level on: of those up to a snapshot
    /// (<see cref="HistoryQuery.EachUpTo"/>), from the latest that began before it.
    /// </summary>
    /// <param name="query">Which series, and how many of their latest points.</param>
    /// <param name="wholeHistory">Whether points before an accepted change of level are read too.</param>
    IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false);
}
