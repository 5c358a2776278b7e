using PerfTracking.Detection;
using PerfTracking.Recording;

namespace PerfTracking.Storage.Tests.Evaluation;

public class OrderTests
{
    private static readonly string[] Metrics = ["APP-001", "SVC-001", "VAL-002", "VAL-003", "GEN-001", "MEM-001", "ERR-001", "CPU-001", "queue", "rows"];

    [Fact]
    public void The_order_in_which_metrics_are_judged_does_not_matter()
    {
        string[] catalogue = Run(static (values, _) => values);
        string[] reversed = Run(static (values, _) => [.. values.Reverse()]);
        string[] shuffled = Run(static (values, random) =>
        {
            random.Shuffle(values);
            return values;
        });

        Assert.NotEmpty(catalogue);
        Assert.Equal(catalogue, reversed);
        Assert.Equal(catalogue, shuffled);
    }

    private static string[] Run(Func<MeasuredValue[], Random, MeasuredValue[]> order)
    {
        using var run = new EvaluatedRun();
        run.Store.WritePolicy(PerfPolicy.Tiered with { CountsChangePoint = true });
        var random = new Random(5);
        for (int i = 0; i < 35; i++)
        {
            // Each metric has its own level, and half of them have a step of their own size at their own time.
            int save = i;
            MeasuredValue[] values = TestStore.Values(
                [.. Metrics.Select((metric, m) => (metric, (100 * (m + 1)) + (((save * 7) + m) % 5) + (m % 2 == 0 && save >= 15 + m ? 60.0 * (m + 1) : 0)))]);
            run.Save(order(values, random));
        }

        return
        [
            .. run.Alerts.OrderBy(alert => alert.Metric, StringComparer.Ordinal).ThenBy(alert => alert.FirstSnapshotId).ThenBy(alert => alert.Kind)
                .Select(alert => (alert with { Id = 0 }).ToString() + $" {alert.Kind} {alert.State} {alert.Count} {alert.GoodSnapshots} {alert.FirstSnapshotId} {alert.LastSnapshotId} {alert.ChangeSnapshotId} {alert.Message}"),
        ];
    }
}
