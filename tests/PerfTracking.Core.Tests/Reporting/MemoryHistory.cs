using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Tests.Reporting;

/// <summary>A history in memory that answers queries as a store does.</summary>
internal sealed class MemoryHistory : IHistoryReader, IAlertStore
{
    private readonly List<MetricSeries> _series = [];

    public List<PerfAlert> Alerts { get; } = [];

    /// <summary>The process that took a snapshot; each has one of its own unless told otherwise.</summary>
    public Func<long, Guid> SessionOf { get; set; } = static snapshot => new Guid((int)snapshot, 0, 0, new byte[8]);

    /// <summary>Snapshots before this one belong to a level that was given up.</summary>
    public long BaselineStart { get; set; }

    /// <summary>Adds points to a series; their snapshots are numbered as given.</summary>
    public MemoryHistory Add(string metric, IEnumerable<(long Snapshot, DateTimeOffset Time, double Value)> points, string application = "shop", string environment = "lab", bool cold = false)
    {
        PerfMetric known = MetricCatalogue.BuiltIn.Resolve(new MetricKey(metric, IsOperation: false));
        _series.Add(new MetricSeries(known, application, environment, cold, [.. points.Select(point => new SeriesPoint(point.Snapshot, point.Time, point.Value))]));
        return this;
    }

    public IEnumerable<MetricSeries> ReadSeries(HistoryQuery query, bool wholeHistory = false) => _series
        .Where(series => query.Application?.IsMatch(series.Application) != false
            && query.Environment?.IsMatch(series.Environment) != false
            && query.Metric?.IsMatch(series.Metric) != false
            && (query.Cold is not { } cold || cold == series.Cold))
        .Select(series => series with
        {
            Points =
            [
                .. series.Points
                    .Where(point => (wholeHistory || point.SnapshotId >= BaselineStart)
                        && !(point.Timestamp > query.UpTo?.At) && !(point.Timestamp < query.Since) && !(point.Timestamp > query.Until))
                    .TakeLast(query.Last ?? int.MaxValue),
            ],
        })
        .Where(series => series.Points.Length > 0);

    public IEnumerable<PerfAlert> ReadAlerts(AlertQuery query) => Alerts.Where(alert => query.States?.Contains(alert.State) != false && !(alert.RaisedAt < query.Since) && !(alert.RaisedAt > query.Until)
        && query.Application?.IsMatch(alert.Application) != false && (query.Metric is not { } metric || metric.IsMatch(alert.Metric) || metric.IsMatch(alert.Name)));

    public IReadOnlyList<string> ReadApplications() => throw new NotSupportedException();

    public IEnumerable<PerfSnapshot> ReadSnapshots(HistoryQuery query) => ReadSeries(query with { Metric = null }, wholeHistory: true)
        .SelectMany(series => series.Points.Select(point => new PerfSnapshot
        {
            Id = point.SnapshotId,
            Timestamp = point.Timestamp,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            SessionId = SessionOf(point.SnapshotId),
        }))
        .DistinctBy(static snapshot => snapshot.Id);

    public IEnumerable<PerfSnapshot> ReadLatestSnapshots(HistoryQuery query) => throw new NotSupportedException();

    public IEnumerable<PerfMeasurement> ReadMeasurements(HistoryQuery query) => throw new NotSupportedException();

    public IReadOnlyList<AlertOutcome> Decide(IReadOnlyCollection<SeenAlert> alerts, AlertDecision decision) => throw new NotSupportedException();

    public PerfAlert Raise(PerfAlert alert) => throw new NotSupportedException();

    public PerfAlert? Edit(long id, AlertEdit edit) => throw new NotSupportedException();
}
