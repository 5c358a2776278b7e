using PerfTracking.Detection;

namespace PerfTracking.Analysis;

/// <summary>
/// Runs a policy over a series point by point. A finding is raised once per tier and change: the points that still show
/// it are counted, three good points in a row end it, and a change of level that was told is not told again.
/// </summary>
/// <param name="detector">Judges each point.</param>
public sealed class PolicyReplay(IRegressionDetector detector) : IPolicyReplay
{
    /// <summary>How many good points in a row end a finding.</summary>
    public const int GoodPointsToResolve = 3;

    /// <inheritdoc/>
    public PerfReplay Run(MetricSeries series, PerfPolicy policy, IReadOnlyList<ReplayMark> marks, int tolerance = 5)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);

        var log = new FindingLog();
        for (var i = 0; i < series.Points.Length; i++)
        {
            var start = Math.Max(0, i - policy.PointsNeeded);
            var history = series with { Points = series.Points[start..i] };
            log.Add(i, detector.Judge(history, series.Points[i], policy));
        }

        return ReplayScore.Of(
            new PerfReplay
            {
                Metric = series.Metric,
                Policy = policy.Name,
                PointCount = series.Points.Length,
                Findings = log.Findings,
            },
            marks,
            tolerance);
    }
}
