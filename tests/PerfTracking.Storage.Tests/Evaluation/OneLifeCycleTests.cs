using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Analysis.Replay;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Evaluation;

/// <summary>What a save tells is what replay tells, and what the published figures count.</summary>
public sealed class OneLifeCycleTests : IDisposable
{
    private const int Groups = 10;
    private const int PerGroup = 20;
    private const int Points = 170;

    private readonly EvaluatedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Two_hundred_series_raise_the_same_alarms_at_the_same_points_by_saves_and_by_replay()
    {
        // Every fourth series has a target, which it misses now and then.
        _run.Save([.. Enumerable.Range(0, PerGroup).SelectMany(metric => TestStore.Values(($"series_{metric:00}", 100)))], TestStore.Context(application: "other"));
        foreach (PerfMetric metric in _run.Store.ReadCatalogue("other").Metrics.Where(metric => metric.Id.StartsWith("series_", StringComparison.Ordinal)).Where((_, i) => i % 4 == 0))
        {
            _run.Store.SetTarget(metric, "", new PerfTarget(105));
        }

        var saved = new List<(string Application, string Metric, int Point)>();
        for (int group = 0; group < Groups; group++)
        {
            RunContext context = TestStore.Context(application: $"app-{group}");
            double[][] series = [.. Enumerable.Range(0, PerGroup).Select(metric => Series((group * PerGroup) + metric))];
            for (int point = 0; point < Points; point++)
            {
                saved.AddRange(_run.Save([.. series.SelectMany((values, metric) => TestStore.Values(($"series_{metric:00}", values[point])))], context).Alerts
                    .Where(alert => alert.IsNew || alert.HasGrown).Select(alert => (context.Application, alert.Metric, point)));
            }
        }

        var replay = new PolicyReplay(new RegressionDetector());
        var replayed = _run.Store.ReadSeries(new HistoryQuery { Application = NameFilter.Matching(["app-*"]) }, wholeHistory: true)
            .SelectMany(series => replay.Run(series, PerfPolicy.Calibrated, []).Findings
                .Where(finding => finding.Effect == ChangeEffect.Worse).Select(finding => (series.Application, Metric: series.Metric.Id, Point: finding.RaisedIndex)))
            .ToList();

        Assert.InRange(saved.Count, 100, 800);
        Assert.Equal(replayed.Order(), saved.Order());
        Assert.Contains(_run.Alerts, alert => alert.Steps.Count > 1);
        Assert.Contains(_run.Alerts, alert => alert.Kind == DetectionTier.Threshold);
        Assert.Contains(_run.Alerts, alert => alert.State == AlertState.Resolved);
    }

    [Fact]
    public void An_alert_by_hand_is_among_the_open_ones_of_a_save_that_holds_its_metric_until_somebody_decides()
    {
        _run.Save("VAL-002", EvaluatedRun.Level(100, 20));
        PerfAlert raised = _run.Store.Raise(ManualAlert.Of(Assert.Single(_run.Store.ReadSeries(new HistoryQuery())), 11, PerfSeverity.Warning, "look", "me", TestStore.Noon)!);

        Assert.Equal([raised.Id], Saved("VAL-002"));
        Assert.Empty(Saved("VAL-001"));
        _run.Approve(raised.Id, rebaseline: false);
        Assert.Empty(Saved("VAL-002"));

        IEnumerable<long> Saved(string metric) => _run.Save(TestStore.Values((metric, 100))).Alerts.Select(static alert => alert.Id);
    }

    /// <summary>A level with noise that now and then remembers, and up to four steps in either direction.</summary>
    private static double[] Series(int seed)
    {
        var random = new Random(seed);
        double memory = seed % 3 == 0 ? 0.6 : 0, spread = 0.5 + (4 * random.NextDouble()), level = 100, state = 0;
        int next = seed % 5 == 0 ? Points : random.Next(20, 70);
        var values = new double[Points];
        for (int i = 0; i < Points; i++)
        {
            if (i == next)
            {
                level += (random.Next(3) == 0 ? -1 : 1) * spread * (2 + (6 * random.NextDouble()));
                next = i + random.Next(6, 50);
            }

            // The sum of twelve is near enough to a normal deviate.
            double deviate = Enumerable.Range(0, 12).Sum(_ => random.NextDouble()) - 6;
            state = (memory * state) + (Math.Sqrt(1 - (memory * memory)) * deviate);
            values[i] = Math.Max(1, level + (spread * state));
        }

        return values;
    }
}
