using CsCheck;
using MathNet.Numerics;
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
    public void It_is_that_of_MathNet_to_eleven_digits() => Gen.Double[0, 37].Sample(score =>
        Assert.Equal(1, TailProbability.TwoSided(score) / SpecialFunctions.Erfc(score / Constants.Sqrt2), 1e-11));

    [Fact]
    public void Nothing_is_certain_and_a_huge_score_is_next_to_impossible()
    {
        Assert.Equal(1, TailProbability.TwoSided(0));
        Assert.Equal(0, TailProbability.TwoSided(1000));
    }
}
