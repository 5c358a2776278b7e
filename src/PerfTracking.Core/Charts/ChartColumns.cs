namespace PerfTracking.Charts;

/// <summary>
/// Chooses the points of a long series that a picture of it needs: of each column of the picture the first, the smallest, the
/// largest and the last one (M4: Jugel, Jerzak, Hackenbroich and Markl, "M4: A Visualization-Oriented Time Series Data
/// Aggregation", VLDB 2014). No extreme is ever lost. Values are given one after the other, so that the series itself need not
/// be in memory.
/// </summary>
/// <param name="window">How many of the values before a column are kept with it, to tell what was normal then; at least 0.</param>
public sealed class ChartColumns(int window)
{
    private readonly double[] _recent = new double[window];
    private readonly List<ChartColumn> _columns = [];
    private long _seen;
    private ChartColumn? _open;

    /// <summary>The columns that hold a point, oldest first.</summary>
    public IReadOnlyList<ChartColumn> Columns => _columns;

    /// <summary>How many points the columns stand for.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a value that lies before the picture, for the window of its first columns.</summary>
    /// <param name="value">The value.</param>
    public void AddBefore(double value) => Remember(value);

    /// <summary>Forgets the values before: what is normal begins anew.</summary>
    public void Restart() => _seen = 0;

    /// <summary>Takes the next value.</summary>
    /// <param name="column">The number of its column; never less than that of the value before.</param>
    /// <param name="key">What the value is known by; rises from one to the next.</param>
    /// <param name="value">The value, finite.</param>
    public void Add(int column, long key, double value)
    {
        Add(column, ChartRun.Of(key, value));
        Remember(value);
    }

    /// <summary>
    /// Takes points that follow each other in one column. Their values are not remembered: before the next column begins,
    /// <see cref="Restart"/> and <see cref="AddBefore"/> say what lies before it.
    /// </summary>
    /// <param name="column">The number of their column; never less than that of the value before.</param>
    /// <param name="run">The points.</param>
    public void Add(int column, ChartRun run)
    {
        if (_open is null || _open.Number != column)
        {
            _open = new ChartColumn(column, run, Recent());
            _columns.Add(_open);
        }
        else
        {
            _open.Add(run);
        }

        Count += run.Count;
    }

    private void Remember(double value)
    {
        if (window > 0)
        {
            _recent[_seen++ % window] = value;
        }
    }

    private double[] Recent()
    {
        int count = (int)Math.Min(_seen, window);
        double[] recent = new double[count];
        for (int i = 0; i < count; i++)
        {
            recent[i] = _recent[(_seen - count + i) % window];
        }

        return recent;
    }
}
