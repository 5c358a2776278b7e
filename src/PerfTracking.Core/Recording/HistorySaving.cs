using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>
/// Brings snapshots that were measured before, or elsewhere, into a store, and judges each as a save at its own time would have: by
/// what came before it. An alert is as old as the snapshot that raised it.
/// </summary>
/// <param name="evaluator">Who judges.</param>
public sealed class HistorySaving(SnapshotEvaluator evaluator)
{
    /// <summary>
    /// Saves those that are not there yet, oldest first, each in a transaction of its own: where it ends early, doing it again goes
    /// on. One that is older than the latest snapshot of its series is stored and not judged, for what came after it was judged
    /// without it.
    /// </summary>
    /// <param name="store">The store to write to.</param>
    /// <param name="snapshots">The snapshots, in any order, each with its <see cref="PerfSnapshot.Identity"/>; their numbers are not kept.</param>
    /// <returns>Each of them once it is stored, with its number and its alerts; nothing happens before it is asked for.</returns>
    /// <exception cref="ArgumentException">A snapshot has a defect (<see cref="PerfSnapshot.FindDefect"/>).</exception>
    /// <exception cref="PerfStoreException">The store failed; those that came out are stored.</exception>
    public IEnumerable<PerfSnapshot> Save(ILocalStore store, IEnumerable<PerfSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(snapshots);
        PerfSnapshot[] ordered = [.. snapshots.OrderBy(static snapshot => snapshot.Mark)];
        foreach (PerfSnapshot snapshot in ordered)
        {
            if (snapshot.FindDefect() is { } defect)
            {
                throw new ArgumentException(FormattableString.Invariant($"The snapshot of '{snapshot.Application}' at {snapshot.Timestamp:O} cannot be saved: {defect}."), nameof(snapshots));
            }
        }

        return ordered.Length == 0 ? [] : Saved(store, ordered);
    }

    private IEnumerable<PerfSnapshot> Saved(ILocalStore store, PerfSnapshot[] ordered)
    {
        HashSet<Guid> known =
        [
            .. store.ReadSnapshots(new HistoryQuery { Since = ordered[0].Timestamp, Until = ordered[^1].Timestamp, Metric = NameFilter.None })
                .Select(static snapshot => snapshot.Identity),
        ];
        Dictionary<(string, string, bool), SnapshotMark> latest = store.ReadGroups()
            .GroupBy(static group => KeyOf(group.Application, group.Environment, group.Cold))
            .ToDictionary(static groups => groups.Key, static groups => groups.Max(static group => group.Latest));
        foreach (PerfSnapshot snapshot in ordered.Where(snapshot => known.Add(snapshot.Identity)))
        {
            (string, string, bool) key = KeyOf(snapshot.Application, snapshot.Environment, snapshot.Cold);
            bool isLate = latest.TryGetValue(key, out SnapshotMark end) && end > snapshot.Mark;
            yield return Save(store, snapshot, !isLate);
            if (!isLate)
            {
                latest[key] = snapshot.Mark;
            }
        }
    }

    private PerfSnapshot Save(ILocalStore store, PerfSnapshot snapshot, bool evaluate)
    {
        using ISaveTransaction transaction = store.BeginSave();
        MetricCatalogue catalogue = transaction.ReadCatalogue(snapshot.Application);
        var context = new RunContext(snapshot.Application, snapshot.Environment, snapshot.SessionId, snapshot.Commit, snapshot.Branch, snapshot.Tags);
        MeasuredValue[] values = [.. snapshot.Measurements.Select(row => MeasuredValue.Of(row, catalogue))];
        long id = transaction.Append(context, snapshot.Mark, snapshot.Cold, values);
        PerfSnapshot saved = MeasuredSnapshot.Of(id, snapshot.Mark, snapshot.Cold, context, values);
        if (evaluate)
        {
            saved = evaluator.Judged(transaction, saved, values);
        }

        transaction.Commit();
        return saved;
    }

    // Names ignore case; a store of an earlier version may have two groups that differ in nothing else.
    private static (string Application, string Environment, bool Cold) KeyOf(string application, string environment, bool cold) =>
        (application.ToUpperInvariant(), environment.ToUpperInvariant(), cold);
}
