namespace PerfTracking.Gates;

/// <summary>What a gate does where the evidence does not tell whether a limit is kept.</summary>
public enum UndecidedRule
{
    /// <summary>It warns, and passes.</summary>
    Warn,

    /// <summary>It passes, and tells nobody by itself.</summary>
    Pass,

    /// <summary>It fails, with exit code 2.</summary>
    Fail,
}
