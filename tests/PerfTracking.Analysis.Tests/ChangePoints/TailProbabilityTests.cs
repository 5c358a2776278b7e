using MathNet.Numerics.Distributions;
using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class TailProbabilityTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1.959963984540054)]
    [InlineData(6)]
    public void The_normal_tail_is_that_of_the_textbook(double z)
    {
        var exact = 2 * Normal.CDF(0, 1, -z);
        Assert.InRange(TailProbability.NormalTwoSided(z) / exact, 1 - 1e-6, 1 + 1e-6);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(13)]
    [InlineData(40)]
    [InlineData(118)]
    public void Students_tail_is_within_a_fifth_of_the_exact_one(double degrees)
    {
        for (double t = 0.5; t < 12; t += 0.5)
        {
            var exact = 2 * StudentT.CDF(0, 1, degrees, -t);
            Assert.InRange(TailProbability.StudentTwoSided(t, degrees) / exact, 0.8, 1.2);
        }
    }
}
