using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Tests.Recording;

/// <summary>A store in memory, which fails where a test wants it to.</summary>
internal sealed class MemoryStore : ISnapshotSaver
{
    private readonly List<(DateTimeOffset Timestamp, bool Cold, List<MeasuredValue> Values)> _snapshots = [];

    public MetricCatalogue Catalogue { get; init; } = MetricCatalogue.BuiltIn;

    /// <summary>The step of a save that fails.</summary>
    public string? FailingStep { get; set; }

    public double? Cost { get; set; }

    public int Count => _snapshots.Count;

    public List<MeasuredValue> Latest => _snapshots[^1].Values;

    public ISaveTransaction BeginSave()
    {
        FailAt(nameof(BeginSave));
        return new Transaction(this);
    }

    private void FailAt(string step)
    {
        if (FailingStep == step)
        {
            throw new PerfStoreException(StoreFailure.Full, new StoreLocation("memory"), $"{step} failed.");
        }
    }

    private sealed class Transaction(MemoryStore store) : ISaveTransaction
    {
        private (DateTimeOffset, bool, List<MeasuredValue>)? _appended;

        public MetricCatalogue ReadCatalogue(string application) => store.Catalogue;

        public DateTimeOffset[] ReadLatestTimestamps(RunContext context, int limit) =>
            [.. store._snapshots.Select(snapshot => snapshot.Timestamp).OrderDescending().Take(limit)];

        public double? ReadPreviousCost(RunContext context, bool cold) => store.Cost;

        public long Append(RunContext context, SnapshotMark mark, bool cold, IReadOnlyList<MeasuredValue> values)
        {
            store.FailAt(nameof(Append));
            _appended = (mark.At, cold, [.. values]);
            return store.Count + 1;
        }

        public PerfPolicy ReadPolicy() => PerfPolicy.Calibrated;

        public SeriesPoint[] ReadHistory(PerfMetric metric, int limit) => [];

        public IReadOnlyList<PerfAlert> ReadLastingAlerts() => [];

        public IReadOnlyList<PerfAlert> ReadEndedAlerts(PerfMetric metric, DateTimeOffset since) => [];

        public PerfAlert WriteAlert(PerfAlert alert) => alert;

        public void Post(string receiver, string body) => throw new NotSupportedException();

        public bool IsRollUpDue(DateTimeOffset now) => false;

        public void Commit()
        {
            store.FailAt(nameof(Commit));
            store._snapshots.Add(_appended!.Value);
        }

        public void RecordCost(double costMs) => store.Cost = costMs;

        public void Dispose()
        {
        }
    }
}

/// <summary>Saves with a run context that no test looks at.</summary>
internal static class Saving
{
    public static readonly RunContext Context = new("app", "host", Guid.Empty, "abc123", "main", new Dictionary<string, string> { ["ring"] = "canary" });

    public static PerfSnapshot SaveTo(this SnapshotRecorder recorder, MemoryStore store) => recorder.Save(store, Context).Snapshot;
}
