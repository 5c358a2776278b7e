using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Statistics;

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
    /// <param name="policy">The policy it was judged by: how far the place of one and the same change may move, and what a level is.</param>
    /// <param name="improvements">Whether lasting improvements are listed as well.</param>
    /// <returns>The alerts that are new or changed, as they are from now on.</returns>
    public static IReadOnlyList<PerfAlert> Apply(
        IReadOnlyList<PerfAlert> lasting, IEndedAlerts ended, PerfVerdict verdict, SeriesPoint[] history, PerfPolicy policy, bool improvements = false)
    {
        ArgumentNullException.ThrowIfNull(lasting);
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(verdict);
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(policy);
        ChangeEffect effect = verdict.Severity != PerfSeverity.Ok ? ChangeEffect.Worse
            : improvements && verdict.IsImprovement ? ChangeEffect.Better
            : ChangeEffect.None;
        if (lasting.Count == 0 && effect == ChangeEffect.None)
        {
            return [];
        }

        Finding[] findings = FindingsOf(verdict, effect);
        var changed = new List<PerfAlert>(lasting.Count + findings.Length);
        foreach (Finding finding in findings)
        {
            finding.Reported = finding.Tier.PointsSinceChange is null || history.Length == 0 ? null
                : Reporting(lasting, finding, history, policy)
                    ?? Reporting(ended.ReadEndedAlerts(verdict.Metric, history[0].Timestamp), finding, history, policy);
        }

        foreach (PerfAlert alert in lasting)
        {
            if (verdict.Tier(alert.Kind) is not { } own)
            {
                // Only the version that has the tier can say whether the finding is still there.
                continue;
            }

            if (!Shows(own, alert.Effect))
            {
                changed.Add(IsBack(alert, verdict, history, policy) ? WithGoodSnapshot(alert, verdict) : Seen(alert, verdict));
            }
            else if (Array.Find(findings, finding => finding.Tier.Tier == alert.Kind && finding.Effect == alert.Effect) is not { } finding)
            {
                changed.Add(Seen(alert, verdict));
            }
            else if (alert.State != AlertState.Open && (finding.Verdict.Severity > alert.Severity || (finding.Reported is null && Grows(alert, finding.Tier, verdict.Metric))))
            {
                // What was accepted was less than this.
                changed.Add(alert with { Lasts = false });
                finding.Reported = finding.Reported?.Kind == ManualAlert.Kind ? finding.Reported : null;
            }
            else
            {
                finding.IsCounted = true;
                bool grows = finding.Reported is null ? Grows(alert, finding.Tier, verdict.Metric)
                    : finding.Verdict.Severity > alert.Severity && IsBeyond(alert, finding, history, policy);
                changed.Add(grows ? Grown(alert, finding) : Again(alert, finding));
            }
        }

        foreach (Finding finding in findings)
        {
            if (!finding.IsCounted)
            {
                changed.Add(finding.Reported is not { } reported || (reported.State is AlertState.Approved or AlertState.Denied && finding.Verdict.Severity > reported.Severity)
                    ? Raise(finding)
                    : Returning(reported, finding));
            }
        }

        return changed;
    }

    /// <summary>
    /// What a verdict may raise: the finding that decides it, and beside it a change of level that lasts. A metric that misses its
    /// target would otherwise hide every later change.
    /// </summary>
    private static Finding[] FindingsOf(PerfVerdict verdict, ChangeEffect effect)
    {
        if (effect == ChangeEffect.None || verdict.DecidingTier is not { } deciding)
        {
            return [];
        }

        var decided = new Finding(verdict, deciding, effect);
        return effect == ChangeEffect.Worse && deciding.Tier != DetectionTier.ChangePoint && verdict.Tier(DetectionTier.ChangePoint) is { ShiftLower: not null } change && Shows(change, effect)
            ? [decided, new Finding(Of(verdict, change), change, effect)]
            : [decided];
    }

    private static PerfVerdict Of(PerfVerdict verdict, TierResult tier) => verdict with
    {
        Severity = tier.Severity,
        Kind = tier.Tier,
        Expected = tier.Expected,
        DeviationPercent = tier.DeviationPercent,
    };

    // The verdict names the worst kind alone; a lesser one may still be there below it.
    private static bool Shows(TierResult tier, ChangeEffect effect) => tier.Counts && (effect == ChangeEffect.Better
        ? tier.Severity == PerfSeverity.Ok && tier.Effect == ChangeEffect.Better
        : tier.Severity != PerfSeverity.Ok);

    /// <summary>The latest of some alerts that reported the change which a tier sees now.</summary>
    private static PerfAlert? Reporting(IReadOnlyList<PerfAlert> alerts, Finding finding, SeriesPoint[] history, PerfPolicy policy)
    {
        for (int i = alerts.Count - 1; i >= 0; i--)
        {
            PerfAlert alert = alerts[i];

            // What became the baseline is where the history begins: no change in it can be that one.
            if ((alert.Kind != finding.Tier.Tier && alert.Kind != ManualAlert.Kind) || alert.Effect != finding.Effect || alert.Rebaselined)
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

        bool IsSame(long change) => Age(change, finding.Verdict.SnapshotId, history) is { } age && Math.Abs(age - finding.Tier.PointsSinceChange!.Value) <= policy.SameChangePoints;
    }

    /// <summary>
    /// How many points lie on a level that begins with a snapshot, the judged one included; <see langword="null"/> where it began
    /// before the history.
    /// </summary>
    private static int? Age(long change, long judged, SeriesPoint[] history)
    {
        // By the snapshot itself, for numbers only tell when a snapshot arrived.
        for (int i = history.Length - 1; i >= 0; i--)
        {
            if (history[i].SnapshotId == change)
            {
                return history.Length + 1 - i;
            }
        }

        return change == judged ? 1 : null;
    }

    /// <summary>
    /// Whether the level is worse than what the alert has told, or than it was when the alert was last seen: a further step shows in
    /// the level before it is told, and a series that came back in part can get worse again.
    /// </summary>
    private static bool Grows(PerfAlert alert, TierResult tier, PerfMetric metric)
    {
        double sign = SignOf(alert, metric);
        return tier.Level is { } level && !(sign * level <= sign * alert.Level && (alert.Steps is not [.., var told] || sign * level <= sign * told.After));
    }

    /// <summary>
    /// Whether a change near the place of the last step is another one: it goes beyond the level that step led to, and the points
    /// between the two lie on that level, a whole level of them. The change moved, where they lie on the level before.
    /// </summary>
    private static bool IsBeyond(PerfAlert alert, Finding finding, SeriesPoint[] history, PerfPolicy policy)
    {
        double sign = SignOf(alert, finding.Verdict.Metric);
        if (alert.Steps is not [.., var told] || !(sign * finding.Tier.Level > sign * told.After) || Age(told.ChangeSnapshotId, finding.Verdict.SnapshotId, history) is not { } age)
        {
            return false;
        }

        int count = age - finding.Tier.PointsSinceChange!.Value;
        if (count < policy.MinimumLastingPoints)
        {
            return false;
        }

        // Not the level that the tier expected: it is known from many points, most of them before the last step.
        double[] between = [.. history.AsSpan(history.Length + 1 - age, count).ToArray().Select(static point => point.Value)];
        return sign * Quantiles.MedianOf(between) > sign * ((told.Before / 2) + (told.After / 2));
    }

    /// <summary>
    /// Whether a series is back where its level changed, or the level before is forgotten. A tier that sees no change may be at a loss
    /// between two: the first points of a further step blur the one that was told, and what got worse is not good.
    /// </summary>
    private static bool IsBack(PerfAlert alert, PerfVerdict verdict, SeriesPoint[] history, PerfPolicy policy)
    {
        if (alert.Kind != DetectionTier.ChangePoint || alert is not { Expected: { } before, Level: { } after, Steps: [.., var told] }
            || Age(alert.DetectedSnapshotId ?? told.ChangeSnapshotId, verdict.SnapshotId, history) is not { } age || history.Length + 1 - age < policy.MinimumHistory)
        {
            return true;
        }

        double sign = SignOf(alert, verdict.Metric);
        return !(sign * verdict.Value > sign * ((before / 2) + (after / 2)));
    }

    private static int SignOf(PerfAlert alert, PerfMetric metric) =>
        (metric.Direction == MetricDirection.LowerIsBetter) == (alert.Effect == ChangeEffect.Worse) ? 1 : -1;

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
    private static PerfAlert Returning(PerfAlert reported, Finding finding) => Again(reported, finding) with
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

    private static PerfAlert Again(PerfAlert alert, Finding finding) => Seen(alert, finding.Verdict) with
    {
        Severity = alert.State is AlertState.Open or AlertState.Resolved && finding.Verdict.Severity > alert.Severity ? finding.Verdict.Severity : alert.Severity,
        Expected = finding.Verdict.Expected,
        Level = finding.Tier.Level,
        ShiftLower = finding.Tier.ShiftLower,
        ShiftUpper = finding.Tier.ShiftUpper,
        DeviationPercent = finding.Verdict.DeviationPercent,
        Message = finding.Verdict.Message,
    };

    private static PerfAlert Grown(PerfAlert alert, Finding finding) => Again(alert, finding) with
    {
        Steps = [.. alert.Steps, .. StepsOf(finding)],
        HasGrown = true,
    };

    private static PerfAlert Raise(Finding finding) => new()
    {
        Metric = finding.Verdict.Metric.Id,
        Name = finding.Verdict.Metric.Name,
        Unit = finding.Verdict.Metric.Unit,
        Application = finding.Verdict.Application,
        Environment = finding.Verdict.Environment,
        Cold = finding.Verdict.Cold,
        Kind = finding.Tier.Tier,
        Effect = finding.Effect,
        Severity = finding.Verdict.Severity,
        RaisedAt = finding.Verdict.Timestamp,
        LastSeenAt = finding.Verdict.Timestamp,
        Value = finding.Verdict.Value,
        Expected = finding.Verdict.Expected,
        Level = finding.Tier.Level,
        ShiftLower = finding.Tier.ShiftLower,
        ShiftUpper = finding.Tier.ShiftUpper,
        DeviationPercent = finding.Verdict.DeviationPercent,
        FirstSnapshotId = finding.Verdict.SnapshotId,
        LastSnapshotId = finding.Verdict.SnapshotId,
        ChangeSnapshotId = finding.Tier.ChangeSnapshotId,
        Steps = StepsOf(finding),
        Message = finding.Verdict.Message,
        IsNew = true,
    };

    private static PerfAlertStep[] StepsOf(Finding finding) =>
        finding.Tier is { ChangeSnapshotId: { } change, Expected: { } before, Level: { } after }
            ? [new PerfAlertStep(finding.Verdict.SnapshotId, change, finding.Verdict.Timestamp, before, after)]
            : [];

    /// <summary>What one tier found, on its way to the alert that counts it.</summary>
    private sealed class Finding(PerfVerdict verdict, TierResult tier, ChangeEffect effect)
    {
        /// <summary>The verdict, as if it came from this tier alone.</summary>
        public PerfVerdict Verdict { get; } = verdict;

        /// <summary>What the tier says.</summary>
        public TierResult Tier { get; } = tier;

        /// <summary>For the worse or for the better.</summary>
        public ChangeEffect Effect { get; } = effect;

        /// <summary>The alert that reported the same change before.</summary>
        public PerfAlert? Reported { get; set; }

        /// <summary>Whether a lasting alert counts it.</summary>
        public bool IsCounted { get; set; }
    }
}
