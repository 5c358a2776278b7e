using PerfTracking.Detection;
using PerfTracking.Metrics;
using PerfTracking.Terminal;

namespace PerfTracking.Tests.Terminal;

public class SeverityTextTests
{
    [Fact]
    public void A_severity_has_a_mark_of_its_own_colour()
    {
        Assert.Equal(Ansi.Green("✓ ok"), SeverityText.Mark(PerfSeverity.Ok));
        Assert.Equal(Ansi.Yellow("! warning"), SeverityText.Mark(PerfSeverity.Warning));
        Assert.Equal(Ansi.Red("✗ error"), SeverityText.Mark(PerfSeverity.Error));
        Assert.Equal(Ansi.BoldRed("✗ critical"), SeverityText.Mark(PerfSeverity.Critical));
    }

    [Theory]
    [InlineData(null, MetricDirection.LowerIsBetter, "-")]
    [InlineData(4.9, MetricDirection.LowerIsBetter, "+4.9%")]
    [InlineData(-4.9, MetricDirection.LowerIsBetter, "-4.9%")]
    public void A_small_change_has_no_colour(double? percent, MetricDirection better, string expected)
    {
        Assert.Equal(expected, SeverityText.Trend(percent, better));
    }

    [Fact]
    public void A_rise_from_zero_is_told_by_its_ends_worse_or_better_by_the_direction()
    {
        Assert.Equal(Ansi.Yellow("0→5"), SeverityText.Trend(null, MetricDirection.LowerIsBetter, 0, 5));
        Assert.Equal(Ansi.Green("0→5"), SeverityText.Trend(null, MetricDirection.HigherIsBetter, 0, 5));
    }

    [Theory]
    [InlineData(5, MetricDirection.LowerIsBetter, true)]
    [InlineData(-5, MetricDirection.LowerIsBetter, false)]
    [InlineData(5, MetricDirection.HigherIsBetter, false)]
    [InlineData(-5, MetricDirection.HigherIsBetter, true)]
    public void A_clear_change_is_yellow_for_the_worse_and_green_for_the_better(double percent, MetricDirection better, bool worse)
    {
        string text = percent > 0 ? "+5.0%" : "-5.0%";

        Assert.Equal(worse ? Ansi.Yellow(text) : Ansi.Green(text), SeverityText.Trend(percent, better));
    }
}
