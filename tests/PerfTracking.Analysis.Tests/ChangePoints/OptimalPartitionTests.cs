using CsCheck;
using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class OptimalPartitionTests
{
    private static readonly Gen<double[]> Stairs =
        from seed in Gen.Int
        from count in Gen.Int[2, 90]
        from length in Gen.Int[3, 30]
        from height in Gen.Double[0, 12]
        select Noise.Normal(count, 100, 1, seed).Select((value, i) => value + (i / length % 2 * height)).ToArray();

    [Fact]
    public void No_other_way_to_cut_a_series_costs_less() =>
        Gen.Select(Stairs, Gen.Int[2, 7]).Sample((values, shortest) =>
        {
            var series = new LevelSeries(values, shortest);
            if (series.Jitter > 0 && values.Length >= 2 * shortest)
            {
                var cuts = OptimalPartition.Cuts(series, shortest);
                Assert.Equal(LeastCost(series, shortest), Cost(series, [0, .. cuts, values.Length]), 1e-6);
            }
        });

    [Fact]
    public void Blocks_of_a_long_series_join_without_a_seam()
    {
        var values = Noise.Normal(6000, 100, 1);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += i / 96 % 2 * 6;
        }

        var cuts = OptimalPartition.Cuts(new LevelSeries(values, 5), 5);
        Assert.Equal(Enumerable.Range(1, 62).Select(i => i * 96), cuts.Select(cut => (int)Math.Round(cut / 16.0) * 16));
    }

    [Fact]
    public void A_long_series_without_a_change_is_left_whole() =>
        Assert.Empty(OptimalPartition.Cuts(new LevelSeries(Noise.Normal(20_000), 5), 5));

    private static double Penalty(LevelSeries series) => 8 * Math.Log(series.Length);

    /// <summary>By the definition: squared distances from the means, and a penalty for each level but the first.</summary>
    private static double Cost(LevelSeries series, int[] ends)
    {
        var cost = Penalty(series) * (ends.Length - 2);
        for (var i = 1; i < ends.Length; i++)
        {
            cost += Squares(series, ends[i - 1], ends[i]);
        }

        return cost;
    }

    private static double Squares(LevelSeries series, int from, int to)
    {
        var mean = series.Mean(from, to);
        double squares = 0;
        foreach (var clip in series.Clips[from..to])
        {
            squares += (clip - mean) * (clip - mean);
        }

        return squares;
    }

    /// <summary>Bellman's recursion without any short cut.</summary>
    private static double LeastCost(LevelSeries series, int shortest)
    {
        var least = new double[series.Length + 1];
        Array.Fill(least, double.PositiveInfinity);
        least[0] = -Penalty(series);
        for (var to = shortest; to <= series.Length; to++)
        {
            for (var from = 0; from <= to - shortest; from++)
            {
                least[to] = Math.Min(least[to], least[from] + Penalty(series) + Squares(series, from, to));
            }
        }

        return least[^1];
    }
}
