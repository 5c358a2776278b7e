using System.Globalization;
using PerfTracking.Reporting;

namespace PerfTracking.Formatting;

/// <summary>What a terminal shows of a period.</summary>
public static class ReportText
{
    /// <summary>The lines of a report, in colour.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<string> Lines(PerfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC, {report.Snapshots} snapshots");
        yield return $"Performance index {ValueText.Of(report.PerformanceIndex)} (before: {ValueText.Of(report.PreviousPerformanceIndex)})";
        yield return report.AlertsBySeverity.Count == 0
            ? "No alerts"
            : $"Alerts: {string.Join(", ", report.AlertsBySeverity.Select(static pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))}; {report.OpenAlerts} still open";
        foreach (IGrouping<string, PerfReportMetric> group in report.Metrics.GroupBy(static metric => $"{metric.Application}, {(metric.Cold ? "cold" : "warm")}, {metric.Environment}"))
        {
            yield return string.Empty;
            yield return group.Key;
            yield return $"  {"metric",-26} {"count",6} {"min",10} {"median",10} {"p95",10} {"max",10} {"unit",-7} change";
            foreach (PerfReportMetric metric in group)
            {
                yield return $"  {metric.Name,-26} {metric.Count,6} {ValueText.Of(metric.Minimum),10} {ValueText.Of(metric.Median),10} {ValueText.Of(metric.P95),10} {ValueText.Of(metric.Maximum),10} {metric.Unit,-7} {SeverityText.Trend(metric.ChangePercent, metric.Better)}";
            }
        }
    }
}
