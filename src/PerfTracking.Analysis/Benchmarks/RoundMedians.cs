using PerfTracking.Benchmarks;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Benchmarks;

/// <summary>
/// The typical value of each round. A round is one invocation: what its iterations have in common, the layout of its memory say,
/// counts once.
/// </summary>
internal static class RoundMedians
{
    /// <summary>The medians by round. What came without a round is in none.</summary>
    /// <param name="samples">The samples, in any order.</param>
    public static SortedDictionary<int, double> Of(IReadOnlyList<BenchmarkSample> samples)
    {
        var medians = new SortedDictionary<int, double>();
        foreach (IGrouping<int, BenchmarkSample> round in samples.Where(static sample => sample.Round >= 0).GroupBy(static sample => sample.Round))
        {
            double[] values = [.. round.Select(static sample => sample.Value).Order()];
            medians.Add(round.Key, Quantiles.Median(values));
        }

        return medians;
    }
}
