using CsCheck;
using PerfTracking.Charts;

namespace PerfTracking.Tests.Charts;

public sealed class ChartColumnsTests
{
    [Fact]
    public void Every_column_keeps_its_first_smallest_largest_and_last_value() =>
        Gen.Select(Gen.Double[-1e6, 1e6].Array[1, 400], Gen.Int[1, 60]).Sample((values, width) =>
        {
            var columns = new ChartColumns(0);
            for (int i = 0; i < values.Length; i++)
            {
                columns.Add(i / width, i, values[i]);
            }

            Assert.Equal(values.Length, columns.Count);
            double[][] expected = [.. values.Chunk(width)];
            Assert.Equal(expected.Length, columns.Columns.Count);
            for (int i = 0; i < expected.Length; i++)
            {
                (long Key, double Value)[] kept = [.. columns.Columns[i].Points];
                Assert.InRange(kept.Length, 1, 4);
                Assert.Equal(expected[i][0], kept[0].Value);
                Assert.Equal(expected[i][^1], kept[^1].Value);
                Assert.Equal(expected[i].Min(), kept.Min(static point => point.Value));
                Assert.Equal(expected[i].Max(), kept.Max(static point => point.Value));
                Assert.All(kept, point => Assert.Equal(values[point.Key], point.Value));
                Assert.Equal(kept.Select(static point => point.Key).Distinct().Order(), kept.Select(static point => point.Key));
            }
        });

    [Fact]
    public void A_column_comes_with_the_values_before_it() => Gen.Select(Gen.Int[0, 30], Gen.Int[1, 7], Gen.Int[0, 8]).Sample((count, width, window) =>
    {
        var columns = new ChartColumns(window);
        for (int i = 0; i < count; i++)
        {
            columns.AddBefore(i);
        }

        for (int i = 0; i < 20; i++)
        {
            columns.Add(i / width, i, count + i);
        }

        for (int i = 0; i < columns.Columns.Count; i++)
        {
            int first = count + (i * width);
            Assert.Equal(Enumerable.Range(0, first).TakeLast(window).Select(static value => (double)value), columns.Columns[i].Before);
        }
    });

    [Fact]
    public void What_is_normal_begins_anew_with_an_accepted_level()
    {
        var columns = new ChartColumns(3);
        columns.Add(0, 0, 1);
        columns.Add(1, 1, 2);
        columns.Restart();
        columns.Add(2, 2, 10);
        columns.Add(3, 3, 11);

        Assert.Equal([[], [1], [], [10]], columns.Columns.Select(static column => column.Before));
    }
}
