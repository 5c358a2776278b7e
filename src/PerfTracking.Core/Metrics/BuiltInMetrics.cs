using static PerfTracking.Metrics.MetricAggregation;
using static PerfTracking.Metrics.MetricDirection;
using static PerfTracking.Metrics.MetricKind;

namespace PerfTracking.Metrics;

/// <summary>The catalogue every store starts with: the core metrics and the secondary ones.</summary>
public static class BuiltInMetrics
{
    /// <summary>The identifier of the performance index.</summary>
    public const string PerformanceIndex = "IDX-001";

    /// <summary>The identifier of the count of failed operations since the previous save.</summary>
    public const string OperationErrorCount = "ERR-001";

    /// <summary>The identifier of the process's largest working set, in MiB.</summary>
    public const string PeakMemory = "MEM-001";

    /// <summary>The identifier of the managed heap's size, in MiB.</summary>
    public const string ManagedMemory = "MEM-002";

    /// <summary>The identifier of the process's CPU time since the previous save, in ms.</summary>
    public const string CpuTime = "CPU-001";

    /// <summary>The identifier of the number of garbage collections since the previous save.</summary>
    public const string GcCollectionCount = "GC-001";

    /// <summary>The identifier of the time garbage collections paused the process since the previous save, in ms.</summary>
    public const string GcPause = "GC-002";

    /// <summary>The identifier of the number of threads.</summary>
    public const string ThreadCount = "THR-001";

    /// <summary>The identifier of the number of open handles (file descriptors where there are no handles).</summary>
    public const string HandleCount = "HDL-001";

    /// <summary>The identifier of what the previous save cost, in ms.</summary>
    public const string TrackerOverhead = "TRK-001";

    /// <summary>
    /// Whether a metric is read of the process and not of the script's work. What it says depends on how long the process has
    /// been running: of the first save of a process and of the hundredth, each may be right and neither is news.
    /// </summary>
    /// <param name="id">The metric's identifier.</param>
    public static bool IsOfProcess(string id) =>
        id is PeakMemory or ManagedMemory or CpuTime or GcCollectionCount or GcPause or ThreadCount or HandleCount or TrackerOverhead;

    /// <summary>All of them, in the order in which people are shown them.</summary>
    public static IReadOnlyList<PerfMetric> All { get; } =
    [
        new("APP-001", "startup_time_ms", "Startup time", "ms", LowerIsBetter, Median, Core, "app_startup", new PerfTarget(500)),
        new("SVC-001", "container_init_time_ms", "Container initialisation time", "ms", LowerIsBetter, Median, Core, "container_init", new PerfTarget(200)),
        new("SVC-002", "container_init_count", "Container initialisations", "count", LowerIsBetter, Last, Core, null, new PerfTarget(1)),
        new("VAL-001", "validation_time_ms", "Validation time", "ms", LowerIsBetter, Median, Core, "validation", new PerfTarget(1000)),
        new("VAL-002", "rule_loading_time_ms", "Rule loading time", "ms", LowerIsBetter, Median, Core, "rule_loading"),
        new("VAL-003", "rule_cache_hit_rate", "Rule cache hit rate", "ratio", HigherIsBetter, Last, Core),
        new("GEN-001", "generation_time_ms", "Generation time", "ms", LowerIsBetter, Median, Core, "generation", new PerfTarget(5000)),
        new("API-001", "api_call_time_ms", "API call time", "ms", LowerIsBetter, Median, Core, "api_call", new PerfTarget(2000)),
        new("API-002", "prompt_token_count", "Prompt tokens", "tokens", LowerIsBetter, Last, Core),
        new("API-003", "api_cost_cents", "API cost", "cents", LowerIsBetter, Last, Core),
        new("EXP-001", "export_time_ms", "Export time", "ms", LowerIsBetter, Median, Core, "export", new PerfTarget(2000)),
        new(PeakMemory, "peak_memory_mb", "Peak memory", "MiB", LowerIsBetter, Last, Core, null, new PerfTarget(512)),
        new(ManagedMemory, "managed_memory_mb", "Managed memory", "MiB", LowerIsBetter, Last, Core),
        new(PerformanceIndex, "performance_index", "Performance index", "points", HigherIsBetter, Last, Secondary),
        new(OperationErrorCount, "operation_error_count", "Failed operations", "count", LowerIsBetter, Sum, Secondary),
        new(CpuTime, "cpu_time_ms", "CPU time", "ms", LowerIsBetter, Last, Secondary),
        new(GcCollectionCount, "gc_collection_count", "Garbage collections", "count", LowerIsBetter, Last, Secondary),
        new(GcPause, "gc_pause_ms", "Garbage collection pause", "ms", LowerIsBetter, Last, Secondary),
        new(ThreadCount, "thread_count", "Threads", "count", LowerIsBetter, Last, Secondary),
        new(HandleCount, "handle_count", "Open handles", "count", LowerIsBetter, Last, Secondary),
        new(TrackerOverhead, "tracker_overhead_ms", "Tracker overhead", "ms", LowerIsBetter, Last, Secondary),
    ];
}
