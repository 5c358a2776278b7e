using PerfTracking.Alerts;
using PerfTracking.Contracts.Memory;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Tests.Reporting;

/// <summary>A store in memory (the one that keeps the contract of stores), written series by series, with numbers of the test's own for the snapshots.</summary>
internal sealed class WrittenHistory
{
    private readonly MemoryTables _tables = new();

    public WrittenHistory() => Store = new MemoryStore(_tables);

    public IPerfStore Store { get; }

    public List<PerfAlert> Alerts => _tables.Alerts;

    /// <summary>The process that took a snapshot; each has one of its own unless told otherwise.</summary>
    public Func<long, Guid> SessionOf { get; set; } = static snapshot => IdentityOf(snapshot);

    /// <summary>Adds points to a series; their snapshots are numbered as given, and one that is there holds them too.</summary>
    public WrittenHistory Add(string metric, IEnumerable<(long Snapshot, DateTimeOffset Time, double Value)> points, string application = "shop", string environment = "lab", bool cold = false)
    {
        PerfMetric known = MetricCatalogue.BuiltIn.Resolve(new MetricKey(metric, IsOperation: false));
        if (MetricCatalogue.BuiltIn.FindById(known.Id) is null)
        {
            Store.Register(known);
        }

        foreach ((long id, DateTimeOffset time, double value) in points)
        {
            var row = new PerfMeasurement
            {
                SnapshotId = id,
                Timestamp = time,
                Application = application,
                Environment = environment,
                Cold = cold,
                SessionId = SessionOf(id),
                Metric = known.Id,
                Name = known.Name,
                Unit = known.Unit,
                Value = value,
                Minimum = value,
                Maximum = value,
            };
            int there = _tables.Snapshots.FindIndex(snapshot => snapshot.Id == id);
            if (there >= 0)
            {
                _tables.Snapshots[there] = _tables.Snapshots[there] with { Measurements = [.. _tables.Snapshots[there].Measurements, row] };
                continue;
            }

            var snapshot = new PerfSnapshot
            {
                Id = id,
                Identity = IdentityOf(id),
                Timestamp = time,
                Application = application,
                Environment = environment,
                Cold = cold,
                SessionId = row.SessionId,
                Measurements = [row],
            };
            _tables.Snapshots.Insert(_tables.Snapshots.FindLastIndex(other => other.Mark < snapshot.Mark) + 1, snapshot);
        }

        return this;
    }

    /// <summary>Accepts the level of every series from a snapshot on: those before it belong to one that was given up.</summary>
    public void AcceptFrom(long snapshot)
    {
        PerfSnapshot first = _tables.Snapshots.Find(one => one.Id == snapshot)!;
        foreach (MemorySeries series in _tables.Snapshots.SelectMany(static one => one.Measurements).Select(MemorySeries.Of).Distinct())
        {
            _tables.Accepted[series] = first.Mark;
        }
    }

    /// <summary>The identity of a snapshot.</summary>
    public static Guid IdentityOf(long snapshot) => new((int)snapshot, 0, 0, new byte[8]);
}
