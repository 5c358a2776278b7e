using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Metrics;
using PerfTracking.Statistics;

namespace PerfTracking.Alerts;

/// <summary>
/// Alerts that a person raises where nothing spoke, and changes that a person sees elsewhere. Pure. Such an alert ends with a
/// decision; a tier that sees the same change later counts it and raises none of its own.
/// </summary>
public static class ManualAlert
{
    /// <summary>The kind of an alert that a person raised.</summary>
    public const string Kind = "Manual";

    /// <summary>How many points on each side of a change its levels are the medians of.</summary>
    public const int Window = 20;

    /// <summary>A new alert: expected is the level before a snapshot, current is the level from it on.</summary>
    /// <param name="series">The series with <see cref="Window"/> points before the snapshot and those since.</param>
    /// <param name="snapshot">The first snapshot on the new level.</param>
    /// <param name="severity">How severe it is.</param>
    /// <param name="notes">Why it is raised, or <see langword="null"/>.</param>
    /// <param name="by">Who raises it.</param>
    /// <param name="at">When.</param>
    /// <returns>The alert, or <see langword="null"/> where the snapshot holds no value of the series or none came before it.</returns>
    public static PerfAlert? Of(MetricSeries series, long snapshot, PerfSeverity severity, string? notes, string by, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (ChangeAt(series, snapshot, series.Points.Length > 0 ? series.Points[^1].Value : 0) is not { } change)
        {
            return null;
        }

        int first = PlaceOf(series, snapshot);
        SeriesPoint latest = series.Points[^1];
        return new PerfAlert
        {
            Metric = series.Metric.Id,
            Name = series.Metric.Name,
            Unit = series.Metric.Unit,
            Application = series.Application,
            Environment = series.Environment,
            Cold = series.Cold,
            Kind = Kind,
            Severity = severity,
            RaisedAt = at,
            RaisedBy = by,
            Since = series.Points[first].Timestamp,
            LastSeenAt = latest.Timestamp,
            Count = series.Points.Length - first,
            Value = latest.Value,
            Expected = change.Before,
            Level = change.After,
            DeviationPercent = change.DeviationPercent,
            FirstSnapshotId = snapshot,
            LastSnapshotId = latest.SnapshotId,
            ChangeSnapshotId = snapshot,
            Steps = [new PerfAlertStep(snapshot, snapshot, at, change.Before, change.After)],
            Message = change.Message,
            Notes = notes,
            IsNew = true,
        };
    }

    /// <summary>The change of a series at a snapshot: the medians of up to <see cref="Window"/> points on both sides.</summary>
    /// <param name="series">The series.</param>
    /// <param name="snapshot">The first snapshot on the new level.</param>
    /// <param name="value">The value whose distance from the level before is told.</param>
    /// <returns>The change, or <see langword="null"/> where the snapshot holds no value of the series or none came before it.</returns>
    public static AlertChange? ChangeAt(MetricSeries series, long snapshot, double value)
    {
        ArgumentNullException.ThrowIfNull(series);
        int first = PlaceOf(series, snapshot);
        if (first < 1)
        {
            return null;
        }

        double before = LevelOf(series.Points[Math.Max(0, first - Window)..first]);
        double after = LevelOf(series.Points[first..Math.Min(series.Points.Length, first + Window)]);
        string size = Sentence.Against(BeyondPercent(series.Metric, before, after), "the old one", IsWorse(series.Metric, before, after));
        string since = ChangeText.Since(series.Points[first - 1].Commit, series.Points[first].Commit);
        return new AlertChange(
            snapshot,
            before,
            after,
            BeyondPercent(series.Metric, before, value),
            $"The level went from {ValueText.Of(before)} to {ValueText.Of(after)}, {size}, with snapshot {snapshot}{since}, as a person sees it.");
    }

    /// <summary>The alert that reports a change already: one whose own change lies no farther from it than the place of one change may move.</summary>
    /// <param name="alerts">The alerts of the series.</param>
    /// <param name="series">The series.</param>
    /// <param name="snapshot">The first snapshot on the new level.</param>
    /// <param name="sameChange">How many points that may be (<see cref="PerfPolicy.SameChangePoints"/>).</param>
    public static PerfAlert? Reporting(IEnumerable<PerfAlert> alerts, MetricSeries series, long snapshot, int sameChange)
    {
        ArgumentNullException.ThrowIfNull(alerts);
        ArgumentNullException.ThrowIfNull(series);
        int place = PlaceOf(series, snapshot);
        return place < 0 ? null : alerts.FirstOrDefault(alert => ChangesOf(alert).Any(own => PlaceOf(series, own) is >= 0 and int other && Math.Abs(other - place) <= sameChange));
    }

    private static IEnumerable<long> ChangesOf(PerfAlert alert) => alert.Steps.Count > 0
        ? alert.Steps.Select(static step => step.ChangeSnapshotId)
        : [alert.ChangeSnapshotId ?? alert.FirstSnapshotId];

    private static int PlaceOf(MetricSeries series, long snapshot) => Array.FindIndex(series.Points, point => point.SnapshotId == snapshot);

    private static double LevelOf(SeriesPoint[] points) => Quantiles.MedianOf(Array.ConvertAll(points, static point => point.Value));

    private static bool IsWorse(PerfMetric metric, double before, double after) =>
        metric.Direction == MetricDirection.LowerIsBetter ? after > before : after < before;

    private static double? BeyondPercent(PerfMetric metric, double before, double value) =>
        (metric.Direction == MetricDirection.LowerIsBetter ? 1 : -1) * Percentage.Change(before, value);
}
