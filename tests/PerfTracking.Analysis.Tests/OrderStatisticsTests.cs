using CsCheck;
using MathNet.Numerics.Statistics;
using PerfTracking.Analysis.Statistics;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tests;

public sealed class OrderStatisticsTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1e6, 1e6].Array[1, 400];

    [Fact]
    public void Sorting_is_that_of_the_framework() => Values.Sample(values =>
        Assert.Equal(values.Order(), OrderStatistics.Sorted(values)));

    [Fact]
    public void Medians_and_quantiles_are_those_of_MathNet() => Values.Sample(values =>
    {
        var sorted = OrderStatistics.Sorted(values);
        Assert.Equal(values.Median(), Quantiles.Median(sorted), 1e-6);
        Assert.Equal(values.QuantileCustom(0.05, QuantileDefinition.R7), Quantiles.Of(sorted, 0.05), 1e-6);
        Assert.Equal(values.QuantileCustom(0.9, QuantileDefinition.R7), Quantiles.Of(sorted, 0.9), 1e-6);
    });
}
