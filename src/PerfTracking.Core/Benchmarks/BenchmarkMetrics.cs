using PerfTracking.Metrics;

namespace PerfTracking.Benchmarks;

/// <summary>What the runner measures of each benchmark: less is better of each.</summary>
public static class BenchmarkMetrics
{
    /// <summary>Wall time in ms: of the script block alone, or from a program's start to its end.</summary>
    public const string Time = "time";

    /// <summary>User and system time in ms, with that of the descendants that were waited for.</summary>
    public const string CpuTime = "cpu_time";

    /// <summary>The largest resident set in MiB: of the program, or of the process that ran the script block.</summary>
    public const string PeakMemory = "peak_memory";

    /// <summary>Bytes allocated on the managed heap by a script block.</summary>
    public const string Allocated = "allocated";

    /// <summary>Garbage collections during a script block, of all generations.</summary>
    public const string Collections = "collections";

    /// <summary>Instructions retired in user mode: of a program and its descendants, or of the thread that runs a script block and what it starts.</summary>
    public const string Instructions = "instructions";

    /// <summary>Processes started, a program's own included.</summary>
    public const string Processes = "processes";

    /// <summary>A program's exit code.</summary>
    public const string ExitCode = "exit_code";

    private const string Count = "count";

    private static readonly BenchmarkSeries[] Known =
    [
        new(Time, "ms", MetricDirection.LowerIsBetter, SampleKind.Measured),
        new(CpuTime, "ms", MetricDirection.LowerIsBetter, SampleKind.Measured),
        new(PeakMemory, "MiB", MetricDirection.LowerIsBetter, SampleKind.Measured),
        new(Allocated, "B", MetricDirection.LowerIsBetter, SampleKind.Counted),
        new(Collections, Count, MetricDirection.LowerIsBetter, SampleKind.Counted),
        new(Instructions, Count, MetricDirection.LowerIsBetter, SampleKind.Counted),
        new(Processes, Count, MetricDirection.LowerIsBetter, SampleKind.Counted),
        new(ExitCode, string.Empty, MetricDirection.LowerIsBetter, SampleKind.Counted),
    ];

    /// <summary>Each of them without samples, in the order in which people read them.</summary>
    public static IReadOnlyList<BenchmarkSeries> All => Known;
}
