using PerfTracking.Alerts;
using PerfTracking.Analysis;
using PerfTracking.Contracts;
using PerfTracking.History;
using PerfTracking.Recording;
using PerfTracking.Stores;

namespace PerfTracking.Storage.Tests.Evaluation;

/// <summary>Saves to a real store with the real detector, a snapshot a minute.</summary>
internal sealed class EvaluatedRun : IDisposable
{
    private static readonly SnapshotEvaluator Evaluator = new(new(static () => new RegressionDetector()));

    private DateTimeOffset _now = TestStore.Noon;

    public TestStore Test { get; } = new();

    public SqliteStore Store => Test.Store;

    public PerfAlert[] Alerts => [.. Store.ReadAlerts(new AlertQuery())];

    /// <summary>A level with a little repeatable noise: less than one per cent on either side.</summary>
    public static IEnumerable<double> Level(double level, int count) => Enumerable.Range(0, count).Select(i => level * (1 + ((((i * 7) % 5) - 2) * 0.004)));

    public Recording.Evaluation Save(MeasuredValue[] values, RunContext? context = null, bool cold = false, bool commit = true)
    {
        context ??= TestStore.Context();
        _now = _now.AddMinutes(1);
        using ISaveTransaction transaction = Store.BeginSave();
        MeasuredValue[] known = [.. values.Select(value => value with { Metric = transaction.ReadCatalogue(context.Application).Resolve(new Metrics.MetricKey(value.Metric.Id, IsOperation: false)) })];
        SnapshotMark mark = TestStore.Mark(_now);
        long id = transaction.Append(context, mark, cold, known);
        var snapshot = new PerfSnapshot
        {
            Id = id,
            Identity = mark.Id,
            Timestamp = _now,
            Application = context.Application,
            Environment = context.Environment,
            Cold = cold,
            SessionId = context.SessionId,
            Commit = context.Commit,
        };
        Recording.Evaluation evaluation = Evaluator.Evaluate(transaction, snapshot, known);
        if (commit)
        {
            transaction.Commit();
        }

        return evaluation;
    }

    /// <summary>Saves one snapshot for each value of a metric.</summary>
    /// <returns>The numbers, from 1, of those that raised an alert.</returns>
    public int[] Save(string metric, IEnumerable<double> values, RunContext? context = null, bool cold = false) =>
        [.. values.Select((value, i) => (Saved: Save(TestStore.Values((metric, value)), context, cold), Number: i + 1)).Where(save => save.Saved.Alerts.Any(alert => alert.IsNew)).Select(save => save.Number)];

    public void Approve(long id, bool rebaseline) =>
        Assert.NotNull(Store.Decide(id, new AlertDecision(AlertState.Approved, "known", "me", _now, rebaseline)));

    public void Dispose() => Test.Dispose();
}
