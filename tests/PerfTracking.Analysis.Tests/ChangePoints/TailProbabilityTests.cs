using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class TailProbabilityTests
{
    [Theory]
    [InlineData(1.959963985, 0.05)]
    [InlineData(3.290526731, 0.001)]
    [InlineData(5.326723887, 1e-7)]
    public void The_normal_tail_is_that_of_the_textbooks_table(double score, double chance)
    {
        Assert.Equal(1, TailProbability.TwoSided(score) / chance, 1e-7);
        Assert.Equal(1, TailProbability.TwoSided(-score) / chance, 1e-7);
    }

    [Fact]
    public void Nothing_is_certain_and_a_huge_score_is_next_to_impossible()
    {
        Assert.Equal(1, TailProbability.TwoSided(0), 1e-12);
        Assert.InRange(TailProbability.TwoSided(30), 0, 1e-100);
    }
}
