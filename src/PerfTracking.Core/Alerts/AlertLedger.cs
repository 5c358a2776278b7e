using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Alerts;

/// <summary>
/// Decides what a verdict does to the alerts of its series: the one life cycle of saves, replay, import and evaluation. Pure.
/// </summary>
/// <remarks>
/// A finding raises one alert, is counted while it shows, and ends with <see cref="GoodSnapshotsToEnd"/> good snapshots. A change
/// of level has a place besides: what was reported once is not reported again, and a further step for the worse makes its alert grow.
/// </remarks>
public static class AlertLedger
{
    /// <summary>How many snapshots in a row without the finding end an alert.</summary>
    public const int GoodSnapshotsToEnd = 3;

    /// <summary>
    /// What changes: a lasting alert of the verdict's kind is counted and aged, a new kind of finding raises an alert, and
    /// alerts whose finding is gone come nearer to their end. A decision keeps its finding silent, unless it gets worse.
    /// </summary>
    /// <param name="lasting">The lasting alerts of the series.</param>
    /// <param name="ended">The alerts of the series that have ended; asked only where a change shows that no lasting one reports.</param>
    /// <param name="verdict">The verdict on its latest value.</param>
    /// <param name="history">The points it was held against, oldest first.</param>
    /// <param name="sameChange">How many points the place of one and the same change may move while points arrive; at least 0.</param>
    /// <param name="improvements">Whether lasting improvements are listed as well.</param>
    /// <returns>The alerts that are new or changed, as they are from now on.</returns>
    public static IReadOnlyList<PerfAlert> Apply(
        IReadOnlyList<PerfAlert> lasting, IEndedAlerts ended, PerfVerdict verdict, SeriesPoint[] history, int sameChange, bool improvements = false)
    {
        ArgumentNullException.ThrowIfNull(lasting);
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(history);
        ChangeEffect effect = verdict.Severity != PerfSeverity.Ok ? ChangeEffect.Worse
            : improvements && verdict.IsImprovement ? ChangeEffect.Better
            : ChangeEffect.None;
        if (lasting.Count == 0 && effect == ChangeEffect.None)
        {
            return [];
        }

        TierResult? deciding = effect == ChangeEffect.None ? null : verdict.DecidingTier;
        PerfAlert? reported = deciding?.PointsSinceChange is null || history.Length == 0 ? null
            : Reporting(lasting, deciding, effect, history, sameChange)
                ?? Reporting(ended.ReadEndedAlerts(verdict.Metric, history[0].Timestamp), deciding, effect, history, sameChange);
        var changed = new List<PerfAlert>(lasting.Count + 1);
        bool isReported = false;
        foreach (PerfAlert alert in lasting)
        {
            if (verdict.Tier(alert.Kind) is not { } own)
            {
                // Only the version that has the tier can say whether the finding is still there.
                continue;
            }

            if (!Shows(own, alert.Effect))
            {
                changed.Add(WithGoodSnapshot(alert, verdict));
            }
            else if (alert.Kind != deciding?.Tier || alert.Effect != effect)
            {
                changed.Add(Seen(alert, verdict));
            }
            else if (alert.State != AlertState.Open && (verdict.Severity > alert.Severity || (reported is null && Grows(alert, deciding, verdict.Metric))))
            {
                // What was accepted was less than this.
                changed.Add(alert with { Lasts = false });
                reported = reported?.Kind == ManualAlert.Kind ? reported : null;
            }
            else
            {
                isReported = true;
                changed.Add(reported is null && Grows(alert, deciding, verdict.Metric) ? Grown(alert, verdict, deciding) : Again(alert, verdict, deciding));
            }
        }

        if (deciding is not null && !isReported)
        {
            changed.Add(reported is null || (reported.State is AlertState.Approved or AlertState.Denied && verdict.Severity > reported.Severity)
                ? Raise(verdict, effect, deciding)
                : Returning(reported, verdict, deciding));
        }

        return changed;
    }

    // The verdict names the worst kind alone; a lesser one may still be there below it.
    private static bool Shows(TierResult tier, ChangeEffect effect) => tier.Counts && (effect == ChangeEffect.Better
        ? tier.Severity == PerfSeverity.Ok && tier.Effect == ChangeEffect.Better
        : tier.Severity != PerfSeverity.Ok);

    /// <summary>The latest of some alerts that reported the change which a tier sees now.</summary>
    private static PerfAlert? Reporting(IReadOnlyList<PerfAlert> alerts, TierResult tier, ChangeEffect effect, SeriesPoint[] history, int sameChange)
    {
        for (int i = alerts.Count - 1; i >= 0; i--)
        {
            PerfAlert alert = alerts[i];
            if ((alert.Kind != tier.Tier && alert.Kind != ManualAlert.Kind) || alert.Effect != effect)
            {
                continue;
            }

            if (alert.DetectedSnapshotId is { } detected && IsSame(detected))
            {
                return alert;
            }

            for (int step = alert.Steps.Count - 1; step >= 0; step--)
            {
                if (IsSame(alert.Steps[step].ChangeSnapshotId))
                {
                    return alert;
                }
            }

            // An alert of a version that kept no steps.
            if (alert.Steps.Count == 0 && alert.ChangeSnapshotId is { } change && IsSame(change))
            {
                return alert;
            }
        }

        return null;

        bool IsSame(long change) => Math.Abs(Age(change, history) - tier.PointsSinceChange!.Value) <= sameChange;
    }

    /// <summary>How many points lie on a level that begins with a snapshot, the judged one included.</summary>
    private static int Age(long change, SeriesPoint[] history)
    {
        // By the snapshot itself, for numbers only tell when a snapshot arrived.
        for (int i = history.Length - 1; i >= 0; i--)
        {
            if (history[i].SnapshotId == change)
            {
                return history.Length + 1 - i;
            }
        }

        // The judged one, or one that is further back.
        return history.Length == 0 || change > history[^1].SnapshotId ? 1 : history.Length + 1;
    }

    /// <summary>Whether the level is worse than when the alert was last seen.</summary>
    private static bool Grows(PerfAlert alert, TierResult tier, PerfMetric metric)
    {
        double sign = (metric.Direction == MetricDirection.LowerIsBetter) == (alert.Effect == ChangeEffect.Worse) ? 1 : -1;
        return tier.Level is { } level && !(sign * level <= sign * alert.Level);
    }

    private static PerfAlert WithGoodSnapshot(PerfAlert alert, PerfVerdict verdict)
    {
        int good = alert.GoodSnapshots + 1;
        bool ends = good >= GoodSnapshotsToEnd;
        return alert with
        {
            GoodSnapshots = good,
            Lasts = !ends,
            State = ends && alert.State == AlertState.Open ? AlertState.Resolved : alert.State,
            ResolvedAt = ends && alert.State == AlertState.Open ? verdict.Timestamp : alert.ResolvedAt,
        };
    }

    // What a person raised ends with a decision: no tier can say whether it is gone.
    private static PerfAlert Returning(PerfAlert reported, PerfVerdict verdict, TierResult tier) => Again(reported, verdict, tier) with
    {
        Lasts = reported.Kind != ManualAlert.Kind || reported.Lasts,
        State = reported.State == AlertState.Resolved ? AlertState.Open : reported.State,
        ResolvedAt = reported.State == AlertState.Resolved ? null : reported.ResolvedAt,
    };

    private static PerfAlert Seen(PerfAlert alert, PerfVerdict verdict) => alert with
    {
        Count = alert.Count + 1,
        GoodSnapshots = 0,
        LastSeenAt = verdict.Timestamp > alert.LastSeenAt ? verdict.Timestamp : alert.LastSeenAt,
        LastSnapshotId = verdict.SnapshotId,
        Value = verdict.Value,
    };

    private static PerfAlert Again(PerfAlert alert, PerfVerdict verdict, TierResult tier) => Seen(alert, verdict) with
    {
        Severity = alert.State is AlertState.Open or AlertState.Resolved && verdict.Severity > alert.Severity ? verdict.Severity : alert.Severity,
        Expected = verdict.Expected,
        Level = tier.Level,
        ShiftLower = tier.ShiftLower,
        ShiftUpper = tier.ShiftUpper,
        DeviationPercent = verdict.DeviationPercent,
        Message = verdict.Message,
    };

    private static PerfAlert Grown(PerfAlert alert, PerfVerdict verdict, TierResult tier) => Again(alert, verdict, tier) with
    {
        Steps = [.. alert.Steps, .. StepsOf(verdict, tier)],
        HasGrown = true,
    };

    private static PerfAlert Raise(PerfVerdict verdict, ChangeEffect effect, TierResult tier) => new()
    {
        Metric = verdict.Metric.Id,
        Name = verdict.Metric.Name,
        Unit = verdict.Metric.Unit,
        Application = verdict.Application,
        Environment = verdict.Environment,
        Cold = verdict.Cold,
        Kind = tier.Tier,
        Effect = effect,
        Severity = verdict.Severity,
        RaisedAt = verdict.Timestamp,
        LastSeenAt = verdict.Timestamp,
        Value = verdict.Value,
        Expected = verdict.Expected,
        Level = tier.Level,
        ShiftLower = tier.ShiftLower,
        ShiftUpper = tier.ShiftUpper,
        DeviationPercent = verdict.DeviationPercent,
        FirstSnapshotId = verdict.SnapshotId,
        LastSnapshotId = verdict.SnapshotId,
        ChangeSnapshotId = tier.ChangeSnapshotId,
        Steps = StepsOf(verdict, tier),
        Message = verdict.Message,
        IsNew = true,
    };

    private static PerfAlertStep[] StepsOf(PerfVerdict verdict, TierResult tier) =>
        tier is { ChangeSnapshotId: { } change, Expected: { } before, Level: { } after }
            ? [new PerfAlertStep(verdict.SnapshotId, change, verdict.Timestamp, before, after)]
            : [];
}
