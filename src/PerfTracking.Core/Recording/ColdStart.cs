namespace PerfTracking.Recording;

/// <summary>Tells a cold start from a warm one.</summary>
public static class ColdStart
{
    /// <summary>How many snapshots make an application warm.</summary>
    public const int WarmSnapshots = 3;

    /// <summary>How long an application stays warm.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(1);

    /// <summary>Whether a snapshot is cold: its application has fewer than three snapshots in the past hour on this environment.</summary>
    /// <param name="latest">When the latest snapshots before it were taken, at least three of them where there are.</param>
    /// <param name="now">When it is taken. A snapshot with a later time than this, after a clock stepped back, counts as recent.</param>
    public static bool IsCold(DateTimeOffset[] latest, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(latest);
        int recent = 0;
        foreach (DateTimeOffset timestamp in latest)
        {
            recent += now - timestamp <= Window ? 1 : 0;
        }

        return recent < WarmSnapshots;
    }
}
