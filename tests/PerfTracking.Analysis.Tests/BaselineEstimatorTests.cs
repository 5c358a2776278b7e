using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tests;

public sealed class BaselineEstimatorTests
{
    private static PerfBaseline Baseline(double[] values, int window = 20) =>
        new BaselineEstimator().Estimate(TestSeries.Of(values), window)!;

    [Fact]
    public void A_series_without_points_has_no_baseline() =>
        Assert.Null(new BaselineEstimator().Estimate(TestSeries.Of([]), 20));

    [Fact]
    public void A_single_sample_is_its_own_median_and_has_no_spread()
    {
        var baseline = Baseline([42]);
        Assert.Equal((42, 42, 42, 42, 0, 0, 1), (baseline.Median, baseline.P5, baseline.P95, baseline.Mean, baseline.StandardDeviation, baseline.Mad, baseline.SampleCount));
        Assert.Equal(0.2, baseline.Confidence, 12);
    }

    [Fact]
    public void One_to_eleven_have_the_statistics_of_the_textbook()
    {
        var baseline = Baseline([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        Assert.Equal(6, baseline.Median);
        Assert.Equal(6, baseline.Mean);
        Assert.Equal(1.5, baseline.P5, 12);
        Assert.Equal(10.5, baseline.P95, 12);
        Assert.Equal(Math.Sqrt(11), baseline.StandardDeviation, 12);
        Assert.Equal(3, baseline.Mad);
        Assert.Equal((1, 11, 11, 0), (baseline.Minimum, baseline.Maximum, baseline.SampleCount, baseline.OutlierCount));
    }

    [Fact]
    public void Only_the_latest_window_counts()
    {
        var baseline = Baseline([1000, 1000, 1000, 10, 12, 14], window: 3);
        Assert.Equal((12, 3), (baseline.Median, baseline.SampleCount));
        Assert.Equal(TestSeries.Start.AddMinutes(30), baseline.From);
        Assert.Equal(TestSeries.Start.AddMinutes(50), baseline.To);
    }

    [Fact]
    public void One_outlier_among_six_values_is_left_out_although_three_classical_deviations_would_keep_it()
    {
        var baseline = Baseline([100, 101, 99, 102, 98, 5000]);
        Assert.Equal((100, 5, 1, 102), (baseline.Median, baseline.SampleCount, baseline.OutlierCount, baseline.Maximum));
    }

    [Fact]
    public void A_value_just_inside_three_robust_deviations_stays_and_one_just_outside_goes()
    {
        // The median is 100 and the MAD 1, so the limit is 3 × 1.4826 = 4.4478.
        Assert.Equal(0, Baseline([98, 99, 99, 100, 101, 101, 104.4]).OutlierCount);
        Assert.Equal(1, Baseline([98, 99, 99, 100, 101, 101, 104.5]).OutlierCount);
    }

    [Fact]
    public void Where_most_values_are_equal_the_mean_deviation_finds_the_outlier()
    {
        var baseline = Baseline([.. Enumerable.Repeat(100.0, 19), 500]);
        Assert.Equal((100, 0, 19, 1), (baseline.Median, baseline.StandardDeviation, baseline.SampleCount, baseline.OutlierCount));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(100)]
    [InlineData(1e300)]
    public void A_constant_series_has_no_spread_and_full_confidence_for_its_count(double value)
    {
        var baseline = Baseline([.. Enumerable.Repeat(value, 20)]);
        Assert.Equal((value, value, 0, 0, 20, 0), (baseline.Median, baseline.Mean, baseline.StandardDeviation, baseline.Mad, baseline.SampleCount, baseline.OutlierCount));
        Assert.Equal(20.0 / 24, baseline.Confidence, 12);
    }

    [Fact]
    public void Twenty_samples_with_a_spread_of_ten_per_cent_are_trusted_at_least_070() =>
        Assert.Equal(20.0 / 24 / 1.1, BaselineEstimator.Confidence(20, 0, 100, 10), 12);

    [Fact]
    public void Confidence_rises_with_the_count_and_falls_with_spread_and_outliers()
    {
        var reference = BaselineEstimator.Confidence(20, 0, 100, 10);
        Assert.True(BaselineEstimator.Confidence(21, 0, 100, 10) > reference);
        Assert.True(BaselineEstimator.Confidence(20, 0, 100, 11) < reference);
        Assert.True(BaselineEstimator.Confidence(19, 1, 100, 10) < reference);
        Assert.Equal(0, BaselineEstimator.Confidence(20, 0, 0, 1));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_not_finite_is_refused(double value) =>
        Assert.Throws<ArgumentException>(() => Baseline([1, value]));
}
