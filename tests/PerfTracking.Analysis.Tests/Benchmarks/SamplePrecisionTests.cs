using PerfTracking.Analysis.Benchmarks;
using PerfTracking.Benchmarks;

namespace PerfTracking.Analysis.Tests.Benchmarks;

public class SamplePrecisionTests
{
    private static readonly SamplePrecision Precision = new();

    [Fact]
    public void Half_the_interval_is_told_in_per_cent_of_the_median()
    {
        // Of 25 values the interval is from the 8th to the 18th (Conover's table: 7.6 and 17.4 by the normal approximation).
        BenchmarkSample[] samples = [.. Enumerable.Range(0, 25).Select(i => new BenchmarkSample(100 + i, i))];

        Assert.Equal(100.0 * 5 / 112, Precision.OfValue(samples), 1e-9);
    }

    [Fact]
    public void Samples_of_one_round_count_as_their_median()
    {
        BenchmarkSample[] samples = [.. Enumerable.Range(0, 25).SelectMany(i => new[] { 100.0 + i, 1, 1000 }.Select((value, iteration) => new BenchmarkSample(value, i, iteration)))];

        Assert.Equal(100.0 * 5 / 112, Precision.OfValue(samples), 1e-9);
    }

    [Fact]
    public void Drift_that_hits_both_arms_of_a_round_does_not_widen_their_ratio()
    {
        BenchmarkSample[] reference = [.. Enumerable.Range(0, 30).Select(i => new BenchmarkSample(100 + (10 * i), i))];
        BenchmarkSample[] head = [.. reference.Select(sample => sample with { Value = 1.2 * sample.Value })];

        Assert.Equal(0, Precision.OfRatio(head, reference), 1e-9);
    }

    [Fact]
    public void Few_rounds_have_no_interval()
    {
        BenchmarkSample[] samples = [.. Enumerable.Range(0, 4).Select(i => new BenchmarkSample(100, i))];

        Assert.Equal(double.PositiveInfinity, Precision.OfValue(samples));
        Assert.Equal(double.PositiveInfinity, Precision.OfRatio(samples, samples));
    }
}
