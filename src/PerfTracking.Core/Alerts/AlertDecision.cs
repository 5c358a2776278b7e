using PerfTracking.Detection;

namespace PerfTracking.Alerts;

/// <summary>What a person decided about an alert.</summary>
/// <param name="State"><see cref="AlertState.Approved"/> or <see cref="AlertState.Denied"/>.</param>
/// <param name="Notes">What they noted, or <see langword="null"/>.</param>
/// <param name="By">Who they are.</param>
/// <param name="At">When they decided.</param>
/// <param name="Rebaseline">
/// Whether the new level is the baseline: the series' history begins at the change. <see langword="false"/> takes it back where it
/// was; <see langword="null"/> leaves it as it is. A denial takes it back: what never happened begins no history.
/// </param>
public sealed record AlertDecision(AlertState State, string? Notes, string By, DateTimeOffset At, bool? Rebaseline = null)
{
    /// <summary>What becomes of this decision: the one rule of every store.</summary>
    /// <param name="current">The alert as it is.</param>
    /// <param name="seen">The alert as whoever decides saw it.</param>
    public AlertOutcomeKind OutcomeFor(PerfAlert current, SeenAlert seen)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(seen);
        bool isSeen = current.DecidedAt is null || (seen.DecidedAt == current.DecidedAt && seen.State == current.State);
        bool isSame = current.DecidedAt is not null && current.State == State && current.Rebaselined == Rebaselines(current);
        return isSame && (!isSeen || Notes is null) ? AlertOutcomeKind.Repeated
            : isSeen ? AlertOutcomeKind.Recorded
            : AlertOutcomeKind.Conflict;
    }

    /// <summary>An alert with this decision.</summary>
    /// <param name="alert">The alert as it is.</param>
    /// <param name="isToldSince">Whether another alert of its series and kind lasts, which tells the finding since.</param>
    public PerfAlert ApplyTo(PerfAlert alert, bool isToldSince = false)
    {
        ArgumentNullException.ThrowIfNull(alert);
        bool rebaselined = Rebaselines(alert);

        // What nothing but a new baseline had ended lasts again without it: nothing else would keep it silent.
        bool lasts = alert.Lasts || (Ends(alert, alert.Rebaselined) && alert.GoodSnapshots < AlertLedger.GoodSnapshotsToEnd && !isToldSince);
        return alert with { State = State, Notes = Notes, DecidedBy = By, DecidedAt = At, Rebaselined = rebaselined, Lasts = lasts && !Ends(alert, rebaselined) };
    }

    /// <summary>Whether the history of the alert's series begins at its change with this decision.</summary>
    /// <param name="alert">The alert as it is.</param>
    public bool Rebaselines(PerfAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return State == AlertState.Approved && (Rebaseline ?? alert.Rebaselined);
    }

    // A target is missed whatever the history is: that finding lasts, and its approval keeps it silent. What a person raised
    // ends with the decision, for no tier says when it does.
    private static bool Ends(PerfAlert alert, bool rebaselined) => alert.Kind == ManualAlert.Kind || (rebaselined && alert.Kind != DetectionTier.Threshold);
}
