using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Recording;

/// <summary>Judges a snapshot that is being saved, and keeps the alerts of its series.</summary>
/// <param name="detector">Who judges; made when something is judged, for a save that is not must not load the arithmetic.</param>
public sealed class SnapshotEvaluator(Lazy<IRegressionDetector> detector)
{
    /// <summary>Judges every value of a snapshot against its series.</summary>
    /// <param name="transaction">The save, after its snapshot was written.</param>
    /// <param name="snapshot">The snapshot.</param>
    /// <param name="values">Its values.</param>
    /// <returns>The findings for the worse and the improvements, and the alerts that last.</returns>
    public Evaluation Evaluate(ISaveTransaction transaction, PerfSnapshot snapshot, IReadOnlyList<MeasuredValue> values)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(values);
        PerfPolicy policy = transaction.ReadPolicy();
        IReadOnlyList<PerfAlert> lasting = transaction.ReadLastingAlerts();
        var verdicts = new List<PerfVerdict>();
        var alerts = new List<PerfAlert>();
        foreach ((PerfMetric metric, Tracking.AggregatedValue value) in values)
        {
            SeriesPoint[] history = transaction.ReadHistory(metric, policy.PointsNeeded);
            var series = new MetricSeries(metric, snapshot.Application, snapshot.Environment, snapshot.Cold, history);
            PerfVerdict verdict = detector.Value.Judge(series, new SeriesPoint(snapshot.Id, snapshot.Timestamp, value.Value, snapshot.Commit), policy);
            if (verdict.Severity != PerfSeverity.Ok || verdict.IsImprovement)
            {
                verdicts.Add(verdict);
            }

            if (!metric.IsAlerting)
            {
                continue;
            }

            List<PerfAlert> own = Of(lasting, metric);
            foreach (PerfAlert alert in AlertLedger.Apply(own, transaction, verdict, history, policy))
            {
                own.RemoveAll(known => known.Id == alert.Id);
                PerfAlert stored = transaction.WriteAlert(alert);
                if (stored is { State: AlertState.Open, Lasts: true })
                {
                    alerts.Add(stored);
                }
            }

            // Of what a person raised no tier can say whether it is gone: it is open until somebody decides.
            foreach (PerfAlert alert in own)
            {
                if (alert.State == AlertState.Open)
                {
                    alerts.Add(alert);
                }
            }
        }

        return new Evaluation(verdicts, alerts);
    }

    /// <summary>A snapshot with what judging it found.</summary>
    internal PerfSnapshot Judged(ISaveTransaction transaction, PerfSnapshot snapshot, IReadOnlyList<MeasuredValue> values)
    {
        Evaluation evaluation = Evaluate(transaction, snapshot, values);
        return snapshot with
        {
            Alerts = evaluation.Alerts,
            Improvements = [.. evaluation.Verdicts.Where(static verdict => verdict.IsImprovement)],
        };
    }

    private static List<PerfAlert> Of(IReadOnlyList<PerfAlert> lasting, PerfMetric metric)
    {
        var own = new List<PerfAlert>();
        foreach (PerfAlert alert in lasting)
        {
            if (alert.Metric == metric.Id)
            {
                own.Add(alert);
            }
        }

        return own;
    }
}
