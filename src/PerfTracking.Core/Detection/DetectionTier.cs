namespace PerfTracking.Detection;

/// <summary>
/// The tiers of this version, each one way of looking for a regression. A tier goes by its name wherever it is named, and a
/// store may hold alerts of one that is not among these.
/// </summary>
public static class DetectionTier
{
    /// <summary>The value against the metric's target.</summary>
    public const string Threshold = nameof(Threshold);

    /// <summary>The value against the baseline's centre and spread.</summary>
    public const string Statistical = nameof(Statistical);

    /// <summary>The recent values against time.</summary>
    public const string Trend = nameof(Trend);

    /// <summary>The level of the recent values against the level before them.</summary>
    public const string ChangePoint = nameof(ChangePoint);
}
