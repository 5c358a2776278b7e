using CsCheck;
using PerfTracking.Analysis.ChangePoints;

namespace PerfTracking.Analysis.Tests.ChangePoints;

public sealed class LevelSeriesTests
{
    [Fact]
    public void A_stretch_is_sorted_the_same_whether_picked_or_sorted() =>
        Gen.Select(Gen.Int[0, 50].Select(i => (double)i).Array[20, 700], Gen.Int[0, 19], Gen.Int[1, 19]).Sample((values, from, length) =>
        {
            var to = Math.Min(from + length, values.Length);
            var series = new LevelSeries(values, 5);
            Assert.Equal(values[from..to].Order(), series.Sorted(from, to, new double[to - from + 1]).ToArray());
        });
}
