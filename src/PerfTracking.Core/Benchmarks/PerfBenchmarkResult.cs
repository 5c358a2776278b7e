using PerfTracking.Formatting;

namespace PerfTracking.Benchmarks;

/// <summary>What one benchmark gave in one arm of a session.</summary>
public sealed record PerfBenchmarkResult
{
    private readonly IReadOnlyList<string> _tags = Rows<string>.Of([]);
    private readonly IReadOnlyList<BenchmarkSeries> _series = Rows<BenchmarkSeries>.Of([]);

    /// <summary>The benchmark's name, unique in its session.</summary>
    public required string Name { get; init; }

    /// <summary>The arm it ran in; <see cref="BenchmarkArm.Head"/> where there is one alone.</summary>
    public string Arm { get; init; } = BenchmarkArm.Head;

    /// <summary>The catalogue's metric that its time belongs to (<c>VAL-001</c>), or <see langword="null"/>.</summary>
    public string? Metric { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags { get => _tags; init => _tags = Rows<string>.Of(value); }

    /// <summary>The file that defines it, relative to the folder that was asked for, or <see langword="null"/>.</summary>
    public string? File { get; init; }

    /// <summary>How many processes of its own it ran in.</summary>
    public int Invocations { get; init; }

    /// <summary>
    /// The share of the chance of error that a comparison of this benchmark may use, above 0 and at most 1: what the looks of a
    /// sequential test (<c>IRoundStopping</c>) have left of it.
    /// </summary>
    public double ErrorShare { get; init; } = 1;

    /// <summary>What was measured.</summary>
    public IReadOnlyList<BenchmarkSeries> Series { get => _series; init => _series = Rows<BenchmarkSeries>.Of(value); }

    /// <summary>Why it failed, or <see langword="null"/>. A benchmark that failed may have samples of the runs before.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Arm})";
}
