using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.Tiers;

public sealed class TrendTierTests
{
    private static TierResult Judge(double[] values, MetricDirection direction = MetricDirection.LowerIsBetter, double minutesApart = 60)
    {
        var series = TestSeries.Of(values[..^1], TestSeries.Metric(direction), minutesApart);
        return new RegressionDetector().Judge(series, TestSeries.Next(series, values[^1], minutesApart), PerfPolicy.Tiered).Tier(DetectionTier.Trend)!;
    }

    /// <summary>Six points an hour apart around 100: a rise of <paramref name="slope"/> an hour, and a wobble that has no slope.</summary>
    private static double[] Rising(double slope, double wobble)
    {
        double[] shape = [1, -3, 2, 2, -3, 1];
        return [.. shape.Select((w, i) => 100 + slope * (i - 2.5) + wobble * w)];
    }

    /// <summary>The wobble with which <see cref="Rising"/> has a given r²: the sums of squares are 17.5 slope² and 28 wobble².</summary>
    private static double Wobble(double slope, double rSquared) => slope * Math.Sqrt(17.5 / 28 * (1 - rSquared) / rSquared);

    [Fact]
    public void Hours_that_reach_back_before_the_first_date_take_in_all_points()
    {
        var series = new MetricSeries(TestSeries.Metric(), "app", "env", false, [.. Enumerable.Range(0, 6).Select(i => new SeriesPoint(i + 1, DateTimeOffset.MinValue.AddHours(i + 1), 100 + 10 * i, null))]);

        var result = new RegressionDetector()
            .Judge(series, new SeriesPoint(7, DateTimeOffset.MinValue.AddHours(7), 160, null), PerfPolicy.Tiered with { TrendHours = PerfPolicy.MostTrendHours })
            .Tier(DetectionTier.Trend)!;

        Assert.Equal((6, PerfSeverity.Error), (result.SampleCount, result.Severity));
    }

    [Theory]
    [InlineData(0.59, PerfSeverity.Ok)]
    [InlineData(0.6, PerfSeverity.Ok)]
    [InlineData(0.61, PerfSeverity.Warning)]
    [InlineData(0.8, PerfSeverity.Warning)]
    [InlineData(0.81, PerfSeverity.Error)]
    [InlineData(1, PerfSeverity.Error)]
    public void A_rise_warns_over_an_r_squared_of_060_and_is_an_error_over_080(double rSquared, PerfSeverity expected)
    {
        var result = Judge(Rising(10, Wobble(10, rSquared)));
        Assert.Equal(rSquared, result.RSquared!.Value, 9);
        Assert.Equal(expected, result.Severity);
    }

    [Theory]
    [InlineData(0.61, PerfSeverity.Warning)]
    [InlineData(0.81, PerfSeverity.Error)]
    public void Where_higher_is_better_a_fall_does(double rSquared, PerfSeverity expected) =>
        Assert.Equal(expected, Judge(Rising(-10, Wobble(10, rSquared)), MetricDirection.HigherIsBetter).Severity);

    [Fact]
    public void A_trend_for_the_better_is_no_finding()
    {
        Assert.Equal(PerfSeverity.Ok, Judge(Rising(-10, 0)).Severity);
        Assert.Equal(PerfSeverity.Ok, Judge(Rising(10, 0), MetricDirection.HigherIsBetter).Severity);
        Assert.Matches("^[0-9.]+ % of the median per hour for the better, r² 1 ", Judge(Rising(-10, 0)).Message);
        Assert.Matches("^[0-9.]+ % of the median per hour for the worse, r² 1 ", Judge(Rising(10, 0)).Message);
    }

    [Theory]
    [InlineData(4.9, PerfSeverity.Ok)]
    [InlineData(5, PerfSeverity.Ok)]
    [InlineData(5.1, PerfSeverity.Error)]
    public void The_slope_counts_over_five_per_cent_of_the_median_an_hour(double percent, PerfSeverity expected)
    {
        // The baseline is the first five of six: its median is the third, so that one is 100 here.
        var result = Judge([.. Enumerable.Range(0, 6).Select(i => 100 + percent * (i - 2))]);
        Assert.Equal(percent, result.SlopePercentPerHour!.Value, 9);
        Assert.Equal(expected, result.Severity);
    }

    [Fact]
    public void Four_points_are_too_few_and_five_are_enough()
    {
        Assert.Contains("5 are needed", Judge([100, 110, 120, 130]).Reason, StringComparison.Ordinal);
        Assert.Equal("There is 1 point in the last 24 hours; 5 are needed.", Judge([100]).Reason);
        Assert.True(Judge([100, 110, 120, 130, 140]).CanSpeak);
    }

    [Fact]
    public void Points_older_than_24_hours_do_not_count()
    {
        var result = Judge([1, 1, 1, 100, 110, 120, 130, 140], minutesApart: 6 * 60);
        Assert.Equal((4, 5), (result.SampleCount, result.SampleCount + 1));
    }

    [Fact]
    public void Without_times_or_with_one_time_only_it_says_so()
    {
        Assert.Contains("same time", Judge([1, 2, 3, 4, 5, 6], minutesApart: 0).Reason, StringComparison.Ordinal);
        var series = new MetricSeries(TestSeries.Metric(), "app", "host", false, [.. Enumerable.Range(0, 9).Select(i => new SeriesPoint(0, default, i))]);
        var result = new RegressionDetector().Judge(series, new SeriesPoint(0, default, 9), PerfPolicy.Tiered).Tier(DetectionTier.Trend)!;
        Assert.Contains("time", result.Reason, StringComparison.Ordinal);
    }
}
