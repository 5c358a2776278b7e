using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>A store on the machine that measures: the one that saves go to.</summary>
public interface ILocalStore : IPerfStore, ISnapshotSaver
{
    /// <summary>
    /// Keeps what reading opens until the answer is disposed of, for whoever asks several questions in a row: to open a store costs
    /// more than most questions do.
    /// </summary>
    IDisposable KeepReading();
}
