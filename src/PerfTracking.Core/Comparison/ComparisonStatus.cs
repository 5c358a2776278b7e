namespace PerfTracking.Comparison;

/// <summary>What a comparison of one metric says.</summary>
public enum ComparisonStatus
{
    /// <summary>Proved to lie within the threshold, or within the difference that can be told apart.</summary>
    Unchanged,

    /// <summary>Proved to be better.</summary>
    Improved,

    /// <summary>Proved to be worse.</summary>
    Regressed,

    /// <summary>Not enough evidence for any of the others.</summary>
    Uncertain,

    /// <summary>Only the current side has it.</summary>
    Added,

    /// <summary>Only the baseline has it.</summary>
    Removed,

    /// <summary>One side failed to measure it.</summary>
    Failed,
}
