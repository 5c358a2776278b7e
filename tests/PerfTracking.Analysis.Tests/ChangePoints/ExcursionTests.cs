using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class ExcursionTests
{
    [Fact]
    public void It_is_the_mean_of_the_farthest_block_in_either_direction()
    {
        // A block of five is cut off by no filter: the mean of all 40 is 101, that of the block 108.
        var series = new LevelSeries([.. Enumerable.Repeat(100.0, 20), .. Enumerable.Repeat(108.0, 5), .. Enumerable.Repeat(100.0, 15)], 5);
        Assert.Equal(7, Excursion.Farthest(series, 0, 40, 5), 9);
        Assert.Equal(0, Excursion.Farthest(series, 0, 20, 5), 9);
    }

    [Fact]
    public void In_fewer_points_than_two_blocks_nothing_came_back()
    {
        var series = new LevelSeries([.. Enumerable.Range(0, 40).Select(i => (double)i)], 5);
        Assert.Equal(0, Excursion.Farthest(series, 3, 12, 5));
        Assert.NotEqual(0, Excursion.Farthest(series, 3, 13, 5));
    }
}
