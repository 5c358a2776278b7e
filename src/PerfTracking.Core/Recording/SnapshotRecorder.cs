using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Recording;

/// <summary>
/// Saves what was measured as a snapshot. One recorder serves a process: it knows what the process had used at the
/// previous save, and what that save cost. Saves of several threads take turns.
/// </summary>
/// <param name="measurements">What was measured since the last save.</param>
/// <param name="probe">The process that is measured.</param>
/// <param name="time">The clock.</param>
/// <param name="evaluator">Who judges each snapshot, or <see langword="null"/> for nobody.</param>
/// <param name="hook">Who has something to send for each save, or <see langword="null"/> for nobody.</param>
public sealed class SnapshotRecorder(
    MeasurementBuffer measurements, IProcessProbe probe, TimeProvider time, SnapshotEvaluator? evaluator = null, ISaveHook? hook = null)
{
    private readonly object _gate = new();
    private readonly SnapshotClock _clock = new(time);
    private ProcessReading _previous;
    private double? _previousCostMs;

    /// <summary>Saves everything measured since the last save. Where it fails, the measurements are kept for the next one.</summary>
    /// <param name="writer">The store to write to.</param>
    /// <param name="context">The run context of the snapshot.</param>
    /// <param name="evaluate">Whether the snapshot is judged and alerts are raised.</param>
    /// <exception cref="PerfStoreException">The store failed; nothing was written.</exception>
    public SavedSnapshot Save(ISnapshotSaver writer, RunContext context, bool evaluate = true)
    {
        ArgumentNullException.ThrowIfNull(writer);
        lock (_gate)
        {
            long started = time.GetTimestamp();
            ProcessReading reading = probe.Read();
            PendingMeasurements pending = measurements.Take();
            try
            {
                using ISaveTransaction transaction = writer.BeginSave();
                PerfSnapshot snapshot = Append(transaction, context, pending, reading, evaluate, out DateTimeOffset? laterAt);
                hook?.Saving(snapshot, transaction);
                bool rollUpDue = transaction.IsRollUpDue(snapshot.Timestamp);
                transaction.Commit();
                Remember(transaction, reading, time.GetElapsedTime(started).TotalMilliseconds);
                return new SavedSnapshot(snapshot, rollUpDue, laterAt);
            }
            catch
            {
                measurements.Restore(pending);
                throw;
            }
        }
    }

    private PerfSnapshot Append(
        ISaveTransaction transaction, RunContext context, PendingMeasurements pending, ProcessReading reading, bool evaluate, out DateTimeOffset? laterAt)
    {
        SnapshotMark mark = _clock.Next();
        DateTimeOffset now = mark.At;
        DateTimeOffset[] latest = transaction.ReadLatestTimestamps(context, ColdStart.WarmSnapshots);
        laterAt = latest.Length > 0 && latest[0] > now ? latest[0] : null;
        bool cold = ColdStart.IsCold(latest, now);
        MetricCatalogue catalogue = transaction.ReadCatalogue(context.Application);
        double? previousCost = _previousCostMs ?? transaction.ReadPreviousCost(context, cold);
        List<MeasuredValue> values = new SnapshotValues(catalogue, pending).Complete(reading, _previous, previousCost);
        long id = transaction.Append(context, mark, cold, values);
        PerfSnapshot snapshot = MeasuredSnapshot.Of(id, mark, cold, context, values);
        return evaluate && evaluator is not null ? evaluator.Judged(transaction, snapshot, values) : snapshot;
    }

    private void Remember(ISaveTransaction transaction, ProcessReading reading, double costMs)
    {
        // A short script saves once: its successor reads from the store what that save cost.
        if (_previousCostMs is null)
        {
            transaction.RecordCost(costMs);
        }

        _previousCostMs = costMs;
        _previous = reading;
    }
}

/// <summary>A snapshot that was saved.</summary>
/// <param name="Snapshot">The snapshot as it was stored, with its alerts.</param>
/// <param name="RollUpDue">Whether old days of the store are due to be rolled up.</param>
/// <param name="LaterAt">When the latest snapshot of its application and environment was taken, if that is later than this one.</param>
public sealed record SavedSnapshot(PerfSnapshot Snapshot, bool RollUpDue, DateTimeOffset? LaterAt);
