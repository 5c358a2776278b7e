namespace PerfTracking.Benchmarks;

/// <summary>Runs a benchmark in one arm, in a process of its own.</summary>
public interface IBenchmarkInvoker
{
    /// <summary>Runs one turn.</summary>
    /// <param name="turn">What to run, and how often.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    BenchmarkTurnResult Run(BenchmarkTurn turn, CancellationToken cancellation);

    /// <summary>The least difference that the measuring tells of a metric, in its unit; 0 where it tells every one (<see cref="BenchmarkSeries.Resolution"/>).</summary>
    /// <param name="benchmark">What is measured.</param>
    /// <param name="metric">One of <see cref="BenchmarkMetrics"/>.</param>
    double ResolutionOf(PerfBenchmark benchmark, string metric);
}

/// <summary>One turn of one arm.</summary>
/// <param name="Benchmark">The benchmark, as this arm defines it.</param>
/// <param name="Arm">The arm.</param>
/// <param name="Round">The round, from zero; −1 for the turn that only warms up.</param>
/// <param name="Warmup">How many runs do not count.</param>
/// <param name="Iterations">How many do.</param>
/// <param name="Layout">
/// By how many bytes the environment of the process is larger: the same in all arms of a round, and dealt anew in each, for
/// where a program's stack begins makes it faster or slower (Mytkowicz et al., "Producing Wrong Data Without Doing Anything
/// Obviously Wrong!", ASPLOS 2009).
/// </param>
public sealed record BenchmarkTurn(PerfBenchmark Benchmark, string Arm, int Round, int Warmup, int Iterations, int Layout);

/// <summary>What a turn gave.</summary>
/// <param name="Readings">What was measured; what the system does not tell is missing.</param>
/// <param name="Error">Why the work failed, or <see langword="null"/>.</param>
public sealed record BenchmarkTurnResult(IReadOnlyList<BenchmarkReading> Readings, string? Error = null);

/// <summary>One value of a turn.</summary>
/// <param name="Metric">One of <see cref="BenchmarkMetrics"/>.</param>
/// <param name="Value">The value, in the metric's unit.</param>
/// <param name="Iteration">The run it belongs to, from zero; 0 for what belongs to the whole process.</param>
public readonly record struct BenchmarkReading(string Metric, double Value, int Iteration = 0);
