using PerfTracking.Benchmarks;

namespace PerfTracking.Tests.Benchmarks;

public class RoundOrderTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 6)]
    [InlineData(4, 24)]
    public void After_each_block_every_arm_stood_in_every_place_equally_often(int arms, int block)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var order = new RoundOrder(arms, seed);
            for (int blocks = 0; blocks < 3; blocks++)
            {
                int[][] rounds = Rounds(order, block);

                Assert.All(
                    Enumerable.Range(0, arms).SelectMany(arm => Enumerable.Range(0, arms).Select(place => rounds.Count(round => round[place] == arm))),
                    count => Assert.Equal(block / arms, count));
                Assert.True(order.IsBalanced);
            }
        }
    }

    [Fact]
    public void Every_arm_runs_behind_every_other_one_equally_often()
    {
        int[][] rounds = Rounds(new RoundOrder(3, 7), 6);

        Assert.All(
            rounds.SelectMany(round => round.Zip(round.Skip(1))).GroupBy(pair => pair),
            pairs => Assert.Equal(2, pairs.Count()));
    }

    [Fact]
    public void In_the_middle_of_a_block_nothing_is_balanced_yet()
    {
        var order = new RoundOrder(3, 7);
        Rounds(order, 5);

        Assert.False(order.IsBalanced);
    }

    [Fact]
    public void A_seed_deals_the_same_order_again_and_another_one_another()
    {
        string Dealt(int seed) => string.Join(' ', Rounds(new RoundOrder(3, seed), 30).Select(round => string.Concat(round)));

        Assert.Equal(Dealt(42), Dealt(42));
        Assert.NotEqual(Dealt(42), Dealt(43));
    }

    [Fact]
    public void The_blocks_are_not_all_shuffled_alike()
    {
        var order = new RoundOrder(3, 42);

        Assert.NotEqual(Rounds(order, 6), Rounds(order, 6));
    }

    private static int[][] Rounds(RoundOrder order, int count) => [.. Enumerable.Range(0, count).Select(_ => order.Next().ToArray())];
}
