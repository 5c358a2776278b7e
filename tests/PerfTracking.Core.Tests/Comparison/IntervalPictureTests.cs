using PerfTracking.Comparison;
using PerfTracking.Metrics;

namespace PerfTracking.Core.Tests.Comparison;

public sealed class IntervalPictureTests
{
    [Theory]
    [InlineData(0.0, -5.0, 5.0, "······├─●─┤······")]
    [InlineData(10.0, 5.0, 15.0, "········┃·├─●─┤··")]
    [InlineData(-20.0, -22.0, -18.0, "●┤······┃········")]
    [InlineData(30.0, 25.0, 35.0, "········┃·······►")]
    public void A_change_stands_right_of_the_middle_where_it_is_more(double change, double lower, double upper, string picture) =>
        Assert.Equal(picture, IntervalPicture.Of(Comparison(change, lower, upper), scale: 20));

    [Fact]
    public void What_cannot_be_said_is_not_drawn() => Assert.Equal(string.Empty, IntervalPicture.Of(Comparison(null, null, null), 20));

    [Fact]
    public void The_scale_shows_the_largest_change()
    {
        Assert.Equal(10, IntervalPicture.Scale([Comparison(1, 0, 2)]));
        Assert.Equal(30, IntervalPicture.Scale([Comparison(1, 0, 2), Comparison(-25, -26, -24)]));
        Assert.Equal(100, IntervalPicture.Scale([Comparison(400, 300, 500)]));
    }

    private static PerfComparison Comparison(double? change, double? lower, double? upper) => new()
    {
        Benchmark = "b",
        Metric = "time",
        Unit = "ms",
        Direction = MetricDirection.LowerIsBetter,
        Status = ComparisonStatus.Uncertain,
        ChangePercent = change,
        ChangeLower = lower,
        ChangeUpper = upper,
    };
}
