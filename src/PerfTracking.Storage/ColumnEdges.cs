using PerfTracking.Charts;
using PerfTracking.Storage.Raw;

namespace PerfTracking.Storage;

/// <summary>Where the columns of a picture begin among the positions of a group. Each is looked up when it is first asked for.</summary>
internal sealed class ColumnEdges
{
    private readonly SnapshotPositions _positions;
    private readonly long _group;
    private readonly StoredSpan _span;
    private readonly (long Position, DateTimeOffset At) _end;
    private readonly long?[] _begins;
    private (long Position, DateTimeOffset At) _low;
    private int _lowColumn;

    /// <summary>Lays columns over a span.</summary>
    /// <param name="database">The store.</param>
    /// <param name="group">The group.</param>
    /// <param name="span">The span; its first and its last position are taken.</param>
    /// <param name="columns">How many columns there are at the most; at least 1.</param>
    public ColumnEdges(RawDatabase database, long group, StoredSpan span, int columns)
    {
        _positions = new SnapshotPositions(database);
        (_group, _span) = (group, span);
        DateTimeOffset first = _positions.TimeAt(group, span.From), last = _positions.TimeAt(group, span.To - 1);
        Grid = ChartGrid.Of(first, last, columns);
        First = Grid.ColumnOf(first);
        Count = (int)(Grid.ColumnOf(last) - First) + 1;
        (_low, _end) = ((span.From, first), (span.To, last));
        _begins = new long?[Count];
    }

    /// <summary>Where columns begin in time.</summary>
    public ChartGrid Grid { get; }

    /// <summary>The number of the first column in the grid.</summary>
    public long First { get; }

    /// <summary>How many columns there are.</summary>
    public int Count { get; }

    /// <summary>The position of the first snapshot from the begin of a column on; for the first one, and behind the last, where the span begins and ends.</summary>
    /// <param name="column">The column's place, from 0.</param>
    public long PositionOf(int column) => column == 0 ? _span.From : column == Count ? _span.To : _begins[column] ??= Find(column);

    /// <summary>The place of the column of a position.</summary>
    /// <param name="column">That of a position before it.</param>
    /// <param name="position">The position, in the span.</param>
    public int ColumnFrom(int column, long position)
    {
        while (position >= PositionOf(column + 1))
        {
            column++;
        }

        return column;
    }

    // Mostly they are asked for one after the other.
    private long Find(int column)
    {
        if (column < _lowColumn)
        {
            (_low, _lowColumn) = ((_span.From, Grid.BeginOf(First)), 0);
        }

        (_low, _lowColumn) = (_positions.Between(_group, _low, _end, Grid.BeginOf(First + column)), column);
        return _low.Position;
    }
}
