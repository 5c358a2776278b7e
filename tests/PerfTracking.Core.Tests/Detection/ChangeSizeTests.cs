using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Tests.Detection;

public class ChangeSizeTests
{
    [Theory]
    [InlineData(100, 114, 11, 17, "+14% (11 to 17%)", "+14% (11 to 17%)")]
    [InlineData(100, 92, -9.5, -6.5, "-8.0% (6.5 to 9.5%)", "-8.0% (6.5 to 9.5%)")]
    [InlineData(10, 1500, 1400, 1600, "+14,900% (14,000 to 16,000%)", "+14,900%")]
    [InlineData(1e200, 2e200, 0.9e200, 1.1e200, "+100% (90 to 110%)", "+100% (90 to 110%)")]
    [InlineData(1e-310, 2e-310, 0.9e-310, 1.1e-310, "+100% (90 to 110%)", "+100% (90 to 110%)")]
    [InlineData(1e200, 2e200, double.NegativeInfinity, double.PositiveInfinity, "+100%", "+100%")]
    [InlineData(1e-5, 1e9, 0.9e9, 1.1e9, "+1E16% (9E15 to 1.1E16%)", "+1E16%")]
    public void A_size_has_its_interval_where_both_fit_and_whole_numbers_everywhere(double before, double after, double lower, double upper, string size, string inColumn)
    {
        var change = new PerfChangePoint { Index = 10, Before = before, After = after, ShiftLower = lower, ShiftUpper = upper, PValue = 0, PointsBefore = 10, PointsAfter = 10 };

        Assert.Equal((size, inColumn), (change.Size, ValueText.Size(change.Size, 19)));
    }

    [Fact]
    public void A_change_point_in_a_string_is_its_sentence()
    {
        var change = new PerfChangePoint
        {
            Index = 10, Before = 100, After = 114, ShiftLower = 11, ShiftUpper = 17, PValue = 0, PointsBefore = 10, PointsAfter = 10, CommitBefore = "c9", CommitAfter = "c10",
        };

        Assert.Equal("+14% (11 to 17%), since commit c10, sure", $"{change}");
    }

    [Theory]
    [InlineData(100.0, 111.0, 8.0, 14.0, "+11% (8 to 14%)", "+11% (8 to 14%)")]
    [InlineData(100.0, 92.0, -9.5, -6.5, "-8.0% (6.5 to 9.5%)", "-8.0% (6.5 to 9.5%)")]
    [InlineData(10.0, 1500.0, 1400.0, 1600.0, "+14,900% (14,000 to 16,000%)", "+14,900%")]
    [InlineData(500.0, null, null, null, "+20%", "+20%")]
    [InlineData(0.0, null, null, null, "0→600", "0→600")]
    [InlineData(null, null, null, null, "-", "-")]
    public void An_alert_tells_how_far_the_level_shifted_and_without_a_level_how_far_the_value_is_from_what_was_expected(
        double? expected, double? level, double? lower, double? upper, string size, string inColumn)
    {
        var alert = new PerfAlert
        {
            Metric = "APP-001",
            Name = "startup_time_ms",
            Unit = "ms",
            Application = "shop",
            Environment = "lab",
            Kind = DetectionTier.ChangePoint,
            Value = 600,
            Expected = expected,
            Level = level,
            ShiftLower = lower,
            ShiftUpper = upper,
        };

        Assert.Equal((size, inColumn), (alert.Size, ValueText.Size(alert.Size, 19)));
    }
}
