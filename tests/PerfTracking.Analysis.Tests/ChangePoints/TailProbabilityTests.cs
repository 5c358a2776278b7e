using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class TailProbabilityTests
{
    [Theory]
    [InlineData(8, 2.306004135)]
    [InlineData(13, 2.160368656)]
    [InlineData(40, 2.021075390)]
    [InlineData(118, 1.980272249)]
    public void Students_tail_is_that_of_the_textbooks_table(double degrees, double fivePercentPoint)
    {
        Assert.Equal(0.05, TailProbability.StudentTwoSided(fivePercentPoint, degrees), 1e-8);
        Assert.Equal(0.05, TailProbability.StudentTwoSided(-fivePercentPoint, degrees), 1e-8);
    }

    [Fact]
    public void Nothing_is_certain_and_a_huge_statistic_is_next_to_impossible()
    {
        Assert.Equal(1, TailProbability.StudentTwoSided(0, 20), 1e-12);
        Assert.InRange(TailProbability.StudentTwoSided(1e6, 100), 0, 1e-100);
    }
}
