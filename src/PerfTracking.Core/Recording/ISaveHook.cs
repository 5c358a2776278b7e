using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>
/// The port to whoever has something to send for each save. What it posts is in the store exactly when the snapshot is, so that
/// neither is lost or told without the other. Sending is for later: the store is locked, and the script waits.
/// </summary>
public interface ISaveHook
{
    /// <summary>Called within the save, before its commit.</summary>
    /// <param name="snapshot">The snapshot as it will be stored, with its alerts; those that are new or have grown say so.</param>
    /// <param name="transaction">The save, for <see cref="ISaveTransaction.Post"/>.</param>
    /// <exception cref="PerfStoreException">The store failed. Whatever is raised, nothing of the save is kept.</exception>
    void Saving(PerfSnapshot snapshot, ISaveTransaction transaction);
}
