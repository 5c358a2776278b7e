namespace PerfTracking.Alerts;

/// <summary>What became of an alert.</summary>
public enum AlertState
{
    /// <summary>Nobody has decided yet, and the finding is still there.</summary>
    Open,

    /// <summary>A person has seen it and accepts it.</summary>
    Approved,

    /// <summary>A person has called it a false alarm.</summary>
    Denied,

    /// <summary>Three good snapshots in a row ended it before anybody decided.</summary>
    Resolved,
}
