using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class SpreadTests
{
    [Fact]
    public void For_normal_noise_it_is_the_standard_deviation() =>
        Assert.InRange(Spread.OfSorted(OrderStatistics.Sorted(Noise.Normal(20_000, deviation: 3))), 2.95, 3.05);

    [Fact]
    public void A_few_outliers_do_not_change_it()
    {
        var values = Noise.Normal(200, deviation: 3);
        for (var i = 0; i < 200; i += 20)
        {
            values[i] = 1e6;
        }

        Assert.InRange(Spread.OfSorted(OrderStatistics.Sorted(values)), 2.5, 4);
    }

    [Fact]
    public void The_smaller_hump_of_a_bimodal_series_is_seen()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => i % 3 == 0 ? 110.0 : 100.0)];
        Assert.Equal(10 / 2.5631031310892007, Spread.OfSorted(OrderStatistics.Sorted(values)), 9);
    }

    [Theory]
    [InlineData(new[] { 1.0 }, 0)]
    [InlineData(new[] { 1.0, 2, 3, 4, 100 }, 1)]
    [InlineData(new[] { 1.0, 2, 4, 8 }, 1.5)]
    public void Its_median_distance_is_the_plain_one(double[] sorted, double mad)
    {
        var median = Quantiles.Median(sorted);
        Assert.Equal(mad, Spread.MedianDistance(sorted, median));
        var deciles = (Quantiles.Of(sorted, 0.9) - Quantiles.Of(sorted, 0.1)) / 2.5631031310892007;
        Assert.Equal(Math.Max(deciles, OrderStatistics.MadScale * mad), Spread.OfSorted(sorted), 9);
    }
}
