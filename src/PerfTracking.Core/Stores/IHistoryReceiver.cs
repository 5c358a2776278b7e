using PerfTracking.History;

namespace PerfTracking.Stores;

/// <summary>The port through which snapshots that were measured before, or elsewhere, come into a store.</summary>
public interface IHistoryReceiver
{
    /// <summary>
    /// Adds snapshots with their measurements, each at its place in time, all of them or none. One that is there already is left
    /// as it is, so that bringing the same ones twice is bringing them once. Nothing is judged and no alert is raised: the news was
    /// told where they were measured.
    /// </summary>
    /// <param name="snapshots">The snapshots, in any order, each with its <see cref="PerfSnapshot.Identity"/>; their numbers are not kept.</param>
    /// <returns>How many were new.</returns>
    /// <exception cref="ArgumentException">A snapshot has a defect (<see cref="PerfSnapshot.FindDefect"/>).</exception>
    /// <exception cref="PerfStoreException">The store failed; nothing was added.</exception>
    int Append(IReadOnlyCollection<PerfSnapshot> snapshots);
}
