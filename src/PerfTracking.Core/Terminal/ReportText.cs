using System.Globalization;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Reporting;

namespace PerfTracking.Terminal;

/// <summary>What a terminal shows of a period.</summary>
public static class ReportText
{
    // Together a window of 80 columns.
    private const int NameWidth = 22;
    private const int NumberWidth = 8;
    private const int ValueWidth = 12;
    private const int ChangeWidth = 8;

    /// <summary>The lines of a report, in colour.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<string> Lines(PerfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return string.Create(CultureInfo.InvariantCulture, $"{report.From:yyyy-MM-dd HH:mm} to {report.To:yyyy-MM-dd HH:mm} UTC, {report.Snapshots} snapshots");
        yield return report.WorstOpenAlert == PerfSeverity.Critical
            ? "Performance index: none while a critical alert is open (it knows targets alone)"
            : $"Performance index {ValueText.Of(report.PerformanceIndex)} (before: {ValueText.Of(report.PreviousPerformanceIndex)})";
        yield return Alerts(report);
        foreach (IGrouping<string, PerfReportMetric> group in report.Metrics.GroupBy(static metric => $"{metric.Application}, {(metric.Cold ? "cold" : "warm")}, {metric.Environment}"))
        {
            yield return string.Empty;
            yield return group.Key;
            yield return $"  {"metric",-NameWidth} {"count",5} {"min",NumberWidth} {"median",ValueWidth} {"p95",NumberWidth} {"max",NumberWidth} {"change",ChangeWidth}";
            foreach (PerfReportMetric metric in group)
            {
                string change = ValueText.Change(metric.ChangePercent, metric.PreviousMedian, metric.Median);
                yield return $"  {NameText.Of(metric.Name, NameWidth),-NameWidth} {ValueText.Of(metric.Count, null, 5),5} {Number(metric.Minimum)} {ValueText.Of(metric.Median, metric.Unit, ValueWidth),ValueWidth} {Number(metric.P95)} {Number(metric.Maximum)} {new string(' ', ChangeWidth - change.Length)}{SeverityText.Trend(metric.ChangePercent, metric.Direction, metric.PreviousMedian, metric.Median)}";
            }
        }
    }

    private static string Number(double value) => ValueText.Of(value, null, NumberWidth).PadLeft(NumberWidth);

    private static string Alerts(PerfReport report)
    {
        string raised = report.AlertsBySeverity.Count == 0
            ? "No alerts"
            : $"Alerts: {string.Join(", ", report.AlertsBySeverity.Select(static pair => $"{pair.Value} {pair.Key.ToString().ToLowerInvariant()}"))}; {report.OpenAlerts} still open";
        return report.OlderOpenAlerts == 0 ? raised : $"{raised}; {report.OlderOpenAlerts} older {(report.OlderOpenAlerts == 1 ? "one is" : "ones are")} open";
    }
}
