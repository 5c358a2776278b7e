using PerfTracking.Detection;

namespace PerfTracking.Charts;

/// <summary>The baseline of a series as it was along the way: what each point was held against. Pure.</summary>
public static class BaselineBand
{
    /// <summary>The band of a thinned series: at each point with a window of at least <paramref name="least"/> values.</summary>
    /// <param name="series">The series, with windows.</param>
    /// <param name="estimator">Who computes baselines.</param>
    /// <param name="least">How many values a baseline needs to be shown; at least 1.</param>
    public static IReadOnlyList<BandPoint> Of(ThinnedSeries series, IBaselineEstimator estimator, int least)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        var band = new List<BandPoint>(series.Windows.Count);
        foreach (ThinnedWindow window in series.Windows)
        {
            if (window.Before.Count >= least && BaselineOf(series, window.Before, estimator) is { } baseline)
            {
                band.Add(new BandPoint(series.Points[window.Point].Timestamp, baseline.Median, baseline.P5, baseline.P95));
            }
        }

        return band;
    }

    private static PerfBaseline? BaselineOf(ThinnedSeries series, IReadOnlyList<double> before, IBaselineEstimator estimator) => estimator.Estimate(
        new MetricSeries(series.Metric, series.Application, series.Environment, series.Cold, [.. before.Select(static value => new SeriesPoint(0, default, value))]),
        before.Count);
}
