using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts.Memory;

/// <summary>What all users of one store in memory share. One of them at a time uses it.</summary>
internal sealed class MemoryTables
{
    private readonly Lock _gate = new();
    private long _version;
    private long _lastAlert;

    /// <summary>In the order of time.</summary>
    public List<PerfSnapshot> Snapshots { get; } = [];

    /// <summary>What is not built in, in the order in which it was first seen.</summary>
    public List<PerfMetric> Metrics { get; } = [];

    public Dictionary<(string Metric, string Application), PerfTarget?> Targets { get; } = [];

    public Dictionary<MemorySeries, SnapshotMark> Accepted { get; } = [];

    /// <summary>What is left of old days; a measurement of each says of which series.</summary>
    public List<(PerfMeasurement Row, DailyPoint Point)> Days { get; } = [];

    public List<PerfAlert> Alerts { get; } = [];

    public List<PerfAnnotation> Annotations { get; } = [];

    public PerfPolicy Policy { get; set; } = PerfPolicy.Calibrated;

    public int RetentionDays { get; set; } = StoreSummary.DefaultRetentionDays;

    public long LastSnapshot { get; set; }

    public long LastAnnotation { get; set; }

    public T Use<T>(Func<MemoryTables, T> use, bool isChange = false)
    {
        lock (_gate)
        {
            _version += isChange ? 1 : 0;
            return use(this);
        }
    }

    public long Version => _version;

    public MetricCatalogue Catalogue(string application)
    {
        return new MetricCatalogue([.. MetricCatalogue.BuiltIn.Metrics.Concat(Metrics).Select(WithTarget)]);

        PerfMetric WithTarget(PerfMetric metric) =>
            Targets.TryGetValue((metric.Id, application.ToUpperInvariant()), out PerfTarget? own) ? metric with { Target = own }
            : Targets.TryGetValue((metric.Id, string.Empty), out PerfTarget? general) ? metric with { Target = general }
            : metric;
    }

    public PerfAlert Add(PerfAlert alert)
    {
        PerfAlert added = Placed(alert with { Id = ++_lastAlert });
        Alerts.Add(added with { IsNew = false });
        return added;
    }

    /// <summary>An alert with when it began and between which commits.</summary>
    public PerfAlert Placed(PerfAlert alert)
    {
        long change = alert.ChangeSnapshotId ?? alert.FirstSnapshotId;
        PerfSnapshot? began = Snapshots.Find(snapshot => snapshot.Id == change);
        return began is null ? alert with { Since = alert.RaisedAt } : alert with
        {
            Since = began.Timestamp,
            CommitAfter = began.Commit,
            Branch = began.Branch,
            CommitBefore = Of(MemorySeries.Of(alert)).LastOrDefault(snapshot => snapshot.Mark < began.Mark)?.Commit,
        };
    }

    /// <summary>The snapshots that hold a value of a series, oldest first.</summary>
    public IEnumerable<PerfSnapshot> Of(MemorySeries series) => Snapshots.Where(snapshot => snapshot.Measurements.Any(row => MemorySeries.Of(row) == series));
}

/// <summary>A metric in a group, by names without case.</summary>
internal readonly record struct MemorySeries(string Application, string Environment, bool Cold, string Metric)
{
    public static MemorySeries Of(PerfMeasurement row) => new(row.Application.ToUpperInvariant(), row.Environment.ToUpperInvariant(), row.Cold, row.Metric.ToUpperInvariant());

    public static MemorySeries Of(PerfAlert alert) => new(alert.Application.ToUpperInvariant(), alert.Environment.ToUpperInvariant(), alert.Cold, alert.Metric.ToUpperInvariant());
}
