using PerfTracking.Alerts;

namespace PerfTracking.Stores;

/// <summary>The port to the alerts that a store remembers. Every member raises <see cref="Stores.PerfStoreException"/> where the store fails.</summary>
public interface IAlertStore
{
    /// <summary>Reads alerts, oldest first.</summary>
    /// <param name="query">Which ones.</param>
    IEnumerable<PerfAlert> ReadAlerts(AlertQuery query);

    /// <summary>Records a decision.</summary>
    /// <param name="id">The alert.</param>
    /// <param name="decision">The decision.</param>
    /// <returns>The alert as it is now, or <see langword="null"/> where there is none.</returns>
    PerfAlert? Decide(long id, AlertDecision decision);
}
