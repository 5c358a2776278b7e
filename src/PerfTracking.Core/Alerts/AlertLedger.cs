using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>Decides what a verdict does to the alerts of its series. Pure.</summary>
public static class AlertLedger
{
    /// <summary>How many snapshots in a row without the finding end an alert.</summary>
    public const int GoodSnapshotsToEnd = 3;

    /// <summary>
    /// What changes: a lasting alert of the verdict's kind is counted and aged, a new kind of finding raises an alert, and
    /// alerts whose finding is gone come nearer to their end. A decision keeps its finding silent, unless it gets worse.
    /// </summary>
    /// <param name="lasting">The lasting alerts of the series.</param>
    /// <param name="verdict">The verdict on its latest value.</param>
    /// <returns>The alerts that are new or changed, as they are from now on.</returns>
    public static IReadOnlyList<PerfAlert> Apply(IReadOnlyList<PerfAlert> lasting, PerfRegression verdict)
    {
        ArgumentNullException.ThrowIfNull(lasting);
        ArgumentNullException.ThrowIfNull(verdict);
        if (lasting.Count == 0 && verdict.Severity == PerfSeverity.Ok)
        {
            return [];
        }

        var changed = new List<PerfAlert>(lasting.Count + 1);
        bool known = false;
        foreach (PerfAlert alert in lasting)
        {
            if (!Shows(verdict, alert.Kind))
            {
                changed.Add(Recovering(alert));
            }
            else if (alert.State != AlertState.Open && alert.Kind == verdict.Kind && verdict.Severity > alert.Severity)
            {
                // What was accepted was less than this.
                changed.Add(alert with { Lasts = false });
            }
            else
            {
                known |= alert.Kind == verdict.Kind;
                changed.Add(Again(alert, verdict));
            }
        }

        if (verdict.Severity != PerfSeverity.Ok && !known)
        {
            changed.Add(Raise(verdict));
        }

        return changed;
    }

    // The verdict names the worst kind alone; a lesser one may still be there below it.
    private static bool Shows(PerfRegression verdict, DetectionTier kind)
    {
        foreach (TierResult tier in verdict.Tiers)
        {
            if (tier.Tier == kind && tier.Counts && tier.Severity != PerfSeverity.Ok)
            {
                return true;
            }
        }

        return false;
    }

    private static PerfAlert Recovering(PerfAlert alert)
    {
        int good = alert.GoodSnapshots + 1;
        bool ends = good >= GoodSnapshotsToEnd;
        return alert with
        {
            GoodSnapshots = good,
            Lasts = !ends,
            State = ends && alert.State == AlertState.Open ? AlertState.Resolved : alert.State,
        };
    }

    private static PerfAlert Again(PerfAlert alert, PerfRegression verdict)
    {
        PerfAlert seen = alert with
        {
            Count = alert.Count + 1,
            GoodSnapshots = 0,
            LastSeenAt = verdict.Timestamp,
            LastSnapshotId = verdict.SnapshotId,
            Value = verdict.Value,
        };
        return alert.Kind != verdict.Kind ? seen : seen with
        {
            Severity = alert.State == AlertState.Open && verdict.Severity > alert.Severity ? verdict.Severity : alert.Severity,
            Expected = verdict.Expected,
            DeviationPercent = verdict.DeviationPercent,
            Message = verdict.Message,
        };
    }

    private static PerfAlert Raise(PerfRegression verdict) => new()
    {
        Metric = verdict.Metric.Id,
        Name = verdict.Metric.Name,
        Unit = verdict.Metric.Unit,
        Application = verdict.Application,
        Environment = verdict.Environment,
        Cold = verdict.Cold,
        Kind = verdict.Kind ?? DetectionTier.Threshold,
        Severity = verdict.Severity,
        RaisedAt = verdict.Timestamp,
        LastSeenAt = verdict.Timestamp,
        Value = verdict.Value,
        Expected = verdict.Expected,
        DeviationPercent = verdict.DeviationPercent,
        FirstSnapshotId = verdict.SnapshotId,
        LastSnapshotId = verdict.SnapshotId,
        ChangeSnapshotId = verdict.Kind is { } kind ? verdict.Tiers[(int)kind].ChangeSnapshotId : null,
        Message = verdict.Message,
        IsNew = true,
    };
}
