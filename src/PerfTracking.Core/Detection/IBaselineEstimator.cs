namespace PerfTracking.Detection;

/// <summary>Turns the latest points of a series into a baseline.</summary>
public interface IBaselineEstimator
{
    /// <summary>Computes the baseline of the latest <paramref name="window"/> points of a series.</summary>
    /// <param name="series">The series.</param>
    /// <param name="window">How many of its latest points to use; at least 1.</param>
    /// <returns>The baseline, or <see langword="null"/> for a series without points.</returns>
    PerfBaseline? Estimate(MetricSeries series, int window);
}
