using CsCheck;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tests;

public sealed class DistanceSelectionTests
{
    private static readonly Gen<double[]> Scattered = Gen.Double[0, 1e6].Array[1, 400];
    private static readonly Gen<double[]> Tied = Gen.Int[0, 5].Select(i => (double)i).Array[1, 400];

    [Fact]
    public void The_median_is_that_of_the_sorted_distances() => Gen.OneOf(Scattered, Tied).Sample(distances =>
        Assert.Equal(Quantiles.Median(OrderStatistics.Sorted(distances)), DistanceSelection.Median([.. distances], distances.Length)));

    [Fact]
    public void An_upper_quantile_after_the_median_is_that_of_the_sorted_distances() => Gen.Select(Gen.OneOf(Scattered, Tied), Gen.Double[0.5, 1]).Sample((distances, share) =>
    {
        double[] halved = [.. distances];
        DistanceSelection.Median(halved, halved.Length);
        Assert.Equal(Quantiles.Of(OrderStatistics.Sorted(distances), share), DistanceSelection.UpperQuantile(halved, halved.Length, share));
    });

    // Between the two values in the middle the lower half counts too: random values hardly ever meet that case.
    [Theory]
    [InlineData(new[] { 3.0, 1 }, 0.5, 2)]
    [InlineData(new[] { 3.0, 1 }, 0.8, 2.6)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 0.6, 2.8)]
    [InlineData(new[] { 4.0, 1, 3, 2 }, 1, 4)]
    [InlineData(new[] { 7.0 }, 0.8, 7)]
    public void An_upper_quantile_of_few_distances_begins_below_the_middle(double[] distances, double share, double expected)
    {
        DistanceSelection.Median(distances, distances.Length);
        Assert.Equal(expected, DistanceSelection.UpperQuantile(distances, distances.Length, share), 12);
    }
}
