namespace PerfTracking.Alerts;

/// <summary>What became of one decision.</summary>
/// <param name="Id">The alert's number.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Alert">The alert as it is now; <see langword="null"/> where there is none. Of a conflict it says who decided what, and when.</param>
public sealed record AlertOutcome(long Id, AlertOutcomeKind Kind, PerfAlert? Alert);

/// <summary>What becomes of a decision about an alert.</summary>
public enum AlertOutcomeKind
{
    /// <summary>It was written.</summary>
    Recorded,

    /// <summary>The same had been decided before; that decision stays, with its notes.</summary>
    Repeated,

    /// <summary>Somebody else had decided otherwise since the alert was read; that decision stays.</summary>
    Conflict,

    /// <summary>There is no such alert.</summary>
    NotFound,
}
