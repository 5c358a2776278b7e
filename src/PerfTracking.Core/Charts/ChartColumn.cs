namespace PerfTracking.Charts;

/// <summary>What is kept of the points of one column of a picture.</summary>
public sealed class ChartColumn
{
    private ChartRun _run;

    internal ChartColumn(int number, ChartRun run, double[] before)
    {
        Number = number;
        _run = run;
        Before = before;
    }

    /// <summary>Its place in the picture, from 0.</summary>
    public int Number { get; }

    /// <summary>How many points it stands for.</summary>
    public int Count => _run.Count;

    /// <summary>The values before its first point, oldest first.</summary>
    public IReadOnlyList<double> Before { get; }

    /// <summary>The points that are kept, in the order in which they came: one to four.</summary>
    public IReadOnlyList<(long Key, double Value)> Points
    {
        get
        {
            var points = new List<(long Key, double Value)>(4) { _run.First };
            foreach ((long Key, double Value) point in _run.Smallest.Key <= _run.Largest.Key ? [_run.Smallest, _run.Largest, _run.Last] : new[] { _run.Largest, _run.Smallest, _run.Last })
            {
                if (points[^1].Key != point.Key)
                {
                    points.Add(point);
                }
            }

            return points;
        }
    }

    internal void Add(ChartRun run) => _run = _run.With(run);
}
