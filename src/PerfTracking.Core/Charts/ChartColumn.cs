namespace PerfTracking.Charts;

/// <summary>What is kept of the points of one column of a picture.</summary>
public sealed class ChartColumn
{
    private readonly (long Key, double Value) _first;
    private (long Key, double Value) _smallest;
    private (long Key, double Value) _largest;
    private (long Key, double Value) _last;

    internal ChartColumn(int number, long key, double value, double[] before)
    {
        Number = number;
        _first = _smallest = _largest = _last = (key, value);
        Before = before;
    }

    /// <summary>Its place in the picture, from 0.</summary>
    public int Number { get; }

    /// <summary>The values before its first point, oldest first.</summary>
    public IReadOnlyList<double> Before { get; }

    /// <summary>The points that are kept, in the order in which they came: one to four.</summary>
    public IReadOnlyList<(long Key, double Value)> Points
    {
        get
        {
            var points = new List<(long Key, double Value)>(4) { _first };
            foreach ((long Key, double Value) point in _smallest.Key <= _largest.Key ? [_smallest, _largest, _last] : new[] { _largest, _smallest, _last })
            {
                if (points[^1].Key != point.Key)
                {
                    points.Add(point);
                }
            }

            return points;
        }
    }

    internal void Add(long key, double value)
    {
        _last = (key, value);
        if (value < _smallest.Value)
        {
            _smallest = (key, value);
        }

        if (value > _largest.Value)
        {
            _largest = (key, value);
        }
    }
}
