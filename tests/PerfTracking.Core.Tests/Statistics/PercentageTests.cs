using PerfTracking.Statistics;

namespace PerfTracking.Tests.Statistics;

public class PercentageTests
{
    [Theory]
    [InlineData(100, 114, 14.0)]
    [InlineData(-100, -114, -14.0)]
    [InlineData(1e200, 2e200, 100.0)]
    [InlineData(1e307, 2e307, 100.0)]
    [InlineData(-1e308, 1e308, 200.0)]
    [InlineData(0, 5, null)]
    [InlineData(1e-300, 1e300, null)]
    public void A_change_is_a_share_of_the_size_of_the_first_value(double from, double to, double? percent) => Assert.Equal(percent, Percentage.Change(from, to));
}
