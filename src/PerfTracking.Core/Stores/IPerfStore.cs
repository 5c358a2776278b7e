namespace PerfTracking.Stores;

/// <summary>
/// A store: everything that is kept between processes, and what tests/Contracts says of it. Safe for many threads. Saving with its
/// verdicts is not part of it: that is done on the machine that measures (<see cref="Recording.ISnapshotSaver"/>).
/// </summary>
public interface IPerfStore : IHistoryReader, IChartReader, IHistoryReceiver, IMetricStore, IAlertStore, IPolicyStore, IStoreMaintenance, IDisposable
{
    /// <summary>Where the store is.</summary>
    StoreLocation Location { get; }
}
