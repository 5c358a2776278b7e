using Microsoft.Extensions.Time.Testing;
using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Storage;
using PerfTracking.Tracking;

namespace PerfTracking.Pages.Tests;

/// <summary>A store that real saves filled, by a clock that was set forward between them.</summary>
internal sealed class DemoHistory : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock;
    private readonly MeasurementBuffer _buffer = new();
    private readonly SnapshotRecorder _recorder;
    private readonly Random _random = new(1);

    /// <param name="start">When its clock begins, or <see langword="null"/> for <see cref="Start"/>.</param>
    public DemoHistory(DateTimeOffset? start = null)
    {
        _clock = new FakeTimeProvider(start ?? Start);
        Path = _folder["performance.db"];
        Store = new SqliteStore(Path);
        _recorder = new SnapshotRecorder(_buffer, new StillProcess(), _clock, new SnapshotEvaluator(new(static () => new RegressionDetector())));
    }

    public string Path { get; }

    public SqliteStore Store { get; }

    public DateTimeOffset Now => _clock.GetUtcNow();

    public TimeProvider Clock => _clock;

    /// <summary>Lets time go by.</summary>
    public void Advance(TimeSpan time) => _clock.Advance(time);

    /// <summary>Saves some values, some time after the save before.</summary>
    public PerfSnapshot Save(
        (string Metric, double Value)[] values, string application = "app", string environment = "host", TimeSpan? after = null, string? commit = null, string? branch = null,
        IReadOnlyDictionary<string, string>? tags = null)
    {
        _clock.Advance(after ?? TimeSpan.FromMinutes(10));
        foreach ((string metric, double value) in values)
        {
            _buffer.Add(new MetricKey(metric, IsOperation: false), value);
        }

        return _recorder.Save(Store, new RunContext(application, environment, Guid.Empty, commit, branch, tags ?? new Dictionary<string, string>())).Snapshot;
    }

    /// <summary>Saves a start-up time so many times, with some noise.</summary>
    public void SaveMany(int count, double level, string application = "app", string environment = "host", double noise = 0.01, string? commit = null, double validation = 800)
    {
        for (int i = 0; i < count; i++)
        {
            Save([("APP-001", level * (1 + (noise * ((2 * _random.NextDouble()) - 1)))), ("VAL-001", validation + _random.Next(20))], application, environment, commit: commit, branch: "main");
        }
    }

    /// <summary>A history with an open alert: forty saves at 400 ms, then fifteen at 700, and a slower validation with them.</summary>
    public static DemoHistory WithRegression()
    {
        var history = new DemoHistory();
        history.SaveMany(40, 400, commit: "aaaaaaaaaa");
        history.SaveMany(15, 700, commit: "bbbbbbbbbb", validation: 1300);
        return history;
    }

    public PerfAlert[] OpenAlerts() => [.. Store.ReadAlerts(new Stores.AlertQuery { States = [AlertState.Open] })];

    public void Dispose()
    {
        Store.Dispose();
        _folder.Dispose();
    }

    private sealed class StillProcess : IProcessProbe
    {
        public ProcessReading Read() => new(100, 20, 50, 1, 2, 12, 90);
    }
}
