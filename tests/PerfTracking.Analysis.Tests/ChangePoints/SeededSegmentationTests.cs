using CsCheck;
using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class SeededSegmentationTests
{
    private static readonly Gen<double[]> Values = Gen.OneOf(
        Gen.Double[-1e3, 1e3].Array[20, 200],
        Gen.Int[0, 3].Select(i => 100.0 + i).Array[20, 200]);

    [Fact]
    public void Passing_over_unlikely_splits_does_not_change_the_best() =>
        Gen.Select(Values, Gen.Int[-1, 200]).Sample((values, likely) =>
        {
            var series = new LevelSeries(values, 5);
            Assert.Equal(Best(series).Split, SeededSegmentation.BestSplit(series, 0, series.Length, 5, series.Length - 5, likely));
        });

    [Fact]
    public void A_best_split_that_is_strong_enough_is_never_passed_over() =>
        Gen.Select(Values, Gen.Double[0.1, 10]).Sample((values, share) =>
        {
            var series = new LevelSeries(values, 5);
            var (split, strength) = Best(series);
            var found = SeededSegmentation.BestSplit(series, 0, series.Length, 5, series.Length - 5, -1, share * strength);
            Assert.True(share > 1 ? found == split || found == -1 : found == split);
        });

    /// <summary>By the definition, each split for itself.</summary>
    private static (int Split, double Strength) Best(LevelSeries series)
    {
        var best = (Split: 0, Strength: -1.0);
        for (var split = 5; split <= series.Length - 5; split++)
        {
            double before = split, after = series.Length - split;
            var difference = series.Mean(split, series.Length) - series.Mean(0, split);
            var strength = difference * difference * (before * after / (before + after));
            best = strength > best.Strength ? (split, strength) : best;
        }

        return best;
    }
}
