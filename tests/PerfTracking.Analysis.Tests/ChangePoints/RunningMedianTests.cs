using CsCheck;
using PerfTracking.Analysis.ChangePoints;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class RunningMedianTests
{
    [Fact]
    public void It_is_the_median_of_the_window_around_each_point() =>
        Gen.Int[0, 9].Select(i => (double)i).Array[9, 40].Sample(values =>
        {
            var medians = RunningMedian.Of(values, 9);
            for (var i = 4; i + 4 < values.Length; i++)
            {
                Assert.Equal(Quantiles.Median(OrderStatistics.Sorted(values[(i - 4)..(i + 5)])), medians[i]);
            }
        });

    [Fact]
    public void At_the_ends_the_window_stands_still()
    {
        var medians = RunningMedian.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 5);
        Assert.Equal([3, 3, 3, 4, 5, 6, 7, 8, 8, 8], medians[..10]);
    }
}
