namespace PerfTracking.Alerts;

/// <summary>
/// An alert as whoever decides saw it: a decision counts where nobody decided otherwise since, so that of two people who decide at
/// the same moment the second is told.
/// </summary>
/// <param name="Id">The alert's number.</param>
/// <param name="State">The state it was seen in.</param>
/// <param name="DecidedAt">When the decision was made that was seen, or <see langword="null"/> where there was none.</param>
public sealed record SeenAlert(long Id, AlertState State, DateTimeOffset? DecidedAt)
{
    /// <summary>An alert that was read.</summary>
    /// <param name="alert">The alert.</param>
    public static SeenAlert Of(PerfAlert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        return new SeenAlert(alert.Id, alert.State, alert.DecidedAt);
    }
}
