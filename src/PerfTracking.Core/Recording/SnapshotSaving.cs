using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Recording;

/// <summary>
/// The whole of a save, for whoever asks for one: measure, store and judge in one transaction, then the line in the log, then a
/// day that is due to be rolled up. What comes after the commit fails without harm.
/// </summary>
/// <param name="recorder">Who measures, stores and judges.</param>
/// <param name="logOf">The log beside a store.</param>
/// <param name="time">The clock.</param>
public sealed class SnapshotSaving(SnapshotRecorder recorder, Func<ILocalStore, ISnapshotLog> logOf, TimeProvider time)
{
    /// <summary>How far apart the clocks of machines that save for one environment may be without a word about it.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Saves everything measured since the last save. Where it fails, the measurements are kept for the next one.</summary>
    /// <param name="store">The store to write to.</param>
    /// <param name="context">The run context of the snapshot.</param>
    /// <param name="evaluate">Whether the snapshot is judged and alerts are raised.</param>
    /// <exception cref="PerfStoreException">The store failed; nothing was written.</exception>
    public SaveOutcome Save(ILocalStore store, RunContext context, bool evaluate = true)
    {
        ArgumentNullException.ThrowIfNull(store);
        SavedSnapshot saved = recorder.Save(store, context, evaluate);
        ISnapshotLog log = logOf(store);
        var outcome = new SaveOutcome(saved.Snapshot, LogFailure: WriteLine(log, saved.Snapshot))
        {
            LaterAt = saved.LaterAt - saved.Snapshot.Timestamp > ClockTolerance ? saved.LaterAt : null,
        };
        return saved.RollUpDue ? Maintain(store, log, outcome) : outcome;
    }

    private static Exception? WriteLine(ISnapshotLog log, PerfSnapshot snapshot)
    {
        try
        {
            log.Write(snapshot);
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return exception;
        }
    }

    // The next save tries again; this one's snapshot is stored.
    private SaveOutcome Maintain(ILocalStore store, ISnapshotLog log, SaveOutcome outcome)
    {
        DateTimeOffset now = time.GetUtcNow();
        try
        {
            outcome = outcome with { RolledUp = store.RollUp(now, maxDays: 1) };
            log.RemoveBefore(DateOnly.FromDateTime(now.UtcDateTime).AddDays(-store.Describe().RetentionDays));
            return outcome;
        }
        catch (Exception exception) when (exception is PerfStoreException or IOException or UnauthorizedAccessException)
        {
            return outcome with { MaintenanceFailure = exception };
        }
    }
}

/// <summary>What a save did.</summary>
/// <param name="Snapshot">The snapshot as it was stored, with its alerts.</param>
/// <param name="LogFailure">Why its line is not in the log, or <see langword="null"/>.</param>
/// <param name="RolledUp">What was rolled up, or <see langword="null"/> where nothing was due.</param>
/// <param name="MaintenanceFailure">Why an old day or its log is still there, or <see langword="null"/>.</param>
public sealed record SaveOutcome(PerfSnapshot Snapshot, Exception? LogFailure = null, RollUp? RolledUp = null, Exception? MaintenanceFailure = null)
{
    /// <summary>
    /// When the latest snapshot of the same application and environment was taken, if that is minutes later than this one: a clock
    /// was wrong, and whoever asks for the latest is shown that one.
    /// </summary>
    public DateTimeOffset? LaterAt { get; init; }
}
