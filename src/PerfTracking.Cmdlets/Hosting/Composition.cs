using PerfTracking.Analysis;
using PerfTracking.Analysis.Benchmarks;
using PerfTracking.Analysis.Comparison;
using PerfTracking.Analysis.Replay;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Dashboards;
using PerfTracking.Detection;
using PerfTracking.Machine.Dashboards;
using PerfTracking.Pages.Rendering;
using PerfTracking.Programs;
using PerfTracking.Recording;
using PerfTracking.Reporting;
using PerfTracking.Storage;
using PerfTracking.Tracking;
using PerfTracking.Triage;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// The one place where ports meet what stands behind them. One for the whole process, so that operations started in one
/// runspace are saved by another, and nothing is lost when the module is imported again.
/// </summary>
internal static class Composition
{
    // Made when first used: starting and stopping an operation must not pay for them.
    private static readonly Lazy<IBaselineEstimator> LazyEstimator = new(static () => new BaselineEstimator());
    private static readonly Lazy<IRegressionDetector> LazyDetector = new(static () => new RegressionDetector());
    private static readonly Lazy<SnapshotSaving> LazySaving = new(static () =>
        new SnapshotSaving(new SnapshotRecorder(Measurements!, HostSystem.ProcessProbe(), Time!, new SnapshotEvaluator(LazyDetector)), LogOf, Time!));

    private static readonly Lazy<IProgramLauncher> LazyLauncher = new(static () => HostSystem.ProgramLauncher(Time!));

    private static readonly Lazy<IDashboardHost> LazyDashboards = new(static () => new DashboardHost(Path.Combine(ModuleRoot.Path, "dashboard", "PerfTracking.Dashboard.dll")));

    static Composition()
    {
        Time = TimeProvider.System;
        Measurements = new MeasurementBuffer();
        Tracker = new OperationTracker(Time, Measurements);
        Stores = new StoreSelection();
        SessionId = Guid.NewGuid();
    }

    public static TimeProvider Time { get; }

    public static MeasurementBuffer Measurements { get; }

    public static OperationTracker Tracker { get; }

    public static SnapshotSaving Saving => LazySaving.Value;

    public static HistorySaving HistorySaving => new(new SnapshotEvaluator(LazyDetector));

    public static StoreSelection Stores { get; }

    public static Guid SessionId { get; }

    public static IBaselineEstimator Estimator => LazyEstimator.Value;

    public static IRegressionDetector Detector => LazyDetector.Value;

    public static IProgramLauncher Launcher => LazyLauncher.Value;

    public static IDashboardHost Dashboards => LazyDashboards.Value;

    public static IChangePointDetector ChangePoints => new ChangePointDetector();

    public static IPolicyReplay Replay => new PolicyReplay(Detector);

    public static ISamplePrecision SamplePrecision => new SamplePrecision();

    public static ReportPages ReportPages => new(Estimator, Detector, ChangePoints);

    public static IBenchmarkComparer Comparer => new BenchmarkComparer();

    public static StatusReader Status => new(Estimator, Detector);

    public static AlertTriage Triage => new(static store => new DecisionLineLog(store.Location.Folder!), Time);

    public static ISnapshotLog LogOf(ILocalStore store) => new JsonLineLog(store.Location.Folder!);
}
