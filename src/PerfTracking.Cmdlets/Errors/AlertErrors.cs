using System.Globalization;
using System.Management.Automation;
using PerfTracking.Alerts;
using PerfTracking.Triage;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about what people do to alerts.</summary>
internal static class AlertErrors
{
    /// <summary>No alert has the number.</summary>
    public static ErrorRecord NotFound(long id, string location) => CmdletError.Of(
        "AlertNotFound", $"There is no alert {id} in '{location}'.", ErrorCategory.ObjectNotFound, id);

    /// <summary>Somebody else has decided otherwise.</summary>
    public static ErrorRecord AlreadyDecided(PerfAlert alert) => CmdletError.Of(
        "AlertAlreadyDecided",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Alert {alert.Id} was {(alert.State == AlertState.Denied ? "denied" : alert.Rebaselined ? "approved with a new baseline" : "approved")} by {alert.DecidedBy} at {alert.DecidedAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. To decide otherwise, look at it again: Get-PerfAlert {alert.Id} and pipe it."),
        ErrorCategory.ResourceExists,
        alert);

    /// <summary>Nothing says what to change.</summary>
    public static ErrorRecord NothingToChange() => CmdletError.Of(
        "NothingToChange", "Nothing says what to change: give -ChangeSnapshot, -Notes or -Severity.", ErrorCategory.InvalidArgument, null);

    /// <summary>An alert cannot be raised or moved.</summary>
    /// <param name="defect">Why.</param>
    /// <param name="snapshot">The snapshot that was asked for.</param>
    /// <param name="metric">The metric.</param>
    /// <param name="alert">The alert that is meant, or that stands in the way.</param>
    /// <param name="location">The store.</param>
    public static ErrorRecord Of(TriageDefect defect, long snapshot, string metric, PerfAlert? alert, string location) => defect switch
    {
        TriageDefect.AlertNotFound => NotFound(alert?.Id ?? 0, location),
        TriageDefect.SnapshotNotFound => HistoryErrors.SnapshotNotFound(snapshot, location),
        TriageDefect.NothingBefore => CmdletError.Of(
            "NothingBefore", $"Nothing was measured of '{metric}' before snapshot {snapshot}: nothing can have changed with it.", ErrorCategory.InvalidArgument, snapshot),
        TriageDefect.AlreadyRaised => CmdletError.Of(
            "AlertExists", $"Alert {alert!.Id} reports the same change of '{metric}' already. Set-PerfAlert {alert.Id} -ChangeSnapshot {snapshot} moves it.", ErrorCategory.ResourceExists, alert),
        _ => CmdletError.Of(
            "NotInSnapshot", $"Snapshot {snapshot} holds no value of '{metric}' that belongs to this series.", ErrorCategory.InvalidArgument, snapshot),
    };
}
