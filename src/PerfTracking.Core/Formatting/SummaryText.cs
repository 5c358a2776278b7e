using System.Globalization;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Reporting;

namespace PerfTracking.Formatting;

/// <summary>What a terminal shows of a snapshot.</summary>
public static class SummaryText
{
    /// <summary>The lines of a summary, in colour.</summary>
    /// <param name="summary">The summary.</param>
    public static IEnumerable<string> Lines(PerfSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        PerfSnapshot snapshot = summary.Snapshot;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.Application}  snapshot {snapshot.Id}, {snapshot.Timestamp:yyyy-MM-dd HH:mm:ss} UTC, {(snapshot.Cold ? "cold" : "warm")} start{Index(snapshot.PerformanceIndex)}");
        yield return string.Empty;
        foreach (PerfMetricStatus metric in summary.Metrics.Where(IsKey))
        {
            string target = metric.Target is null ? "" : $"target {ValueText.Of(metric.Target)}";
            yield return $"  {metric.Name,-24} {ValueText.Of(metric.Current, metric.Unit),14}  {target,-12}  {Trend(metric)}  {SeverityText.Mark(metric.Status)}";
        }

        if (summary.Warnings.Count > 0)
        {
            yield return string.Empty;
            foreach (PerfMetricStatus warning in summary.Warnings)
            {
                yield return $"  {SeverityText.Mark(warning.Status)}: {warning.Name} is {ValueText.Of(warning.Current, warning.Unit)}, expected {ValueText.Of(warning.Expected, warning.Unit)}. {warning.Message}";
            }
        }

        foreach (PerfRegression improvement in snapshot.Improvements)
        {
            yield return $"  Better: {improvement.Metric.Name} is {ValueText.Of(improvement.Value, improvement.Metric.Unit)}, before {ValueText.Of(improvement.Expected, improvement.Metric.Unit)}.";
        }

        if (summary.Alerts.Count > 0)
        {
            yield return string.Empty;
            yield return $"  {summary.Alerts.Count} open {(summary.Alerts.Count == 1 ? "alert" : "alerts")}: {string.Join(", ", summary.Alerts.Select(static alert => alert.Id))}. See Get-PerfAlert, Approve-PerfAlert, Deny-PerfAlert.";
        }
    }

    // What a script measured, what has a target, and whatever is wrong; the rest is for Get-PerfStatus -All.
    private static bool IsKey(PerfMetricStatus metric) =>
        metric.Status != PerfSeverity.Ok || metric.Target is not null || metric.Kind == MetricKind.Core || (metric.Kind == MetricKind.Custom && !metric.Name.Contains('.', StringComparison.Ordinal));

    // Padded by hand: the colour takes room in the text and none on the screen.
    private static string Trend(PerfMetricStatus metric)
    {
        const int width = 18;
        const string since = " in 7 days";
        return metric.TrendPercent is null
            ? new string(' ', width)
            : SeverityText.Trend(metric.TrendPercent, metric.Better) + since.PadRight(Math.Max(0, width - ValueText.Change(metric.TrendPercent).Length));
    }

    private static string Index(double? index) => index is null ? "" : $", index {ValueText.Of(index)}";
}
