using CsCheck;
using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class LevelSeriesTests
{
    [Fact]
    public void A_stretch_is_sorted_the_same_whether_picked_or_sorted() =>
        Gen.Select(Gen.Int[0, 50].Select(i => (double)i).Array[20, 700], Gen.Int[0, 19], Gen.Int[1, 19]).Sample((values, from, length) =>
        {
            var to = Math.Min(from + length, values.Length);
            var series = new LevelSeries(values, 5);
            Assert.Equal(values[from..to].Order(), series.Sorted(from, to, new double[to - from + 1]).ToArray());
        });

    [Fact]
    public void The_jitter_of_normal_noise_is_its_deviation() =>
        Assert.InRange(new LevelSeries(Noise.Normal(10_000, deviation: 3), 5).Jitter, 2.94, 3.06);

    [Fact]
    public void Rounding_to_more_than_the_noise_is_wide_does_not_widen_the_jitter()
    {
        double[] rounded = [.. Noise.Normal(10_000, deviation: 0.6).Select(value => Math.Round(value))];
        Assert.InRange(new LevelSeries(rounded, 5).Jitter, 0.55, 0.67);
    }

    [Fact]
    public void Steps_are_not_in_the_jitter()
    {
        var values = Noise.Normal(300, deviation: 2);
        var flat = new LevelSeries(values, 5).Jitter;
        double[] stair = [.. values.Select((value, i) => value + 1000 * (i / 30))];
        Assert.InRange(new LevelSeries(stair, 5).Jitter / flat, 0.9, 1.1);
    }

    [Theory]
    [InlineData(new double[] { }, 0)]
    [InlineData(new double[] { 150 }, 1)]
    [InlineData(new double[] { 150, 160, 150, 160 }, 4)]
    [InlineData(new double[] { 50, 40 }, 2)]
    [InlineData(new double[] { 150, 50 }, 1)]
    [InlineData(new double[] { 150, 100 }, 0)]
    [InlineData(new double[] { 150, 160, 150, 160, 150 }, 0)]
    public void Last_points_that_are_too_few_for_a_level_of_their_own_are_not_settled(double[] last, int unsettled)
    {
        double[] values = [.. Noise.Normal(40), .. last];
        Assert.Equal(values.Length - unsettled, new LevelSeries(values, 5).Settled);
    }
}
