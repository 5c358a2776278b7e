using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.History;

/// <summary>A store: everything that is kept between processes. Safe for many threads.</summary>
public interface IPerfStore : IHistoryWriter, IHistoryReader, IHistoryReceiver, IMetricRegistry, IAlertBook, IPolicyStore, IStoreKeeper, IDisposable
{
    /// <summary>The store's full path.</summary>
    string Location { get; }
}
