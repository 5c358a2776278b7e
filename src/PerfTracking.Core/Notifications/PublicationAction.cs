namespace PerfTracking.Notifications;

/// <summary>What became of a report at one place.</summary>
public enum PublicationAction
{
    /// <summary>It is there, and was not before.</summary>
    Created,

    /// <summary>It stands where the report before stood.</summary>
    Updated,

    /// <summary>There was nothing to tell, and nothing to correct.</summary>
    Skipped,

    /// <summary>The place did not take it. The report went where it could.</summary>
    Refused,
}
