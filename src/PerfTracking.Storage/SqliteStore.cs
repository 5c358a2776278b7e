using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage;

/// <summary>
/// A store in one SQLite file: one class a port over the same connections. Safe for many threads, and for many processes on one
/// file.
/// </summary>
public sealed class SqliteStore : ILocalStore
{
    /// <summary>How long a lock of another process is waited for before the store counts as locked.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(10);

    private readonly SqliteConnections _connections;
    private readonly MetricCatalogue _builtIn;
    private readonly StoreVersion _version;
    private PictureMemory? _pictures;

    /// <summary>Names a store; nothing is opened or created before it is used.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="lockTimeout">How long a lock of another process is waited for, or <see langword="null"/> for the default.</param>
    /// <param name="builtIn">The metrics that are there without being registered, or <see langword="null"/> for this version's.</param>
    public SqliteStore(string path, TimeSpan? lockTimeout = null, MetricCatalogue? builtIn = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _connections = new SqliteConnections(Path.GetFullPath(path), lockTimeout ?? DefaultLockTimeout);
        _version = new StoreVersion(_connections);
        _builtIn = builtIn ?? MetricCatalogue.BuiltIn;
        Location = StoreLocation.OfFile(_connections.Path);
    }

    /// <inheritdoc/>
    public StoreLocation Location { get; }

    // The ports have no state of their own but what is remembered between them, and are made when they are used: a script that saves loads one of them.
    private SqliteHistoryReader History => new(_connections, _builtIn);

    private SqliteChartReader Charts => new(_connections, _builtIn, LazyInitializer.EnsureInitialized(ref _pictures, static () => new PictureMemory()));

    private SqliteMetricStore Metrics => new(_connections, _builtIn);

    private SqliteAlertStore Alerts => new(_connections);

    private SqliteAnnotationStore Annotations => new(_connections);

    private SqlitePolicyStore Policy => new(_connections);

    private SqliteStoreMaintenance Maintenance => new(_connections);

    /// <inheritdoc/>
    public IDisposable KeepReading() => _connections.KeepReader();

    /// <inheritdoc/>
    public ISaveTransaction BeginSave() => new SqliteSnapshotSaver(_connections, _builtIn).BeginSave();

    /// <inheritdoc/>
    public int Append(IReadOnlyCollection<PerfSnapshot> snapshots) => new SqliteHistoryReceiver(_connections, _builtIn).Append(snapshots);

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadApplications() => History.ReadApplications();

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query) => History.ReadSnapshots(query);

    /// <inheritdoc/>
    public IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query) => History.ReadLatestSnapshots(query);

    /// <inheritdoc/>
    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query) => History.ReadMeasurements(query);

    /// <inheritdoc/>
    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false) => History.ReadSeries(query, wholeHistory);

    /// <inheritdoc/>
    public IReadOnlyList<SeriesGroup> ReadGroups() => Charts.ReadGroups();

    /// <inheritdoc/>
    public IReadOnlyList<string> ReadBranches() => Charts.ReadBranches();

    /// <inheritdoc/>
    public IEnumerable<ThinnedSeries> ReadThinned(HistoryQuery query, int columns, int window) => Charts.ReadThinned(query, columns, window);

    /// <inheritdoc/>
    public IEnumerable<SampledSeries> ReadSampled(HistoryQuery query, int runs, int length) => Charts.ReadSampled(query, runs, length);

    /// <inheritdoc/>
    public IEnumerable<DailySeries> ReadDaily(HistoryQuery query) => Charts.ReadDaily(query);

    /// <inheritdoc/>
    public MetricCatalogue ReadCatalogue(string application) => Metrics.ReadCatalogue(application);

    /// <inheritdoc/>
    public bool HasTargets(string application) => Metrics.HasTargets(application);

    /// <inheritdoc/>
    public void Register(PerfMetric metric) => Metrics.Register(metric);

    /// <inheritdoc/>
    public void Unregister(PerfMetric metric) => Metrics.Unregister(metric);

    /// <inheritdoc/>
    public void SetTarget(PerfMetric metric, string application, PerfTarget? target) => Metrics.SetTarget(metric, application, target);

    /// <inheritdoc/>
    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query) => Alerts.ReadAlerts(query);

    /// <inheritdoc/>
    public IReadOnlyList<AlertOutcome> Decide(IReadOnlyCollection<SeenAlert> alerts, AlertDecision decision) => Alerts.Decide(alerts, decision);

    /// <inheritdoc/>
    public PerfAlert Raise(PerfAlert alert) => Alerts.Raise(alert);

    /// <inheritdoc/>
    public PerfAlert? Edit(long id, AlertEdit edit) => Alerts.Edit(id, edit);

    /// <inheritdoc/>
    public PerfAnnotation AddAnnotation(PerfAnnotation annotation) => Annotations.AddAnnotation(annotation);

    /// <inheritdoc/>
    public IReadOnlyList<PerfAnnotation> ReadAnnotations(AnnotationQuery query) => Annotations.ReadAnnotations(query);

    /// <inheritdoc/>
    public int RemoveAnnotations(IReadOnlyCollection<long> ids) => Annotations.RemoveAnnotations(ids);

    /// <inheritdoc/>
    public PerfPolicy ReadPolicy() => Policy.ReadPolicy();

    /// <inheritdoc/>
    public void WritePolicy(PerfPolicy policy) => Policy.WritePolicy(policy);

    /// <inheritdoc/>
    public StoreSummary Describe() => Maintenance.Describe();

    /// <inheritdoc/>
    public IReadOnlyList<string> FindDefects(CancellationToken cancellation = default) => Maintenance.FindDefects(cancellation);

    /// <inheritdoc/>
    public int RemoveSnapshots(IReadOnlyCollection<long> ids) => Maintenance.RemoveSnapshots(ids);

    /// <inheritdoc/>
    public void SetRetention(int days) => Maintenance.SetRetention(days);

    /// <inheritdoc/>
    public RollUp RollUp(DateTimeOffset now, int maxDays = int.MaxValue) => Maintenance.RollUp(now, maxDays);

    /// <inheritdoc/>
    public void Compact(CancellationToken cancellation = default) => Maintenance.Compact(cancellation);

    /// <inheritdoc/>
    public long ReadVersion() => _version.Read();

    /// <summary>Closes the connection; a later use opens it again.</summary>
    public void Dispose()
    {
        _version.Dispose();
        _connections.Dispose();
    }
}
