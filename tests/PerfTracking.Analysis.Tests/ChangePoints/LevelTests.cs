using PerfTracking.Detection;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class LevelTests
{
    private static double Coverage(Func<int, double[]> make)
    {
        int held = 0, found = 0;
        for (var seed = 1; seed <= 200; seed++)
        {
            foreach (var change in new ChangePointDetector().Detect(TestSeries.Points(Noise.Raised(make(seed), 60, 1.2)), new ChangePointOptions()))
            {
                found++;
                held += change.ShiftLower <= 20 && 20 <= change.ShiftUpper ? 1 : 0;
            }
        }

        Assert.InRange(found, 150, 260);
        return (double)held / found;
    }

    [Fact]
    public void Nineteen_of_twenty_intervals_hold_the_true_size() => Assert.InRange(Coverage(seed => Noise.Normal(120, 100, 3, seed)), 0.92, 1);

    [Fact]
    public void Memory_makes_them_wider() => Assert.InRange(Coverage(seed => Noise.Autocorrelated(120, 0.6, seed)), 0.90, 1);

    [Fact]
    public void More_points_make_them_narrower()
    {
        static double Width(int count)
        {
            var change = Assert.Single(new ChangePointDetector().Detect(TestSeries.Points(Noise.Raised(Noise.Normal(count), count / 2, 1.2)), new ChangePointOptions()));
            return change.ShiftUpper!.Value - change.ShiftLower!.Value;
        }

        Assert.True(Width(40) > 1.5 * Width(400));
    }
}
