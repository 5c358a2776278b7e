namespace PerfTracking.Detection;

/// <summary>How bad a finding is; a larger value is worse.</summary>
public enum PerfSeverity
{
    /// <summary>Nothing to report.</summary>
    Ok,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>A regression.</summary>
    Error,

    /// <summary>A regression far beyond the limits.</summary>
    Critical,
}
