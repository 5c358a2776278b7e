using CsCheck;
using PerfTracking.Analysis;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Contracts;

/// <summary>What <see cref="IHistoryReceiver"/> does: order is by time, then identity, whenever a snapshot arrives.</summary>
public abstract class ReceivingContract(Func<IStoreFixture> make) : StoreContract(make())
{
    private static readonly BaselineEstimator Estimator = new();
    private static readonly RegressionDetector Detector = new();

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
                using IStoreFixture one = make(), other = make();
                using IPerfStore expected = one.Open(), actual = other.Open();
                expected.Append(inOrder);
                foreach (PerfSnapshot[] part in shuffled.Chunk(batch))
                {
                    Assert.Equal(part.Length, actual.Append(part));
                }

                Assert.Equal(Answers(expected), Answers(actual));
                Assert.Equal(inOrder.Select(snapshot => snapshot.Identity), actual.ReadSnapshots(new HistoryQuery()).Select(snapshot => snapshot.Identity));
                Assert.Empty(actual.FindDefects());
            },
            iter: 25);
    }

    [Fact]
    public void The_same_snapshots_twice_are_there_once()
    {
        PerfSnapshot[] history = History(30, 1);

        Assert.Equal(30, Store.Append(history));
        Assert.Equal(0, Store.Append(history));
        Assert.Equal(1, Store.Append([history[3], .. History(1, 2), history[4]]));
        Assert.Equal(0, Store.Append([]));

        Assert.Equal(31, Snapshots().Length);
    }

    [Fact]
    public void Names_ignore_case_and_keep_the_spelling_that_came_first()
    {
        Append(Snapshot(0, [("APP-001", 1), ("Queue", 2)], "Shop", "Lab"));
        Append(Snapshot(1, [("app-001", 3), ("queue", 4)], "shop", "LAB"), Snapshot(2, [("APP-001", 5)], "SHOP", "lab"));

        Assert.Equal([("APP-001", "Shop", "Lab", 3), ("Queue", "Shop", "Lab", 2)], Store.ReadSeries(new HistoryQuery()).Select(static series => (series.Metric.Id, series.Application, series.Environment, series.Points.Length)));
        Assert.Equal([("Shop", "Lab")], Store.ReadGroups().Select(static group => (group.Application, group.Environment)));
        Assert.Equal(3, Snapshots(new HistoryQuery { Application = NameFilter.Exactly("sHOP"), Environment = NameFilter.Exactly("lAB") }).Length);
    }

    [Fact]
    public void What_one_store_holds_another_holds_after_receiving_it()
    {
        Append(
            Snapshot(0, [("APP-001", 1), ("queue", 2)], commit: "abc", tags: new Dictionary<string, string> { ["ring"] = "canary" }),
            Snapshot(1, [("APP-001", 3)], "other", cold: true));
        using IStoreFixture fixture = make();
        using IPerfStore other = fixture.Open();
        other.Append([Snapshot(-60, [("APP-001", 9)])]);

        other.Append(Snapshots());

        Assert.Equal(Snapshots().Select(Text), other.ReadSnapshots(new HistoryQuery()).Skip(1).Select(Text));

        static string Text(PerfSnapshot s) =>
            $"{s.Identity} {s.Timestamp:O} {s.Application} {s.Environment} {s.Cold} {s.SessionId} {s.Commit} {s.Branch} {TagText.Of(s.Tags)} {string.Join(' ', s.Measurements)}";
    }

    [Fact]
    public void A_snapshot_without_an_identity_or_with_a_value_that_is_no_number_is_refused_with_all_that_came_with_it()
    {
        PerfSnapshot good = History(1, 1)[0];

        Assert.Throws<ArgumentException>(() => Store.Append([good, good with { Identity = Guid.Empty }]));
        Assert.Throws<ArgumentException>(() => Store.Append([good, good with { Measurements = [good.Measurements[0] with { Value = double.NaN }] }]));

        Assert.Empty(Snapshots());
    }

    [Fact]
    public void Users_that_bring_the_same_history_at_once_bring_it_once()
    {
        PerfSnapshot[] history = History(60, 5);
        int[] added = new int[4];
        Parallel.For(0, added.Length, user =>
        {
            using IPerfStore own = Fixture.Open();
            added[user] = history.Chunk(10).Sum(part => own.Append(part));
        });

        Assert.Equal(60, added.Sum());
        Assert.Equal(history.Select(snapshot => snapshot.Identity), Snapshots().Select(snapshot => snapshot.Identity));
    }

    private static PerfSnapshot[] History(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(i => Snapshot(
                i / 3 * 0.5,
                i % 5 == 0
                    ? [("VAL-002", 100 + random.Next(9))]
                    : [("APP-001", 400 + random.Next(40)), ("VAL-002", (i > count / 2 ? 150 : 100) + random.Next(9)), ("queue", random.Next(5))],
                i % 4 == 3 ? "app2" : "app1",
                commit: $"c{i}")),
        ];
    }

    // Numbers are of arrival and may differ; everything else may not.
    private static List<string> Answers(IPerfStore store)
    {
        var answers = new List<string>();
        foreach (MetricSeries series in store.ReadSeries(new HistoryQuery { Last = 121 }).OrderBy(series => series.Application, StringComparer.Ordinal).ThenBy(series => series.Metric.Id, StringComparer.Ordinal))
        {
            answers.Add($"{series.Metric} {string.Join(' ', series.Points.Select(point => $"{point.Timestamp:O} {point.Value} {point.Commit}"))}");
            answers.Add(Estimator.Estimate(series, 20)!.ToString());
            foreach (PerfPolicy policy in PerfPolicy.Presets)
            {
                SeriesPoint[] points = Array.ConvertAll(series.Points, static point => point with { SnapshotId = 0 });
                PerfVerdict verdict = Detector.Judge(series with { Points = points[..^1] }, points[^1], policy);
                answers.Add($"{verdict.Severity} {verdict.Kind} {verdict.Effect} {verdict.Expected} {verdict.Message} {string.Join(' ', verdict.Tiers)}");
            }
        }

        return answers;
    }
}
