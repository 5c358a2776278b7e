namespace PerfTracking.Detection;

/// <summary>Whether a change is for the worse or for the better, as the metric's direction has it.</summary>
public enum ChangeEffect
{
    /// <summary>No change, or one whose meaning is not known because no direction was given.</summary>
    None,

    /// <summary>A regression: slower, larger, or a lower hit rate.</summary>
    Worse,

    /// <summary>An improvement; information, never an alert.</summary>
    Better,
}
