namespace PerfTracking.Charts;

/// <summary>
/// Where the columns of a picture begin. They are of equal time, and stay where they are while a series grows: they are counted
/// from the year 1, and their width is one of few. What was made of a column that is over can so be used by the next picture.
/// Pure.
/// </summary>
public readonly record struct ChartGrid
{
    // A picture has at the most 8 % fewer columns than it might.
    private const int WidthsInOctave = 8;

    private ChartGrid(long width) => Width = width;

    /// <summary>The width of a column, in ticks of 100 ns.</summary>
    public long Width { get; }

    /// <summary>The narrowest columns, of which no more than so many hold a span of time.</summary>
    /// <param name="first">The begin of the span.</param>
    /// <param name="last">Its end, not before its begin.</param>
    /// <param name="columns">How many columns there are at the most; at least 1.</param>
    public static ChartGrid Of(DateTimeOffset first, DateTimeOffset last, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(last, first);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        double least = Math.Max(1, (last - first).TotalMilliseconds / columns);
        for (int step = (int)(WidthsInOctave * Math.Log2(least)); ; step++)
        {
            var grid = new ChartGrid((long)(TimeSpan.TicksPerMillisecond * Math.Pow(2, (double)step / WidthsInOctave)));
            if (grid.ColumnOf(last) - grid.ColumnOf(first) < columns)
            {
                return grid;
            }
        }
    }

    /// <summary>The number of the column of a time.</summary>
    /// <param name="time">The time.</param>
    public long ColumnOf(DateTimeOffset time) => time.UtcTicks / Width;

    /// <summary>When a column begins, UTC.</summary>
    /// <param name="column">Its number; not less than 0. The end of time for one that begins later.</param>
    public DateTimeOffset BeginOf(long column) =>
        column <= DateTimeOffset.MaxValue.UtcTicks / Width ? new DateTimeOffset(column * Width, TimeSpan.Zero) : DateTimeOffset.MaxValue;
}
