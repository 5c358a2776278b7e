using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class MemoryTests
{
    private static double Average(Func<int, double[]> make, List<int> cuts) =>
        Enumerable.Range(1, 40).Average(seed => Memory.OfHistory.Autocorrelation(new LevelSeries(make(seed), 5), cuts));

    [Fact]
    public void Noise_without_memory_has_next_to_none_however_short_the_levels_are()
    {
        Assert.InRange(Average(seed => Noise.Normal(300, seed: seed), []), 0, 0.05);
        // Uncorrected, levels of ten points would say −0.1 and one of −0.1 below what is there; here it may not say more than that either.
        Assert.InRange(Average(seed => Noise.Normal(300, seed: seed), [.. Enumerable.Range(1, 29).Select(i => 10 * i)]), 0, 0.06);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    public void Autocorrelation_is_measured_as_it_is_whether_levels_are_long_or_short(double memory)
    {
        Assert.InRange(Average(seed => Noise.Autocorrelated(300, memory, seed), []), memory - 0.06, memory + 0.04);
        Assert.InRange(Average(seed => Noise.Autocorrelated(300, memory, seed), [.. Enumerable.Range(1, 14).Select(i => 20 * i)]), memory - 0.06, memory + 0.06);
    }

    [Fact]
    public void Steps_at_the_cuts_are_no_memory()
    {
        double[] Stepped(int seed) => Noise.Raised(Noise.Normal(300, seed: seed), 150, 1.5);
        Assert.InRange(Average(Stepped, [150]), 0, 0.06);
        Assert.InRange(Average(Stepped, []), 0.9, 1);
    }

    [Fact]
    public void Where_levels_have_no_scatter_there_is_no_memory()
    {
        double[] values = [.. Enumerable.Repeat(0.0, 20), .. Enumerable.Repeat(3.0, 20)];
        Assert.Equal(1, Memory.OfHistory.Factor(new LevelSeries(values, 5), [20]));
    }

    [Fact]
    public void In_a_window_a_cut_has_used_up_its_place_too_and_the_theory_says_what_memory_costs()
    {
        var series = new LevelSeries(Noise.Autocorrelated(120, 0.6, 1), 5);
        Assert.Equal(Memory.OfHistory.Autocorrelation(series, []), Memory.OfWindow.Autocorrelation(series, []));
        Assert.True(Memory.OfWindow.Autocorrelation(series, [40, 80]) > Memory.OfHistory.Autocorrelation(series, [40, 80]));
        var memory = Memory.OfWindow.Autocorrelation(series, [40, 80]);
        Assert.Equal(Math.Sqrt((1 - memory) / (1 + memory)), Memory.OfWindow.Factor(series, [40, 80]), 12);
    }
}
