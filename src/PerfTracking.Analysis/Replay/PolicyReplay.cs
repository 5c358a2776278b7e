using PerfTracking.Alerts;
using PerfTracking.Detection;

namespace PerfTracking.Analysis.Replay;

/// <summary>
/// Runs a policy over a series point by point, with the alerts that saves would have kept: what is reported here is what
/// <see cref="AlertLedger"/> reports everywhere.
/// </summary>
/// <param name="detector">Judges each point.</param>
public sealed class PolicyReplay(IRegressionDetector detector) : IPolicyReplay
{
    /// <inheritdoc/>
    public PerfReplay Run(MetricSeries series, PerfPolicy policy, IReadOnlyList<ReplayMark> marks, int tolerance = 5, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);

        var points = Numbered(series.Points);
        var log = new ReplayLog();
        for (var i = 0; i < points.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var history = points[Math.Max(0, i - policy.PointsNeeded)..i];
            var verdict = detector.Judge(series with { Points = history }, points[i], policy);
            log.Add(i, verdict, AlertLedger.Apply(log.Lasting, log, verdict, history, policy, improvements: true));
        }

        return ReplayScore.Of(
            new PerfReplay
            {
                Metric = series.Metric,
                Policy = policy.Name,
                PointCount = points.Length,
                Findings = [.. log.Findings.Select(finding => WithSource(finding, series.Points[finding.RaisedIndex]))],
            },
            marks,
            tolerance);
    }

    /// <summary>The points with numbers in their order, so that places can be told apart in numbers that were never saved too.</summary>
    private static SeriesPoint[] Numbered(SeriesPoint[] points)
    {
        var numbered = new SeriesPoint[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            numbered[i] = points[i] with { SnapshotId = i + 1 };
        }

        return numbered;
    }

    private static ReplayFinding WithSource(ReplayFinding finding, SeriesPoint point) => finding with
    {
        Timestamp = point.HasTimestamp ? point.Timestamp : null,
        SnapshotId = point.SnapshotId > 0 ? point.SnapshotId : null,
    };
}
