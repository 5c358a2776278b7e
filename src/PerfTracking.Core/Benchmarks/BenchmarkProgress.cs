namespace PerfTracking.Benchmarks;

/// <summary>How far a benchmark is.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Round">The round that begins, from zero; −1 for the warm-up.</param>
/// <param name="Done">Which share of it is done, 0–1: of its rounds, or of its time.</param>
/// <param name="TimeLeft">How long it takes at most, or <see langword="null"/> where that is not known yet.</param>
/// <param name="Precision">How exact the result is so far, as <see cref="BenchmarkOptions.Precision"/> counts it; positive infinity for not at all.</param>
public readonly record struct BenchmarkProgress(string Benchmark, int Round, double Done, TimeSpan? TimeLeft, double Precision);
