namespace PerfTracking.Detection;

/// <summary>How sure one can be that a level really changed.</summary>
public enum ChangeCertainty
{
    /// <summary>Too few points to tell a change from a burst of spikes.</summary>
    Possible,

    /// <summary>It would not be reported for itself, but in a series in which another change is sure it is likely.</summary>
    Likely,

    /// <summary>Chance would hardly ever make it.</summary>
    Sure,
}
