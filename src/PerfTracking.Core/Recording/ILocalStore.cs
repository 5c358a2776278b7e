using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>A store on the machine that measures: the one that saves go to.</summary>
public interface ILocalStore : IPerfStore, ISnapshotSaver;
