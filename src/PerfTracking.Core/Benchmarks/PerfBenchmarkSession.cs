using PerfTracking.Formatting;

namespace PerfTracking.Benchmarks;

/// <summary>One session of benchmarks: what ran, where, and everything that was measured. It is what a result file holds.</summary>
public sealed record PerfBenchmarkSession
{
    private readonly IReadOnlyList<BenchmarkArm> _arms = Rows<BenchmarkArm>.Of([]);
    private readonly IReadOnlyList<PerfBenchmarkResult> _results = Rows<PerfBenchmarkResult>.Of([]);
    private readonly IReadOnlyList<BenchmarkProblem> _problems = Rows<BenchmarkProblem>.Of([]);

    /// <summary>Where the numbers come from: <c>PerfTracking 0.2.0</c>, <c>hyperfine</c>, <c>BenchmarkDotNet</c>, …</summary>
    public required string Source { get; init; }

    /// <summary>When it began, UTC; <see langword="null"/> where the source does not tell.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it ended, UTC.</summary>
    public DateTimeOffset? Ended { get; init; }

    /// <summary>The machine: a name that the user gave or a fingerprint; <see langword="null"/> where the source does not tell.</summary>
    public string? Environment { get; init; }

    /// <summary>The git commit of the head, or <see langword="null"/>.</summary>
    public string? Commit { get; init; }

    /// <summary>The git branch of the head, or <see langword="null"/>.</summary>
    public string? Branch { get; init; }

    /// <summary>The number from which the order of rounds and names of folders was dealt, or <see langword="null"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>The arms; one where nothing was compared.</summary>
    public IReadOnlyList<BenchmarkArm> Arms { get => _arms; init => _arms = Rows<BenchmarkArm>.Of(value); }

    /// <summary>Each benchmark in each arm.</summary>
    public IReadOnlyList<PerfBenchmarkResult> Results { get => _results; init => _results = Rows<PerfBenchmarkResult>.Of(value); }

    /// <summary>What kept the session from measuring what it was asked to.</summary>
    public IReadOnlyList<BenchmarkProblem> Problems { get => _problems; init => _problems = Rows<BenchmarkProblem>.Of(value); }
}
