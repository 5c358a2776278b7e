namespace PerfTracking.Benchmarks;

/// <summary>One measured value.</summary>
/// <param name="Value">The value, finite, in the unit of its series.</param>
/// <param name="Round">
/// The zero-based turn of all arms in which it was measured; samples of two arms with the same round are a pair. −1 where the
/// samples came without rounds.
/// </param>
/// <param name="Iteration">Which iteration inside the round's process, from zero.</param>
public readonly record struct BenchmarkSample(double Value, int Round = -1, int Iteration = 0);
