using PerfTracking.Benchmarks;

namespace PerfTracking.Analysis.Comparison;

/// <summary>One metric of one benchmark as two sides, or one of them, have it.</summary>
/// <param name="Benchmark">The benchmark.</param>
/// <param name="Series">The metric as the current side has it, or the baseline where that lacks it; its samples are not used.</param>
internal sealed record ComparedMetric(string Benchmark, BenchmarkSeries Series)
{
    /// <summary>The current side's samples; <see langword="null"/> where it lacks the metric.</summary>
    public IReadOnlyList<BenchmarkSample>? Current { get; init; }

    /// <summary>The baseline's samples, in the unit of <see cref="Series"/>; <see langword="null"/> where it lacks the metric.</summary>
    public IReadOnlyList<BenchmarkSample>? Baseline { get; init; }

    /// <summary>The control's, likewise.</summary>
    public IReadOnlyList<BenchmarkSample>? Control { get; init; }

    /// <summary>The share of the chance of error that this benchmark may use.</summary>
    public double ErrorShare { get; init; } = 1;

    /// <summary>Why it cannot be compared, or <see langword="null"/>.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether both sides have samples to compare.</summary>
    public bool IsMeasured => Failure is null && Current is { Count: > 0 } && Baseline is { Count: > 0 };
}
