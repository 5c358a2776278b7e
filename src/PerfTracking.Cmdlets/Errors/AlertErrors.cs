using System.Globalization;
using System.Management.Automation;
using PerfTracking.Alerts;

namespace PerfTracking.Cmdlets.Errors;

/// <summary>The errors about what people do to alerts.</summary>
internal static class AlertErrors
{
    /// <summary>Somebody else has decided otherwise.</summary>
    public static ErrorRecord AlreadyDecided(PerfAlert alert) => CmdletError.Of(
        "AlertAlreadyDecided",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Alert {alert.Id} was {(alert.State == AlertState.Denied ? "denied" : alert.Rebaselined ? "approved with a new baseline" : "approved")} by {alert.DecidedBy} at {alert.DecidedAt?.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC. To decide otherwise, look at it again: Get-PerfAlert {alert.Id} and pipe it."),
        ErrorCategory.ResourceExists,
        alert);
}
