namespace PerfTracking.Detection;

/// <summary>One way of looking for a regression.</summary>
public enum DetectionTier
{
    /// <summary>The value against the metric's target.</summary>
    Threshold,

    /// <summary>The value against the baseline's centre and spread.</summary>
    Statistical,

    /// <summary>The recent values against time.</summary>
    Trend,

    /// <summary>The level of the recent values against the level before them.</summary>
    ChangePoint,
}
