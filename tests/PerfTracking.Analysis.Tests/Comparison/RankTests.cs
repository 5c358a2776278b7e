using CsCheck;
using PerfTracking.Analysis.Comparison;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Tests.Comparison;

public sealed class RankTests
{
    private static readonly Gen<double[]> Values = Gen.Int[-40, 40].Select(static tenths => tenths / 8.0).Array[1, 12];

    [Fact]
    public void The_chances_of_signed_ranks_are_those_of_all_signs()
    {
        const int Count = 7;
        double[] tail = SignedRank.LowerTail(Count);

        for (int sum = 0; sum < tail.Length; sum++)
        {
            int rarer = Enumerable.Range(0, 1 << Count).Count(signs => Enumerable.Range(1, Count).Where(rank => (signs & (1 << (rank - 1))) != 0).Sum() <= sum);
            Assert.Equal(rarer / (double)(1 << Count), tail[sum], 12);
        }
    }

    [Fact]
    public void The_chances_of_pairs_in_order_are_those_of_all_orders()
    {
        double[] tail = RankSum.LowerTail(3, 4);
        int[][] places = [.. from a in Enumerable.Range(0, 7) from b in Enumerable.Range(a + 1, 6 - a) from c in Enumerable.Range(b + 1, 6 - b) where c < 7 select new[] { a, b, c }];

        Assert.Equal(35, places.Length);
        for (int pairs = 0; pairs < tail.Length; pairs++)
        {
            Assert.Equal(places.Count(place => place.Sum() - 3 <= pairs) / 35.0, tail[pairs], 12);
        }
    }

    [Fact]
    public void The_shift_of_pairs_is_the_median_of_all_averages_of_two() => Values.Sample(static values =>
    {
        double[] averages = [.. values.SelectMany((one, i) => values.Take(i + 1).Select(other => (one + other) / 2)).Order()];

        Assert.Equal(Quantiles.Median(averages), SignedRank.Of([.. values], 0.05).Center, 12);
    });

    [Fact]
    public void The_shift_of_two_sets_is_the_median_of_all_differences() => Gen.Select(Values, Values).Sample(static (current, baseline) =>
    {
        double[] differences = [.. current.SelectMany(one => baseline.Select(other => one - other)).Order()];

        Assert.Equal(Quantiles.Median(differences), RankSum.Of([.. current], [.. baseline], 0.05).Center, 12);
    });

    [Fact]
    public void Hollander_and_Wolfes_depression_scores_have_their_published_interval()
    {
        // Nonparametric Statistical Methods, table 3.1: estimate −0.46, interval at 96.1 % (−0.786, −0.010), p = 0.039 two-sided.
        double[] before = [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30], after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29];

        Shift shift = SignedRank.Of([.. after.Zip(before, static (one, other) => one - other)], 0.04);

        Assert.Equal(-0.46, shift.Center, 9);
        Assert.Equal((-0.786, -0.010), (Math.Round(shift.Lower, 6), Math.Round(shift.Upper, 6)));
        Assert.Equal(0.0390625, shift.PValue, 9);
    }

    [Fact]
    public void Brunner_and_Munzels_pain_scores_have_their_published_statistic()
    {
        double[] placebo = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 4], drug = [1, 1, 1, 2, 3, 3, 3, 3, 4, 4, 5];

        (double statistic, double freedom) = RankSum.BrunnerMunzel(drug, placebo, 0);

        Assert.Equal(3.1374674823029505, statistic, 10);
        Assert.Equal(17.682841979481545, freedom, 8);
        Assert.Equal(0.0057862086661515377, RankSum.Of(drug, placebo, 0.05).PValue, 10);
    }

    [Fact]
    public void Five_pairs_have_no_interval_at_one_per_cent_and_eight_have()
    {
        Assert.False(SignedRank.Of([1, 2, 3, 4, 5], 0.01).HasInterval);
        Assert.Equal(8, SignedRank.FewestPairs(0.01));
        Assert.False(SignedRank.Of([1, 2, 3, 4, 5, 6, 7], 0.01).HasInterval);
        Assert.Equal((1, 8), (SignedRank.Of([1, 2, 3, 4, 5, 6, 7, 8], 0.01).Lower, SignedRank.Of([1, 2, 3, 4, 5, 6, 7, 8], 0.01).Upper));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(30)]
    [InlineData(250)]
    public void An_interval_of_pairs_misses_the_truth_no_more_often_than_it_may(int count)
    {
        var random = new Random(count);
        int missed = Enumerable.Range(0, 2_000).Count(_ =>
        {
            Shift shift = SignedRank.Of([.. Enumerable.Range(0, count).Select(_ => Math.Pow(random.NextDouble() - 0.5, 3))], 0.05);
            return shift.Lower > 0 || shift.Upper < 0;
        });

        Assert.InRange(missed, 0, 130);
    }

    [Theory]
    [InlineData(5, 9)]
    [InlineData(15, 15)]
    [InlineData(12, 200)]
    public void An_interval_of_two_sets_of_unlike_spread_misses_the_truth_seldom(int first, int second)
    {
        var random = new Random(first);
        int missed = Enumerable.Range(0, 1_000).Count(_ =>
        {
            Shift shift = RankSum.Of(
                [.. Enumerable.Range(0, first).Select(_ => random.NextDouble() - 0.5)], [.. Enumerable.Range(0, second).Select(_ => 3 * (random.NextDouble() - 0.5))], 0.05);
            return shift.Lower > 0 || shift.Upper < 0;
        });

        // For small sets of unlike spread no test of ranks keeps its level exactly.
        Assert.InRange(missed, 0, 85);
    }

    [Fact]
    public void A_hundred_thousand_values_take_no_time_worth_naming()
    {
        var random = new Random(1);
        double[] current = [.. Enumerable.Range(0, 100_000).Select(_ => 1.05 + (0.1 * random.NextDouble()))], baseline = [.. Enumerable.Range(0, 100_000).Select(_ => 1 + (0.1 * random.NextDouble()))];

        Shift shift = RankSum.Of(current, baseline, 0.01);

        Assert.Equal(0.05, shift.Center, 3);
        Assert.InRange(shift.Upper - shift.Lower, 0.0001, 0.002);
    }

    [Fact]
    public void Holms_correction_is_that_of_the_paper() =>
        Assert.Equal([0.06, 0.06, 0.03, 0.04], HolmCorrection.Of([0.03, 0.04, 0.0075, 0.0133333333333333]), (one, other) => Math.Abs(one - other) < 1e-9);
}
