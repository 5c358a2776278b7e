namespace PerfTracking.Stores;

/// <summary>The port to what keeps a store healthy. Every member raises <see cref="PerfStoreException"/> where the store fails.</summary>
public interface IStoreMaintenance
{
    /// <summary>What the store is and holds.</summary>
    StoreSummary Describe();

    /// <summary>Looks for damage, in all that the store holds: of a large one for seconds.</summary>
    /// <param name="cancellation">Ends the search.</param>
    /// <returns>What is wrong, one text a defect; empty for a sound store.</returns>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    IReadOnlyList<string> FindDefects(CancellationToken cancellation = default);

    /// <summary>Removes snapshots with their measurements.</summary>
    /// <param name="ids">Which ones.</param>
    /// <returns>How many there were.</returns>
    int RemoveSnapshots(IReadOnlyCollection<long> ids);

    /// <summary>Sets for how long history is kept in full.</summary>
    /// <param name="days">Days, at least 1.</param>
    void SetRetention(int days);

    /// <summary>
    /// Rolls the days that are older than the retention up to one row a day and series. Where snapshots of such a day arrive later,
    /// the counts are added and each quantile becomes the mean of both, weighted by count: the first values are gone.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="maxDays">How many days at the most, oldest first.</param>
    /// <returns>What was done.</returns>
    RollUp RollUp(DateTimeOffset now, int maxDays = int.MaxValue);

    /// <summary>Removes the sessions and commits of which no snapshot is left, gives the space of removed rows back to the disk and refreshes the statistics that queries are planned with.</summary>
    /// <param name="cancellation">Ends it; the store is as it was.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    void Compact(CancellationToken cancellation = default);
}
