using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Storage.Tests.Evaluation;

public sealed class UnlikeSeriesTests : IDisposable
{
    private readonly EvaluatedRun _run = new();

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("app", "slow machine", false)]
    [InlineData("app", "host", true)]
    [InlineData("other app", "host", false)]
    public void Unlike_runs_are_never_held_against_each_other(string application, string environment, bool cold)
    {
        double[] fast = [.. EvaluatedRun.Level(100, 20)], slow = [.. EvaluatedRun.Level(200, 20)];
        _run.Save("VAL-002", fast);

        Assert.Empty(_run.Save("VAL-002", slow, TestStore.Context(application, environment), cold));
        Assert.Empty(_run.Save("VAL-002", fast));
        Assert.Empty(_run.Alerts);
    }

    [Fact]
    public void A_change_on_one_machine_is_found_between_the_saves_of_another()
    {
        RunContext other = TestStore.Context(environment: "slow machine");
        foreach (double value in (double[])[.. EvaluatedRun.Level(100, 20), .. EvaluatedRun.Level(120, 5)])
        {
            _run.Save("VAL-002", [value]);
            _run.Save("VAL-002", [300], other);
        }

        PerfAlert alert = Assert.Single(_run.Alerts);
        Assert.Equal(("host", false, 49, 41L), (alert.Environment, alert.Cold, alert.FirstSnapshotId, alert.ChangeSnapshotId));
    }

    [Fact]
    public void Good_snapshots_of_another_machine_resolve_nothing()
    {
        _run.Save("APP-001", [700]);

        _run.Save("APP-001", [100, 100, 100, 100], TestStore.Context(environment: "fast machine"));

        Assert.Equal((AlertState.Open, 0), (Assert.Single(_run.Alerts).State, _run.Alerts[0].GoodSnapshots));
    }

    [Fact]
    public void A_name_written_in_another_case_is_the_same_series()
    {
        _run.Save("Queue", EvaluatedRun.Level(100, 20));
        _run.Save("queue", EvaluatedRun.Level(150, 8), TestStore.Context("APP"));
        _run.Save("QUEUE", EvaluatedRun.Level(150, 2));

        Assert.Equal(("Queue", 6), (Assert.Single(_run.Alerts).Metric, _run.Alerts[0].Count));
    }

    [Fact]
    public void Secondary_metrics_raise_nothing_by_themselves()
    {
        _run.Save("CPU-001", EvaluatedRun.Level(100, 20));
        Recording.Evaluation[] saves = [.. EvaluatedRun.Level(200, 8).Select(value => _run.Save(TestStore.Values(("CPU-001", value))))];

        Assert.Equal("CPU-001", Assert.Single(saves[^1].Verdicts).Metric.Id);
        Assert.Empty(_run.Alerts);
    }

    [Fact]
    public void A_secondary_metric_that_was_given_a_target_raises_an_alert()
    {
        _run.Store.SetTarget(TestStore.Metric("CPU-001"), "", new PerfTarget(100));

        Assert.Equal([2], _run.Save("CPU-001", [100, 200]));
    }

    [Fact]
    public void Operations_that_begin_to_fail_raise_an_alert_without_a_target()
    {
        Assert.Equal([22], _run.Save("ERR-001", [.. Enumerable.Repeat(0.0, 20), 3, 3, 3]));
    }
}
