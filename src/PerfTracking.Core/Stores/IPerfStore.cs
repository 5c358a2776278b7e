namespace PerfTracking.Stores;

/// <summary>
/// A store: everything that is kept between processes, and what tests/Contracts says of it. Safe for many threads. Saving with its
/// verdicts is not part of it: that is done on the machine that measures (<see cref="Recording.ISnapshotSaver"/>).
/// </summary>
public interface IPerfStore :
    IHistoryReader, IChartReader, IHistoryReceiver, IMetricStore, IAlertStore, IAnnotationStore, IPolicyStore, IStoreMaintenance, IDisposable
{
    /// <summary>Where the store is.</summary>
    StoreLocation Location { get; }

    /// <summary>
    /// A number that is another one whenever anything in the store has changed, by whomever, since this object was last asked; so
    /// cheap that it can be asked many times a second. It says nothing by itself, and means nothing to another object.
    /// </summary>
    /// <exception cref="PerfStoreException">The store failed.</exception>
    long ReadVersion();
}
