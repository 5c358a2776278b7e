namespace PerfTracking.Programs;

/// <summary>How much the reading of a program's peak memory may cost.</summary>
public enum MemoryReading
{
    /// <summary>Nothing: it is told where the system tells it anyway.</summary>
    None,

    /// <summary>What cannot be seen in the run's time.</summary>
    WhereFree,

    /// <summary>As much as it needs. The run's time then holds more than the program.</summary>
    Exact,
}
