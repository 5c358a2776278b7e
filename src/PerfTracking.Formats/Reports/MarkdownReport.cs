using System.Globalization;
using System.Text;
using PerfTracking.Formatting;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>A report as tables, one for each application on each environment.</summary>
internal static class MarkdownReport
{
    public static string Write(PerfReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Performance, {report.From.UtcDateTime:yyyy-MM-dd} to {report.To.UtcDateTime:yyyy-MM-dd}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{ReportSentence.Period(report)}.\n\n");
        foreach ((string subject, string fact) in ReportSentence.Facts(report))
        {
            text.Append(CultureInfo.InvariantCulture, $"- {subject}: {fact}\n");
        }

        foreach (IGrouping<(string Application, string Environment, bool Cold), PerfReportMetric> group in report.ShownMetrics.GroupBy(static row => (row.Application, row.Environment, row.Cold)))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {MarkdownText.Escape(group.Key.Application)}, {NameText.Start(group.Key.Cold)}, {MarkdownText.Escape(group.Key.Environment)}\n\n");
            text.Append("| Metric | n | Least | Median | 95 % | Most | Change |\n|---|--:|--:|--:|--:|--:|--:|\n");
            foreach (PerfReportMetric row in group)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {MarkdownText.Escape(row.Name)} | {ValueText.Count(row.Count)} | {ValueText.Of(row.Minimum)} | {ValueText.Of(row.Median)} {MarkdownText.Escape(row.Unit)} | {ValueText.Of(row.P95)} | {ValueText.Of(row.Maximum)} | {ValueText.Change(row.ChangePercent, row.PreviousMedian, row.Median)} |\n");
            }
        }

        return text.ToString();
    }
}
