using PerfTracking.Benchmarks;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Benchmarks;

/// <summary>
/// The interval of a median that needs no assumption about how the values are distributed: the order statistics on both sides
/// that the binomial distribution gives (Conover, "Practical Nonparametric Statistics", 3rd ed., section 3.2, by its normal
/// approximation).
/// </summary>
public sealed class SamplePrecision : ISamplePrecision
{
    private const double NormalQuantile = 1.959963984540054; // of 97.5 %
    private const int FewestRounds = 6;
    private const double Percent = 100;

    /// <inheritdoc/>
    public double OfValue(IReadOnlyList<BenchmarkSample> samples)
    {
        double[] rounds = [.. RoundMedians.Of(samples).Values];
        Array.Sort(rounds);
        return HalfWidth(rounds) is { } half && Quantiles.Median(rounds) is > 0 and var median ? Percent * half / median : double.PositiveInfinity;
    }

    /// <inheritdoc/>
    public double OfRatio(IReadOnlyList<BenchmarkSample> head, IReadOnlyList<BenchmarkSample> reference)
    {
        SortedDictionary<int, double> others = RoundMedians.Of(reference);
        double[] logs = [.. RoundMedians.Of(head)
            .Where(round => round.Value > 0 && others.TryGetValue(round.Key, out double other) && other > 0)
            .Select(round => Math.Log(round.Value / others[round.Key]))];
        Array.Sort(logs);
        return HalfWidth(logs) is { } half ? Percent * (Math.Exp(half) - 1) : double.PositiveInfinity;
    }

    // Ranks are counted from zero here. Of fewer than six values even the least and the greatest hold the median less surely.
    private static double? HalfWidth(double[] sorted)
    {
        int below = (int)Math.Ceiling((sorted.Length - (NormalQuantile * Math.Sqrt(sorted.Length))) / 2) - 1;
        return sorted.Length < FewestRounds ? null : (sorted[sorted.Length - 1 - below] - sorted[below]) / 2;
    }
}
