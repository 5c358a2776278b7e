using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Stores;
using PerfTracking.Tracking;

namespace PerfTracking.Storage.Tests;

/// <summary>A store in a folder of its own, and the few ways in which tests use it.</summary>
internal sealed class TestStore : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid Session = Guid.NewGuid();
    private static long _marks;

    private readonly TemporaryFolder? _folder;

    public TestStore(string? path = null, TimeSpan? lockTimeout = null, MetricCatalogue? builtIn = null)
    {
        _folder = path is null ? new TemporaryFolder() : null;
        Path = path ?? _folder!["performance.db"];
        Store = new SqliteStore(Path, lockTimeout, builtIn);
    }

    public string Path { get; }

    public SqliteStore Store { get; }

    public IReadOnlyList<PerfSnapshot> Snapshots => [.. Store.ReadSnapshots(new HistoryQuery())];

    public static RunContext Context(
        string application = "app", string environment = "host", string? commit = null, string? branch = null, IReadOnlyDictionary<string, string>? tags = null) =>
        new(application, environment, Session, commit, branch, tags ?? new Dictionary<string, string>());

    /// <summary>A mark at a time, after all marks that were made for it before.</summary>
    public static SnapshotMark Mark(DateTimeOffset time)
    {
        Span<byte> identity = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(identity, (time.ToUnixTimeMilliseconds() << 16) + 0x7000);
        BinaryPrimitives.WriteUInt64BigEndian(identity[8..], 0x8000_0000_0000_0000 + (ulong)Interlocked.Increment(ref _marks));
        return new SnapshotMark(time, new Guid(identity, bigEndian: true));
    }

    /// <summary>Values of metrics, each measured once.</summary>
    public static MeasuredValue[] Values(params (string Metric, double Value)[] values) =>
        [.. values.Select(value => new MeasuredValue(Metric(value.Metric), AggregatedValue.OfOne(value.Value)))];

    public static PerfMetric Metric(string name) => MetricCatalogue.BuiltIn.Resolve(new MetricKey(name, IsOperation: false));

    public static PerfMetric CustomMetric(string name, string unit = "ms", string? operation = null) =>
        new(name, name, name, unit, MetricDirection.LowerIsBetter, MetricAggregation.Median, MetricKind.Custom, operation);

    /// <summary>A snapshot with one value, as somebody brings it who measured elsewhere.</summary>
    public static PerfSnapshot Snapshot(SnapshotMark mark, string metric, double value, RunContext? context = null)
    {
        RunContext of = context ?? Context();
        PerfMetric known = Metric(metric);
        return new PerfSnapshot
        {
            Id = 0,
            Identity = mark.Id,
            Timestamp = mark.At,
            Application = of.Application,
            Environment = of.Environment,
            Cold = false,
            SessionId = of.SessionId,
            Tags = of.Tags,
            Measurements =
            [
                new PerfMeasurement
                {
                    SnapshotId = 0,
                    Timestamp = mark.At,
                    Application = of.Application,
                    Metric = known.Id,
                    Name = known.Name,
                    Value = value,
                    Unit = known.Unit,
                    Minimum = value,
                    Maximum = value,
                    Cold = false,
                    Environment = of.Environment,
                    SessionId = of.SessionId,
                },
            ],
        };
    }

    public long Save(MeasuredValue[] values, RunContext? context = null, DateTimeOffset? timestamp = null, bool cold = false)
    {
        using ISaveTransaction transaction = Store.BeginSave();
        long id = transaction.Append(context ?? Context(), Mark(timestamp ?? Noon), cold, values);
        transaction.Commit();
        return id;
    }

    public long Save(double startupTime, DateTimeOffset? timestamp = null) => Save(Values(("APP-001", startupTime)), timestamp: timestamp);

    /// <summary>The trouble that a save has.</summary>
    public PerfStoreException SaveFails() => Assert.Throws<PerfStoreException>(() => Save(1));

    /// <summary>What a query answers, asked past the store.</summary>
    public object? Ask(string sql)
    {
        using SqliteConnection connection = Connect();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>A connection of somebody else.</summary>
    public SqliteConnection Connect()
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public void Dispose()
    {
        Store.Dispose();
        _folder?.Dispose();
    }
}
