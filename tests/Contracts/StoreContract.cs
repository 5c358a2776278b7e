using System.Buffers.Binary;
using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>One kind of store, empty when it is made.</summary>
public interface IStoreFixture : IDisposable
{
    /// <summary>A further user of the same store.</summary>
    IPerfStore Open();

    /// <summary>Puts an alert about a stored snapshot into the store, as a save of that kind of store does.</summary>
    PerfAlert Raise(PerfAlert alert);
}

/// <summary>What every store does. A kind of store passes it by deriving from each of these classes with its fixture.</summary>
public abstract class StoreContract(IStoreFixture fixture) : IDisposable
{
    protected static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Session = Guid.NewGuid();
    private static long _marks;

    private IPerfStore? _store;

    protected IStoreFixture Fixture { get; } = fixture;

    protected IPerfStore Store => _store ??= Fixture.Open();

    public void Dispose()
    {
        _store?.Dispose();
        Fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A snapshot, so many minutes after noon; of one minute, those made later come later.</summary>
    protected static PerfSnapshot Snapshot(
        double minute, (string Metric, double Value)[] values, string application = "app", string environment = "host", bool cold = false, string? commit = null, IReadOnlyDictionary<string, string>? tags = null)
    {
        DateTimeOffset time = Noon.AddMinutes(minute);
        Span<byte> identity = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(identity, (time.ToUnixTimeMilliseconds() << 16) + 0x7000);
        BinaryPrimitives.WriteUInt64BigEndian(identity[8..], 0x8000_0000_0000_0000 + (ulong)Interlocked.Increment(ref _marks));
        return new PerfSnapshot
        {
            Id = 0,
            Identity = new Guid(identity, bigEndian: true),
            Timestamp = time,
            Application = application,
            Environment = environment,
            Cold = cold,
            SessionId = Session,
            Commit = commit,
            Branch = commit is null ? null : "main",
            Tags = tags ?? new Dictionary<string, string>(),
            Measurements = [.. values.Select(value => Row(value.Metric, value.Value))],
        };

        PerfMeasurement Row(string name, double value)
        {
            PerfMetric metric = MetricCatalogue.BuiltIn.Resolve(new MetricKey(name, IsOperation: false));
            return new PerfMeasurement
            {
                SnapshotId = 0,
                Timestamp = time,
                Application = application,
                Metric = metric.Id,
                Name = metric.Name,
                Value = value,
                Unit = metric.Unit,
                Minimum = value,
                Maximum = value,
                Cold = cold,
                Environment = environment,
                SessionId = Session,
            };
        }
    }

    protected void Append(params PerfSnapshot[] snapshots) => Assert.Equal(snapshots.Length, Store.Append(snapshots));

    protected PerfSnapshot[] Snapshots(HistoryQuery? query = null) => [.. Store.ReadSnapshots(query ?? new HistoryQuery())];

    /// <summary>An alert of a series that <see cref="Append"/> made, some minutes after noon.</summary>
    protected static PerfAlert Alert(string metric, string name, string kind = ManualAlert.Kind, PerfSeverity severity = PerfSeverity.Error, int minute = 0, long snapshot = 0) => new()
    {
        Metric = metric,
        Name = name,
        Unit = "ms",
        Application = "app",
        Environment = "host",
        Kind = kind,
        Severity = severity,
        RaisedAt = Noon.AddMinutes(minute),
        LastSeenAt = Noon.AddMinutes(minute),
        FirstSnapshotId = snapshot,
        LastSnapshotId = snapshot,
        Message = "far off",
    };
}
