using System.Globalization;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Reporting;

namespace PerfTracking.Terminal;

/// <summary>What a terminal shows of a snapshot.</summary>
public static class SummaryText
{
    private const int NameWidth = 22;
    private const int ValueWidth = 11;
    private const int TargetWidth = 6;

    /// <summary>The lines of a summary, in colour.</summary>
    /// <param name="summary">The summary.</param>
    public static IEnumerable<string> Lines(PerfSummary summary)
    {
        ArgumentNullException.ThrowIfNull(summary);
        PerfSnapshot snapshot = summary.Snapshot;
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{snapshot.Application}  snapshot {snapshot.Id}, {snapshot.Timestamp:yyyy-MM-dd HH:mm:ss} UTC, {NameText.Start(snapshot.Cold)} start{(summary.ShownIndex is { } index ? $", index {ValueText.Of(index)}" : "")}");
        yield return string.Empty;
        foreach (PerfMetricStatus metric in summary.Metrics.Where(IsKey))
        {
            string target = metric.Target is null ? "" : $"target {ValueText.Of(metric.Target, null, TargetWidth)}";
            yield return $"  {NameText.Of(metric.Name, NameWidth),-NameWidth} {ValueText.Of(metric.Current, metric.Unit, ValueWidth),ValueWidth}  {target,-13} {Trend(metric)} {SeverityText.Mark(metric.Status)}";
        }

        if (summary.Findings.Count > 0)
        {
            yield return string.Empty;
            foreach (PerfMetricStatus finding in summary.Findings)
            {
                yield return $"  {SeverityText.Mark(finding.Status)}: {Sentence.Finding(finding.Name, finding.Current, finding.Expected, finding.Unit, finding.Message)}";
            }
        }

        foreach (PerfVerdict improvement in snapshot.Improvements)
        {
            yield return $"  Better: {improvement.Metric.Name} is {ValueText.Of(improvement.Value, improvement.Metric.Unit)}, before {ValueText.Of(improvement.Expected, improvement.Metric.Unit)}.";
        }

        if (summary.Alerts.Count > 0)
        {
            yield return string.Empty;
            yield return $"  {ValueText.Count(summary.Alerts.Count, "open alert")}: {string.Join(", ", summary.Alerts.Select(static alert => alert.Id))}. See Get-PerfAlert, Approve-PerfAlert, Deny-PerfAlert.";
        }
    }

    // What a script measured, what has a target, and whatever is wrong; the rest is for Get-PerfStatus -All.
    private static bool IsKey(PerfMetricStatus metric) =>
        metric.Status != PerfSeverity.Ok || metric.Target is not null || metric.Kind == MetricKind.Core || (metric.Kind == MetricKind.Custom && !metric.Name.Contains('.', StringComparison.Ordinal));

    // Padded by hand: the colour takes room in the text and none on the screen.
    private static string Trend(PerfMetricStatus metric)
    {
        const int width = 15;
        const string since = " in 7 d";
        string plain = ValueText.Change(metric.TrendPercent, metric.WeekMedian, metric.Current);
        return plain == ValueText.Of(null)
            ? new string(' ', width)
            : SeverityText.Trend(metric) + since.PadRight(Math.Max(0, width - plain.Length));
    }
}
