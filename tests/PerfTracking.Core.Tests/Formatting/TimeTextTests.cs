using System.Globalization;
using PerfTracking.Formatting;

namespace PerfTracking.Tests.Formatting;

public class TimeTextTests
{
    private const string Format = "yyyy-MM-dd HH:mm";
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 13, 30, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fi-FI")]
    public void A_time_is_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);

            Assert.Equal(("2026-03-01 12:30", "2026-03-01 12:30"), (TimeText.Of(Time, Format), TimeText.Of("2026-03-01T12:30:00.000Z", Format)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    public void What_is_no_time_is_a_dash(object? time) => Assert.Equal("-", TimeText.Of(time, Format));
}
