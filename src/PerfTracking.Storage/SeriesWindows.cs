using PerfTracking.Detection;

namespace PerfTracking.Storage;

/// <summary>
/// The latest points of the series that this process saves, kept between its saves: a script that saves in a loop reads its
/// history once. Part of the <see cref="WriterMemory"/>.
/// </summary>
internal sealed class SeriesWindows
{
    /// <summary>More series than this are read each time; they would be kept for nothing in a process that saves once.</summary>
    private const int MaxSeries = 64;

    private readonly List<Window> _windows = [];

    /// <summary>Forgets everything.</summary>
    public void Clear() => _windows.Clear();

    /// <summary>The points of a series, or <see langword="null"/> where they are not known.</summary>
    /// <param name="series">The series.</param>
    /// <param name="limit">How many are wanted.</param>
    public SeriesPoint[]? Find(long series, int limit) => WindowOf(series) is { } window && window.Limit == limit ? window.Points : null;

    /// <summary>Caches the points of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="limit">How many were wanted.</param>
    /// <param name="points">Those there are, oldest first.</param>
    public void Cache(long series, int limit, SeriesPoint[] points)
    {
        if (WindowOf(series) is { } known)
        {
            _windows.Remove(known);
        }

        if (_windows.Count < MaxSeries)
        {
            _windows.Add(new Window(series, limit, points));
        }
    }

    /// <summary>Adds the point that was just saved to a series whose points are known.</summary>
    /// <param name="series">The series.</param>
    /// <param name="point">The point.</param>
    public void Append(long series, SeriesPoint point)
    {
        if (WindowOf(series) is not { } window)
        {
            return;
        }

        SeriesPoint[] points = window.Points;
        if (points.Length == window.Limit)
        {
            Array.Copy(points, 1, points, 0, points.Length - 1);
        }
        else
        {
            Array.Resize(ref points, points.Length + 1);
            window.Points = points;
        }

        points[^1] = point;
    }

    private Window? WindowOf(long series)
    {
        foreach (Window window in _windows)
        {
            if (window.Series == series)
            {
                return window;
            }
        }

        return null;
    }

    private sealed class Window(long series, int limit, SeriesPoint[] points)
    {
        public long Series { get; } = series;

        public int Limit { get; } = limit;

        public SeriesPoint[] Points { get; set; } = points;
    }
}
