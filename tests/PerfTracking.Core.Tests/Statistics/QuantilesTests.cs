using CsCheck;
using PerfTracking.Statistics;

namespace PerfTracking.Tests.Statistics;

public class QuantilesTests
{
    [Fact]
    public void A_value_that_counts_several_times_is_as_if_it_stood_there_so_often() =>
        Gen.Select(Gen.Select(Gen.Double[-1e6, 1e6], Gen.Long[1, 5]).Array[1, 20], Gen.Double[0, 1]).Sample((values, share) =>
        {
            double[] sorted = [.. values.Select(static one => one.Item1)];
            long[] counts = [.. values.Select(static one => one.Item2)];
            Array.Sort(sorted, counts);
            double[] repeated = [.. sorted.Zip(counts, static (value, count) => Enumerable.Repeat(value, (int)count)).SelectMany(static same => same)];

            foreach (double one in new[] { 0, share, 0.5, 1 })
            {
                Assert.Equal(Quantiles.Of(repeated, one), Quantiles.Of(sorted, counts, one));
            }
        });

    [Fact]
    public void The_middle_of_an_even_number_lies_between_two_values() => Assert.Equal(2.5, Quantiles.Of([1, 2, 3], [1, 1, 2], 0.5));
}
