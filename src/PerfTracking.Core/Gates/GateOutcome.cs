namespace PerfTracking.Gates;

/// <summary>What a gate says, from the best to the worst.</summary>
public enum GateOutcome
{
    /// <summary>Everything lies within the limits.</summary>
    Passed,

    /// <summary>Something lies beyond a limit that warns.</summary>
    Warned,

    /// <summary>The evidence does not tell whether a limit is kept.</summary>
    Undecided,

    /// <summary>Something that should have been compared was not.</summary>
    NotCompared,

    /// <summary>A regression beyond a limit is confirmed.</summary>
    Failed,
}
