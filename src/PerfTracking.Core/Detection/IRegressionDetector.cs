namespace PerfTracking.Detection;

/// <summary>Judges one value of one metric against its history.</summary>
public interface IRegressionDetector
{
    /// <summary>Judges <paramref name="point"/>. Pure: the same input gives the same verdict, whatever was judged before.</summary>
    /// <param name="series">
    /// The metric and its history before <paramref name="point"/>. Only the latest <see cref="PerfPolicy.PointsNeeded"/>
    /// points are read.
    /// </param>
    /// <param name="point">The value to judge, finite.</param>
    /// <param name="policy">The limits.</param>
    /// <exception cref="ArgumentException">A value is not finite.</exception>
    PerfVerdict Judge(MetricSeries series, SeriesPoint point, PerfPolicy policy);
}
