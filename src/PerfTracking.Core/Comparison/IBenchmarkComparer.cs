using PerfTracking.Benchmarks;

namespace PerfTracking.Comparison;

/// <summary>Says how far two sets of samples lie apart, and how surely. Pure: the same samples give the same answer.</summary>
public interface IBenchmarkComparer
{
    /// <summary>Compares head with base in a session in which they ran in turns: pairs by round, held against control where there is one.</summary>
    /// <param name="session">A session with the arms <c>base</c> and <c>head</c>.</param>
    /// <param name="options">What counts as a change.</param>
    /// <returns>One comparison for each metric of each benchmark that either arm has, in the order of the session.</returns>
    IReadOnlyList<PerfComparison> Compare(PerfBenchmarkSession session, ComparisonOptions options);

    /// <summary>Compares two sessions that ran at other times: independent samples.</summary>
    /// <param name="baseline">What it is compared with; its head, or its only arm.</param>
    /// <param name="current">What is judged; its head, or its only arm.</param>
    /// <param name="options">What counts as a change.</param>
    /// <returns>One comparison for each metric of each benchmark that either session has.</returns>
    IReadOnlyList<PerfComparison> Compare(PerfBenchmarkSession baseline, PerfBenchmarkSession current, ComparisonOptions options);

    /// <summary>Begins a sequential test of one benchmark: whether the rounds so far are enough, asked as often as one likes.</summary>
    /// <param name="options">What counts as a change.</param>
    /// <param name="benchmarks">How many benchmarks the session has, for whose number the chance of error is corrected; at least 1.</param>
    IRoundStopping Stopping(ComparisonOptions options, int benchmarks);
}
