using CsCheck;
using PerfTracking.Metrics;
using PerfTracking.Tracking;

namespace PerfTracking.Tests.Tracking;

public class AggregationTests
{
    private static readonly Gen<double[]> Values = Gen.Double[-1e9, 1e9].Array[1, 50];

    [Theory]
    [InlineData(MetricAggregation.Median, 4)]
    [InlineData(MetricAggregation.Last, 5)]
    [InlineData(MetricAggregation.Sum, 27)]
    [InlineData(MetricAggregation.Mean, 5.4)]
    [InlineData(MetricAggregation.Minimum, 1)]
    [InlineData(MetricAggregation.Maximum, 14)]
    public void Five_values_become_one(MetricAggregation aggregation, double expected)
    {
        Assert.Equal(new AggregatedValue(expected, 5, 1, 14), AggregatedValue.Of([14, 3, 4, 1, 5], aggregation));
    }

    [Fact]
    public void The_median_of_an_even_number_is_the_mean_of_the_middle_two()
    {
        Assert.Equal(2.5, AggregatedValue.Of([4, 1, 3, 2], MetricAggregation.Median).Value);
    }

    [Fact]
    public void The_median_of_huge_values_does_not_overflow()
    {
        Assert.Equal(double.MaxValue, AggregatedValue.Of([double.MaxValue, double.MaxValue], MetricAggregation.Median).Value);
    }

    [Fact]
    public void Nothing_cannot_be_combined()
    {
        Assert.Throws<ArgumentException>(() => AggregatedValue.Of([], MetricAggregation.Sum));
    }

    [Fact]
    public void One_value_is_itself_under_every_aggregation() => Gen.Select(Gen.Double[-1e9, 1e9], Gen.Enum<MetricAggregation>())
        .Sample((value, aggregation) => AggregatedValue.Of([value], aggregation) == new AggregatedValue(value, 1, value, value));

    [Fact]
    public void A_median_does_not_depend_on_the_order() => Gen.Select(Values, Gen.Int)
        .Sample((values, seed) =>
        {
            double[] shuffled = [.. values];
            new Random(seed).Shuffle(shuffled);
            return AggregatedValue.Of(values, MetricAggregation.Median) == AggregatedValue.Of(shuffled, MetricAggregation.Median);
        });

    [Fact]
    public void At_least_half_of_the_values_lie_on_each_side_of_the_median() => Values.Sample(values =>
    {
        double median = AggregatedValue.Of(values, MetricAggregation.Median).Value;
        return 2 * values.Count(value => value <= median) >= values.Length && 2 * values.Count(value => value >= median) >= values.Length;
    });

    [Fact]
    public void Every_aggregation_but_the_sum_stays_between_minimum_and_maximum() => Gen.Select(Values, Gen.Enum<MetricAggregation>())
        .Where((_, aggregation) => aggregation != MetricAggregation.Sum)
        .Sample((values, aggregation) =>
        {
            AggregatedValue of = AggregatedValue.Of(values, aggregation);
            double rounding = 1e-12 * values.Sum(Math.Abs);
            return of.Minimum == values.Min() && of.Maximum == values.Max() && of.Count == values.Length
                && of.Value >= of.Minimum - rounding && of.Value <= of.Maximum + rounding;
        });

    [Theory]
    [InlineData(MetricAggregation.Sum, double.MaxValue)]
    [InlineData(MetricAggregation.Mean, 1.6e308)]
    [InlineData(MetricAggregation.Median, 1.6e308)]
    public void Values_whose_sum_is_no_number_have_one_value_all_the_same(MetricAggregation aggregation, double expected) =>
        Assert.Equal(expected, AggregatedValue.Of([1.6e308, 1.6e308, 1.6e308, 1.6e308], aggregation).Value, expected * 1e-12);

    [Fact]
    public void A_list_that_is_combined_is_left_as_it_is() => Values.Sample(values =>
    {
        double[] copy = [.. values];
        _ = AggregatedValue.Of(values, MetricAggregation.Median);
        return values.SequenceEqual(copy);
    });
}
