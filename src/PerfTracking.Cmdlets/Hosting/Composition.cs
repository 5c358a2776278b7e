using PerfTracking.Analysis;
using PerfTracking.Detection;
using PerfTracking.Machine;
using PerfTracking.Recording;
using PerfTracking.Tracking;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// The one place where ports meet what stands behind them. One for the whole process, so that operations started in one
/// runspace are saved by another, and nothing is lost when the module is imported again.
/// </summary>
internal static class Composition
{
    private static readonly Lazy<IBaselineEstimator> LazyEstimator = new(static () => new BaselineEstimator());

    static Composition()
    {
        Time = TimeProvider.System;
        Measurements = new MeasurementBuffer();
        Tracker = new OperationTracker(Time, Measurements);
        Recorder = new SnapshotRecorder(Measurements, new ProcessProbe(), Time);
        Stores = new StoreSelection();
        SessionId = Guid.NewGuid();
    }

    public static TimeProvider Time { get; }

    public static MeasurementBuffer Measurements { get; }

    public static OperationTracker Tracker { get; }

    public static SnapshotRecorder Recorder { get; }

    public static StoreSelection Stores { get; }

    public static Guid SessionId { get; }

    public static IBaselineEstimator Estimator => LazyEstimator.Value;
}
