using CsCheck;
using PerfTracking.Analysis;
using PerfTracking.Detection;
using PerfTracking.History;

namespace PerfTracking.Storage.Tests;

/// <summary>Order is by time, then identity, whenever a snapshot arrives.</summary>
public sealed class LateDataTests : IDisposable
{
    private static readonly BaselineEstimator Estimator = new();
    private static readonly RegressionDetector Detector = new();
    private static readonly SnapshotClock Clock = new(TimeProvider.System);

    private readonly TestStore _test = new();

    public void Dispose() => _test.Dispose();

    [Fact]
    public void Any_order_of_arrival_gives_the_same_baselines_and_verdicts()
    {
        // Several within one millisecond, a level that changes, two applications, and a batch size for each arrival.
        Gen.Select(Gen.Int[5, 60], Gen.Int[0, 1000], Gen.Int[1, 7]).Sample(
            (count, seed, batch) =>
            {
                PerfSnapshot[] inOrder = History(count, seed);
                PerfSnapshot[] shuffled = [.. inOrder];
                new Random(seed).Shuffle(shuffled);
                using var expected = new TestStore();
                expected.Store.Append(inOrder);
                using var actual = new TestStore();
                foreach (PerfSnapshot[] part in shuffled.Chunk(batch))
                {
                    Assert.Equal(part.Length, actual.Store.Append(part));
                }

                Assert.Equal(Answers(expected), Answers(actual));
                Assert.Equal(inOrder.Select(snapshot => snapshot.Identity), actual.Snapshots.Select(snapshot => snapshot.Identity));
                Assert.Empty(actual.Store.FindDefects());
            },
            iter: 25);
    }

    [Fact]
    public void The_same_snapshots_twice_are_there_once()
    {
        PerfSnapshot[] history = History(30, 1);

        Assert.Equal(30, _test.Store.Append(history));
        Assert.Equal(0, _test.Store.Append(history));
        Assert.Equal(1, _test.Store.Append([history[3], .. History(1, 2), history[4]]));

        Assert.Equal(31, _test.Snapshots.Count);
    }

    [Fact]
    public void What_one_store_holds_another_holds_after_receiving_it()
    {
        _test.Save(TestStore.Values(("APP-001", 1), ("queue", 2)), TestStore.Context("app", commit: "abc", branch: "main", tags: new Dictionary<string, string> { ["ring"] = "canary" }));
        _test.Save(TestStore.Values(("APP-001", 3)), TestStore.Context("other"), cold: true);
        using var other = new TestStore();
        other.Save(9, TestStore.Noon.AddDays(-1));

        other.Store.Append([.. _test.Snapshots]);

        Assert.Equal(_test.Snapshots.Select(Text), other.Snapshots.Skip(1).Select(Text));

        static string Text(PerfSnapshot s) =>
            $"{s.Identity} {s.Timestamp:O} {s.Application} {s.Environment} {s.Cold} {s.SessionId} {s.Commit} {s.Branch} {TagText.Of(s.Tags)} {string.Join(' ', s.Measurements)}";
    }

    [Fact]
    public void A_snapshot_without_an_identity_or_with_a_value_that_is_no_number_is_refused_with_all_that_came_with_it()
    {
        PerfSnapshot good = History(1, 1)[0];

        Assert.Throws<ArgumentException>(() => _test.Store.Append([good, good with { Identity = Guid.Empty }]));
        Assert.Throws<ArgumentException>(() => _test.Store.Append([good, good with { Measurements = [good.Measurements[0] with { Value = double.NaN }] }]));

        Assert.Empty(_test.Snapshots);
    }

    [Fact]
    public void A_save_after_the_clock_stepped_back_is_judged_by_what_was_before_it_and_is_not_the_latest()
    {
        for (int i = 0; i < 30; i++)
        {
            _test.Save(i < 20 ? 100 : 200, TestStore.Noon.AddMinutes(i));
        }

        DateTimeOffset back = TestStore.Noon.AddMinutes(9.5);
        using (ISaveTransaction transaction = _test.Store.BeginSave())
        {
            transaction.ReadCatalogue("app");
            transaction.Append(TestStore.Context(), TestStore.Mark(back), cold: false, TestStore.Values(("APP-001", 150)));
            SeriesPoint[] history = transaction.ReadHistory(TestStore.Metric("APP-001"), 120);
            Assert.Equal((10, 100.0), (history.Length, history[^1].Value));
            transaction.Commit();
        }

        SeriesPoint[] points = Assert.Single(_test.Store.ReadSeries(new HistoryQuery())).Points;
        Assert.Equal((31, 200, 150), (points.Length, points[^1].Value, points[10].Value));
        Assert.Equal(30, _test.Store.ReadSnapshots(new HistoryQuery { Last = 1 }).Single().Id);
        Assert.Equal(200.0, _test.Ask("SELECT startup_time_ms FROM performance_baselines ORDER BY timestamp DESC LIMIT 1"));

        // The next save of this process remembers nothing wrong.
        using ISaveTransaction next = _test.Store.BeginSave();
        Assert.Equal(TestStore.Noon.AddMinutes(29), next.ReadLatestTimestamps(TestStore.Context(), 3)[0]);
        next.ReadCatalogue("app");
        next.Append(TestStore.Context(), TestStore.Mark(TestStore.Noon.AddMinutes(40)), cold: false, TestStore.Values(("APP-001", 150)));
        Assert.Equal(points, next.ReadHistory(TestStore.Metric("APP-001"), 120));
    }

    [Fact]
    public void Snapshots_that_arrive_before_an_accepted_level_do_not_belong_to_it()
    {
        for (int i = 0; i < 10; i++)
        {
            _test.Save(i < 5 ? 100 : 200, TestStore.Noon.AddMinutes(i));
        }

        _test.Ask("UPDATE performance_series SET (baseline_at, baseline_identity) = (SELECT timestamp, identity FROM performance_snapshots WHERE snapshot_id = 6)");
        _test.Store.Append([.. History(20, 3).Select(snapshot => snapshot with { Application = "app" })]);

        Assert.Equal([200.0, 200, 200, 200, 200], _test.Store.ReadSeries(new HistoryQuery { Cold = false, Metric = (id, _) => id == "APP-001", Application = name => name == "app" })
            .Single(series => series.Environment == "host").Points.Select(point => point.Value));
    }

    private static PerfSnapshot[] History(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i =>
            {
                SnapshotMark mark = Clock.Next(TestStore.Noon.AddDays(-1).AddMilliseconds(i / 3 * 1000));
                PerfMeasurement Row(string metric, double value) => new()
                {
                    SnapshotId = 0,
                    Timestamp = mark.At,
                    Application = "app",
                    Metric = metric,
                    Name = metric,
                    Value = value,
                    Unit = "ms",
                    Minimum = value,
                    Maximum = value,
                    Cold = false,
                    Environment = "host",
                    SessionId = Guid.Empty,
                };
                return new PerfSnapshot
                {
                    Id = 0,
                    Identity = mark.Id,
                    Timestamp = mark.At,
                    Application = i % 4 == 3 ? "app2" : "app1",
                    Environment = "host",
                    Cold = false,
                    SessionId = Guid.Empty,
                    Commit = $"c{i}",
                    Measurements = i % 5 == 0
                        ? [Row("VAL-002", 100 + random.Next(9))]
                        : [Row("APP-001", 400 + random.Next(40)), Row("VAL-002", (i > count / 2 ? 150 : 100) + random.Next(9)), Row("queue", random.Next(5))],
                };
            }),
        ];
    }

    // Numbers are of arrival and may differ; everything else may not.
    private static List<string> Answers(TestStore store)
    {
        var answers = new List<string>();
        foreach (MetricSeries series in store.Store.ReadSeries(new HistoryQuery { Last = 121 }).OrderBy(series => series.Application, StringComparer.Ordinal).ThenBy(series => series.Metric.Id, StringComparer.Ordinal))
        {
            answers.Add($"{series.Metric} {string.Join(' ', series.Points.Select(point => $"{point.Timestamp:O} {point.Value} {point.Commit}"))}");
            answers.Add(Estimator.Estimate(series, 20)!.ToString());
            foreach (PerfPolicy policy in PerfPolicy.Presets)
            {
                SeriesPoint[] points = Array.ConvertAll(series.Points, static point => point with { SnapshotId = 0 });
                PerfRegression verdict = Detector.Judge(series with { Points = points[..^1] }, points[^1], policy);
                answers.Add($"{verdict.Severity} {verdict.Kind} {verdict.Direction} {verdict.Expected} {verdict.Message} {string.Join(' ', verdict.Tiers)}");
            }
        }

        return answers;
    }
}
