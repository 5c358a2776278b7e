namespace PerfTracking.Benchmarks;

/// <summary>Something that kept a session from measuring what it was asked to. A gate never passes over one.</summary>
/// <param name="Id">What it is, stable: <c>NoBenchmarkFound</c>, <c>BaseNotFound</c>, <c>PrepareFailed</c>, …</param>
/// <param name="Message">What is wrong, with which value, and what to do.</param>
/// <param name="Benchmark">The benchmark it concerns, or <see langword="null"/> for all.</param>
/// <param name="Arm">The arm it concerns, or <see langword="null"/> for all.</param>
public sealed record BenchmarkProblem(string Id, string Message, string? Benchmark = null, string? Arm = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Message}";
}
