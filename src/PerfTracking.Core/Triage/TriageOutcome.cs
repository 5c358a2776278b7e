using PerfTracking.Alerts;

namespace PerfTracking.Triage;

/// <summary>What became of decisions.</summary>
/// <param name="Alerts">One outcome for each alert, in the order in which they were given.</param>
/// <param name="LogFailure">Why their lines are not in the log, or <see langword="null"/>.</param>
public sealed record DecidingOutcome(IReadOnlyList<AlertOutcome> Alerts, Exception? LogFailure = null);

/// <summary>What became of an alert raised, or changed, by hand.</summary>
/// <param name="Alert">The alert as it is now; the one that stands in the way where <paramref name="Defect"/> says so.</param>
/// <param name="Defect">Why nothing was done, or <see langword="null"/> where it was.</param>
/// <param name="LogFailure">Why its line is not in the log, or <see langword="null"/>.</param>
public sealed record ManualOutcome(PerfAlert? Alert, TriageDefect? Defect = null, Exception? LogFailure = null);

/// <summary>Why an alert cannot be raised or moved.</summary>
public enum TriageDefect
{
    /// <summary>There is no such alert.</summary>
    AlertNotFound,

    /// <summary>There is no such snapshot.</summary>
    SnapshotNotFound,

    /// <summary>The snapshot holds no value of the metric, or is none of the alert's series.</summary>
    NotMeasured,

    /// <summary>No value came before the snapshot: nothing can have changed with it.</summary>
    NothingBefore,

    /// <summary>An alert tells of the same change already.</summary>
    AlreadyRaised,
}
