using System.Collections.Concurrent;
using PerfTracking.Detection;

namespace PerfTracking.Storage;

/// <summary>A column of a picture: what is shown of it, and what was before it.</summary>
/// <param name="Count">How many points it stands for.</param>
/// <param name="Points">Those that are shown, oldest first.</param>
/// <param name="Before">The values before its first point, oldest first.</param>
internal sealed record KnownColumn(long Count, IReadOnlyList<SeriesPoint> Points, IReadOnlyList<double> Before)
{
    /// <summary>A column without a point.</summary>
    public static KnownColumn Empty { get; } = new(0, [], []);
}

/// <summary>The columns of a series that are over, by their number in a grid. Safe for many threads.</summary>
internal sealed class KnownColumns
{
    private readonly ConcurrentDictionary<long, (long End, KnownColumn Column)> _columns = new();

    /// <summary>How many are known.</summary>
    public int Count => _columns.Count;

    /// <summary>A column, or <see langword="null"/> where it is not known.</summary>
    /// <param name="number">Its number.</param>
    public KnownColumn? Find(long number) => _columns.GetValueOrDefault(number).Column;

    /// <summary>Adds a column. Nothing will be saved to it but what arrives late.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="end">The position of the first snapshot behind it.</param>
    /// <param name="column">The column.</param>
    public void Add(long number, long end, KnownColumn column) => _columns[number] = (end, column);

    /// <summary>What is left of it before a late snapshot, on its own.</summary>
    /// <param name="position">The position of the snapshot.</param>
    public KnownColumns Before(long position)
    {
        var before = new KnownColumns();
        foreach ((long number, (long end, KnownColumn column)) in _columns.Where(one => one.Value.End < position))
        {
            before.Add(number, end, column);
        }

        return before;
    }
}
