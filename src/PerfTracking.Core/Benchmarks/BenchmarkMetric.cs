namespace PerfTracking.Benchmarks;

/// <summary>What is measured of a benchmark, by the names that series have.</summary>
public static class BenchmarkMetric
{
    /// <summary>Wall time, in ms.</summary>
    public const string Time = "time";

    /// <summary>User and system time, in ms.</summary>
    public const string CpuTime = "cpu_time";

    /// <summary>The largest resident set, in MiB.</summary>
    public const string PeakMemory = "peak_memory";

    /// <summary>Bytes that were allocated, in B.</summary>
    public const string Allocated = "allocated";

    /// <summary>Instructions that the processor retired in user mode, counted.</summary>
    public const string Instructions = "instructions";
}
