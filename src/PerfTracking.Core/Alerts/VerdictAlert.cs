using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>What became of a verdict's finding. Pure.</summary>
public static class VerdictAlert
{
    /// <summary>
    /// The alert that speaks of a verdict: an open one of any kind that the verdict still shows, before one that a person has
    /// decided of the verdict's own kind. A decision does not speak of what has got worse since.
    /// </summary>
    /// <param name="ofSeries">The alerts of the verdict's series, oldest first, those decided and resolved too.</param>
    /// <param name="verdict">The verdict; one on a value that was not saved is taken for the latest.</param>
    /// <returns>The alert, or <see langword="null"/> where none speaks of it.</returns>
    public static PerfAlert? Of(IReadOnlyList<PerfAlert> ofSeries, PerfVerdict verdict)
    {
        ArgumentNullException.ThrowIfNull(ofSeries);
        ArgumentNullException.ThrowIfNull(verdict);
        PerfAlert? decided = null;
        for (int i = ofSeries.Count - 1; i >= 0; i--)
        {
            PerfAlert alert = ofSeries[i];
            if (!Spans(alert, verdict) || !Shows(verdict, alert.Kind))
            {
                continue;
            }

            if (alert.State == AlertState.Open)
            {
                return alert;
            }

            if ((alert.Kind == verdict.Kind || (alert.Kind == ManualAlert.Kind && verdict.Kind == DetectionTier.ChangePoint)) && verdict.Severity <= alert.Severity)
            {
                decided ??= alert;
            }
        }

        return decided;
    }

    private static bool Spans(PerfAlert alert, PerfVerdict verdict) =>
        verdict.SnapshotId == 0 ? alert.Lasts : Began(alert) <= verdict.Timestamp && verdict.Timestamp <= alert.LastSeenAt;

    // A person raises an alert after the fact.
    private static DateTimeOffset Began(PerfAlert alert) => alert.Kind == ManualAlert.Kind ? alert.Since : alert.RaisedAt;

    private static bool Shows(PerfVerdict verdict, string kind) =>
        verdict.Tier(kind == ManualAlert.Kind ? DetectionTier.ChangePoint : kind) is { Counts: true } tier && tier.Severity != PerfSeverity.Ok;
}
