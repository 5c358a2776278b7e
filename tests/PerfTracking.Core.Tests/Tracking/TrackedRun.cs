using PerfTracking.Recording;
using PerfTracking.Tests.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

/// <summary>A tracker on a clock that the test moves.</summary>
internal sealed class TrackedRun
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public TrackedRun() => Tracker = new OperationTracker(Clock, Buffer);

    public ManualClock Clock { get; } = new(Noon);

    public MeasurementBuffer Buffer { get; } = new();

    public OperationTracker Tracker { get; }

    public Guid Here { get; } = Guid.NewGuid();

    public Guid Elsewhere { get; } = Guid.NewGuid();

    public PerfOperation Start(string name, Guid? scope = null) => Tracker.Start(name, scope ?? Here).Operation;

    public PerfOperation? Stop(string name, Guid? scope = null, OperationFailure? failure = null) =>
        Tracker.Stop(name, scope ?? Here, Clock.GetTimestamp(), failure);

    public void Wait(double milliseconds) => Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>The value that a save would store of a metric, or <see langword="null"/>.</summary>
    public AggregatedValue? Saved(string metric)
    {
        var store = new MemoryStore();
        new SnapshotRecorder(Buffer, new StillProbe(), Clock).SaveTo(store);
        return store.Latest.Find(value => value.Metric.Id == metric) is { Metric: not null } found ? found.Value : null;
    }
}
