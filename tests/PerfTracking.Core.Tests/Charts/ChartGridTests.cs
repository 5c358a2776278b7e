using PerfTracking.Charts;

namespace PerfTracking.Core.Tests.Charts;

public sealed class ChartGridTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(50)]
    [InlineData(300)]
    public void Its_columns_are_no_more_than_may_be_and_hardly_fewer(int columns)
    {
        var random = new Random(columns);
        for (int i = 0; i < 200; i++)
        {
            DateTimeOffset first = Noon.AddSeconds(random.Next(100_000_000)), last = first.AddMilliseconds(Math.Pow(10, 4 + (8 * random.NextDouble())));
            var grid = ChartGrid.Of(first, last, columns);
            long count = grid.ColumnOf(last) - grid.ColumnOf(first) + 1;

            Assert.InRange(count, 1, columns);
            if (columns >= 50)
            {
                // One step in width, and a part of a column at either end.
                Assert.InRange(count, (0.91 * columns) - 2, columns);
            }
        }
    }

    [Fact]
    public void Its_columns_stay_where_they_are_while_a_series_grows()
    {
        var grids = Enumerable.Range(0, 1000).Select(static minutes => ChartGrid.Of(Noon, Noon.AddDays(7).AddMinutes(minutes), 300)).ToHashSet();

        // A tenth more of time is one step in width, or two.
        Assert.InRange(grids.Count, 1, 3);
    }

    [Fact]
    public void A_column_begins_where_the_one_before_it_ends()
    {
        var grid = ChartGrid.Of(Noon, Noon.AddDays(7), 300);
        for (long column = grid.ColumnOf(Noon); column <= grid.ColumnOf(Noon.AddDays(7)); column++)
        {
            Assert.Equal(column, grid.ColumnOf(grid.BeginOf(column)));
            Assert.Equal(column - 1, grid.ColumnOf(grid.BeginOf(column).AddTicks(-1)));
        }
    }

    [Fact]
    public void It_holds_one_moment_and_all_of_time()
    {
        Assert.Equal(TimeSpan.TicksPerMillisecond, ChartGrid.Of(Noon, Noon, 300).Width);
        var grid = ChartGrid.Of(DateTimeOffset.MinValue, DateTimeOffset.MaxValue, 1);
        Assert.Equal((0, 0), (grid.ColumnOf(DateTimeOffset.MinValue), grid.ColumnOf(DateTimeOffset.MaxValue)));
        Assert.Equal(DateTimeOffset.MaxValue, grid.BeginOf(1));
    }

    [Fact]
    public void It_needs_a_column_and_an_end_that_is_not_before_its_begin()
    {
        Assert.Throws<ArgumentOutOfRangeException>("columns", static () => ChartGrid.Of(Noon, Noon, 0));
        Assert.Throws<ArgumentOutOfRangeException>("last", static () => ChartGrid.Of(Noon, Noon.AddTicks(-1), 1));
    }
}
