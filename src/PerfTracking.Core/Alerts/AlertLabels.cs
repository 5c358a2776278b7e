using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>What people said about alerts, as labels of a series. Pure.</summary>
public static class AlertLabels
{
    /// <summary>
    /// The marks that alerts make on a series: real where one was approved or raised by hand, a false alarm where one was denied; one for each of its steps.
    /// What nobody decided says nothing.
    /// </summary>
    /// <param name="series">The series.</param>
    /// <param name="alerts">Alerts, those of other series among them too.</param>
    public static IReadOnlyList<ReplayMark> MarksOf(MetricSeries series, IEnumerable<PerfAlert> alerts)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(alerts);
        var marks = new List<ReplayMark>();
        foreach (PerfAlert alert in alerts)
        {
            if (!IsSame(alert.Metric, series.Metric.Id) || !IsSame(alert.Application, series.Application) || !IsSame(alert.Environment, series.Environment)
                || alert.Cold != series.Cold || !IsLabel(alert))
            {
                continue;
            }

            // The snapshot may be gone, or not be among these points.
            long began = alert.ChangeSnapshotId ?? alert.FirstSnapshotId;
            Add(Array.FindIndex(series.Points, point => point.SnapshotId == began || point.Timestamp > alert.Since), alert);

            // Who decides about an alert decides about all steps that it told.
            foreach (long further in alert.Steps.Skip(1).Select(static step => step.ChangeSnapshotId))
            {
                Add(Array.FindIndex(series.Points, point => point.SnapshotId == further), alert);
            }
        }

        return marks;

        void Add(int index, PerfAlert alert)
        {
            if (index >= 0)
            {
                marks.Add(new ReplayMark(index, alert.State != AlertState.Denied));
            }
        }
    }

    private static bool IsSame(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static bool IsLabel(PerfAlert alert) => alert.State is AlertState.Approved or AlertState.Denied || alert.Kind == ManualAlert.Kind;
}
