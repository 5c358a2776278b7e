using PerfTracking.Detection;
using PerfTracking.Metrics;

namespace PerfTracking.Charts;

/// <summary>A series as a picture needs it: few points, with every extreme among them, and what was normal along the way.</summary>
/// <param name="Metric">What was measured.</param>
/// <param name="Application">The application that was measured.</param>
/// <param name="Environment">The environment in which it was measured.</param>
/// <param name="Cold">Whether these are cold starts.</param>
/// <param name="Count">How many points those that are shown stand for.</param>
/// <param name="Points">The points that are shown, oldest first.</param>
/// <param name="Windows">The values before some of them, oldest first.</param>
public sealed record ThinnedSeries(
    PerfMetric Metric,
    string Application,
    string Environment,
    bool Cold,
    long Count,
    IReadOnlyList<SeriesPoint> Points,
    IReadOnlyList<ThinnedWindow> Windows)
{
    /// <summary>Whether some points were left out.</summary>
    public bool IsThinned => Count > Points.Count;
}

/// <summary>The values that came before a point.</summary>
/// <param name="Point">The place of the point in <see cref="ThinnedSeries.Points"/>.</param>
/// <param name="Before">The values, oldest first.</param>
public readonly record struct ThinnedWindow(int Point, IReadOnlyList<double> Before);
