using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>The port through which snapshots are written. Every member raises <see cref="PerfStoreException"/> where the store fails.</summary>
public interface ISnapshotSaver
{
    /// <summary>Opens one immediate transaction; what it wrote is durable once <see cref="ISaveTransaction.Commit"/> returns.</summary>
    ISaveTransaction BeginSave();
}
