using PerfTracking.Detection;

namespace PerfTracking.Tests.Detection;

public class ChangeSizeTests
{
    [Theory]
    [InlineData(100, 114, 11, 17, "+14% (11 to 17%)", "+14% (11 to 17%)")]
    [InlineData(100, 92, -9.5, -6.5, "-8.0% (6.5 to 9.5%)", "-8.0% (6.5 to 9.5%)")]
    [InlineData(10, 1500, 1400, 1600, "+14,900% (14000 to 16000%)", "+14,900%")]
    [InlineData(1e-5, 1e9, 0.9e9, 1.1e9, "+1E16% (9E15 to 1.1E16%)", "+1E16%")]
    public void A_size_has_its_interval_where_both_fit_and_whole_numbers_everywhere(double before, double after, double lower, double upper, string size, string inColumn)
    {
        var change = new PerfChangePoint { Index = 10, Before = before, After = after, ShiftLower = lower, ShiftUpper = upper, PValue = 0, PointsBefore = 10, PointsAfter = 10 };

        Assert.Equal((size, inColumn), (change.Size, change.SizeWithin(19)));
    }
}
