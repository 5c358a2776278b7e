using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class ContrastTests
{
    [Theory]
    [InlineData(0, 80)]
    [InlineData(1, 40)]
    public void A_level_before_is_known_from_more_points_where_it_stood_still(double wander, int points)
    {
        // A place at 100, with 20 points of an earlier level that are never looked at.
        double[] values = [.. Noise.Normal(140, deviation: 1).Select((value, i) => value + (i < 20 ? 50 : i < 60 ? wander : 0) + (i < 100 ? 0 : 20))];
        var series = new LevelSeries(values, 5);
        Assert.Equal(points, Contrast.PointsBefore(series, from: 20, split: 100, farthest: 80));
        Assert.Equal(40, Contrast.PointsBefore(series, from: 20, split: 100, farthest: 40));
        Assert.Equal(30, Contrast.PointsBefore(series, from: 70, split: 100, farthest: 80));
    }
}
