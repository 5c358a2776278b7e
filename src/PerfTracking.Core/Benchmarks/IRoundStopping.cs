namespace PerfTracking.Benchmarks;

/// <summary>
/// Stops the rounds of a benchmark when every metric of it is decided, as a sequential test and not by peeking: only at a few looks is
/// anything computed, and each of them spends a part of the one chance of error that all its rounds have (alpha spending,
/// Lan and DeMets, Biometrika 1983). For one benchmark; not thread-safe.
/// </summary>
public interface IRoundStopping
{
    /// <summary>Whether the rounds so far are enough. Cheap where it is not yet time for a look.</summary>
    /// <param name="arms">What was measured of the benchmark so far in each arm; whole rounds only.</param>
    /// <param name="spent">The share of the budget, in time or in rounds, that is spent, 0–1; never falls.</param>
    bool IsEnough(IReadOnlyList<PerfBenchmarkResult> arms, double spent);

    /// <summary>
    /// The share of the chance of error that is left for the comparison at the end, above 0 and at most 1: it goes into
    /// <see cref="PerfBenchmarkResult.ErrorShare"/> of each arm when it has ended, early or not.
    /// </summary>
    double ErrorShare { get; }
}
