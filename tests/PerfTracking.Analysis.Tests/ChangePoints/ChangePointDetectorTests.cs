using System.Diagnostics;
using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class ChangePointDetectorTests
{
    private static IReadOnlyList<PerfChangePoint> Detect(double[] values, ChangePointOptions? options = null, MetricDirection? direction = null) =>
        new ChangePointDetector().Detect(TestSeries.Points(values), options ?? new ChangePointOptions(), direction);

    [Fact]
    public void A_step_is_found_at_its_place_with_levels_commits_and_time()
    {
        double[] values = [.. Enumerable.Repeat(100.0, 20), .. Enumerable.Repeat(130.0, 30)];
        var change = Assert.Single(Detect(values, direction: MetricDirection.LowerIsBetter));
        Assert.Equal((20, 100, 130, 30, 30, 20, 30), (change.Index, change.Before, change.After, change.Shift, change.ShiftPercent, change.PointsBefore, change.PointsAfter));
        Assert.Equal(("c19", "c20", 21, TestSeries.Start.AddMinutes(200)), (change.CommitBefore, change.CommitAfter, change.SnapshotId, change.Timestamp));
        Assert.Equal(0, change.PValue);
        Assert.Equal(ChangeEffect.Worse, change.Effect);
    }

    [Theory]
    [InlineData(1e200, 2e200, 100)]
    [InlineData(1e-300, 2e-300, 100)]
    [InlineData(7e307, 1.4e308, 100)]
    [InlineData(-1.5e308, 1.5e308, 200)]
    public void A_step_between_huge_or_tiny_values_is_found_with_its_size(double before, double after, double percent)
    {
        double[] values = [.. Noise.Normal(20, 1, 0.01, 1).Select(noise => before * noise), .. Noise.Normal(20, 1, 0.01, 2).Select(noise => after * noise)];

        var change = Assert.Single(Detect(values));

        Assert.Equal(20, change.Index);
        Assert.InRange(change.ShiftPercent!.Value, percent * 0.97, percent * 1.03);
        Assert.True(double.IsFinite(change.Before) && double.IsFinite(change.After) && double.IsFinite(change.ShiftLower ?? 0) && double.IsFinite(change.ShiftUpper ?? 0));
        Assert.DoesNotContain("Infinity", change.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_direction_of_the_metric_says_whether_it_is_worse()
    {
        double[] values = [.. Enumerable.Repeat(100.0, 20), .. Enumerable.Repeat(130.0, 30)];
        Assert.Equal(ChangeEffect.Better, Assert.Single(Detect(values, direction: MetricDirection.HigherIsBetter)).Effect);
        Assert.Equal(ChangeEffect.None, Assert.Single(Detect(values)).Effect);
    }

    [Fact]
    public void Steps_up_and_down_in_noise_are_all_found()
    {
        var values = Noise.Raised(Noise.Raised(Noise.Raised(Noise.Normal(200), 50, 1.1), 90, 1 / 1.1), 130, 1.08);
        var found = Detect(values).Select(change => change.Index).ToArray();
        Assert.Equal(3, found.Length);
        Assert.InRange(found[0], 49, 51);
        Assert.InRange(found[1], 89, 91);
        Assert.InRange(found[2], 129, 131);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Noise_without_a_change_has_none(int seed) => Assert.Empty(Detect(Noise.Normal(500, seed: seed)));

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.8)]
    public void Noise_that_remembers_is_not_taken_for_steps(double memory)
    {
        var flagged = Enumerable.Range(1, 40).Count(seed => Detect(Noise.Autocorrelated(300, memory, seed)).Count > 0);
        Assert.InRange(flagged, 0, 2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void An_excursion_shorter_than_a_level_is_a_spike(int length)
    {
        var values = Noise.Normal(100);
        for (var i = 50; i < 50 + length; i++)
        {
            values[i] *= 5;
        }

        Assert.Empty(Detect(values));
    }

    [Fact]
    public void The_minimum_segment_length_decides_what_an_excursion_is()
    {
        var values = Noise.Normal(120);
        for (var i = 50; i < 60; i++)
        {
            values[i] *= 2;
        }

        Assert.Equal([50, 60], Detect(values).Select(change => change.Index));
        Assert.Empty(Detect(values, new ChangePointOptions { MinimumSegmentLength = 15 }));
        Assert.Empty(Detect(values, new ChangePointOptions { MinimumSegmentLength = 1_100_000_000 }));
        Assert.Empty(Detect(values, new ChangePointOptions { MinimumSegmentLength = int.MaxValue }));
    }

    [Fact]
    public void A_shift_below_the_minimum_effect_is_not_told()
    {
        var values = Noise.Raised(Noise.Normal(200, deviation: 0.5), 100, 1.05);
        Assert.Single(Detect(values, new ChangePointOptions { MinimumEffectPercent = 4 }));
        Assert.Empty(Detect(values, new ChangePointOptions { MinimumEffectPercent = 6 }));
    }

    [Fact]
    public void A_level_that_is_left_and_come_back_to_is_told_each_time()
    {
        var values = Noise.Normal(240, 100, 1);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] += i / 30 % 2 * 4;
        }

        Assert.Equal([30, 60, 90, 120, 150, 180, 210], Detect(values).Select(change => (int)Math.Round(change.Index / 5.0) * 5));
    }

    [Fact]
    public void A_stricter_significance_finds_less()
    {
        var values = Noise.Raised(Noise.Normal(60), 30, 1.04);
        Assert.Single(Detect(values, new ChangePointOptions { Significance = 1e-4 }));
        Assert.Empty(Detect(values, new ChangePointOptions { Significance = 1e-15 }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void A_series_too_short_for_two_levels_has_no_change(int count) => Assert.Empty(Detect([.. Enumerable.Range(0, count).Select(i => (double)i)]));

    [Fact]
    public void A_constant_series_has_no_change()
    {
        Assert.Empty(Detect([.. Enumerable.Repeat(0.1, 300)]));
        Assert.Empty(Detect([.. Enumerable.Repeat(0.0, 300)], new ChangePointOptions { MinimumEffectPercent = 0 }));
    }

    [Fact]
    public void A_change_from_zero_has_no_percentage_and_is_found()
    {
        var change = Assert.Single(Detect([.. Enumerable.Repeat(0.0, 20), .. Enumerable.Repeat(3.0, 20)]));
        Assert.Equal((20, null), (change.Index, change.ShiftPercent));
    }

    [Fact]
    public void As_points_arrive_a_change_that_was_told_stays_told()
    {
        var values = Noise.Raised(Noise.Normal(160), 100, 1.1);
        var told = false;
        for (var count = 100; count <= values.Length; count++)
        {
            var found = Detect(values[..count]);
            Assert.True(found.Count <= 1);
            Assert.False(told && found.Count == 0, $"The change vanished at {count} points.");
            told |= found.Count == 1;
        }

        Assert.True(told);
    }

    [Fact]
    public void A_hundred_thousand_points_take_seconds()
    {
        var values = Noise.Normal(100_000);
        var watch = Stopwatch.StartNew();
        Detect(values);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void A_value_that_is_not_finite_is_refused(double value) => Assert.Throws<ArgumentException>(() => Detect([1, 2, value]));

    [Fact]
    public void An_option_outside_its_range_is_refused_by_name()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Detect([1], new ChangePointOptions { MinimumSegmentLength = 1 }));
        Assert.Contains("MinimumSegmentLength is 1", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => Detect([1], new ChangePointOptions { Significance = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Detect([1], new ChangePointOptions { MinimumEffectPercent = -1 }));
    }
}
