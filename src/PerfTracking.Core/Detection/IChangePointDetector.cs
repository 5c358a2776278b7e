using PerfTracking.Metrics;

namespace PerfTracking.Detection;

/// <summary>Finds where the level of a whole series shifted.</summary>
public interface IChangePointDetector
{
    /// <summary>Finds the change points of a series. Pure and deterministic.</summary>
    /// <param name="points">The series, oldest first, every value finite. Not modified.</param>
    /// <param name="options">What a shift must be to count.</param>
    /// <param name="direction">Which direction is better, where that is known.</param>
    /// <returns>The change points, oldest first; none for a series too short to hold one.</returns>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    IReadOnlyList<PerfChangePoint> Detect(SeriesPoint[] points, ChangePointOptions options, MetricDirection? direction = null);
}
