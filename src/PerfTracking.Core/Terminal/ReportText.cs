using PerfTracking.Formatting;
using PerfTracking.Reporting;

namespace PerfTracking.Terminal;

/// <summary>What a terminal shows of a period.</summary>
public static class ReportText
{
    private const int Width = 80;
    private const int TitleNameWidth = 36;

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
        yield return ReportSentence.Period(report);
        foreach ((string subject, string text) in ReportSentence.Facts(report))
        {
            yield return $"{subject}: {text}";
        }

        foreach (IGrouping<(string Application, bool Cold, string Environment), PerfReportMetric> group in report.ShownMetrics.GroupBy(static metric => (metric.Application, metric.Cold, metric.Environment)))
        {
            yield return string.Empty;
            yield return Title(group.Key.Application, group.Key.Cold, group.Key.Environment);
            yield return $"  {"metric",-NameWidth} {"count",5} {"min",NumberWidth} {"median",ValueWidth} {"p95",NumberWidth} {"max",NumberWidth} {"change",ChangeWidth}";
            foreach (PerfReportMetric metric in group)
            {
                string change = ValueText.Change(metric.ChangePercent, metric.PreviousMedian, metric.Median);
                yield return $"  {NameText.Of(metric.Name, NameWidth),-NameWidth} {ValueText.Of(metric.Count, null, 5),5} {Number(metric.Minimum)} {ValueText.Of(metric.Median, metric.Unit, ValueWidth),ValueWidth} {Number(metric.P95)} {Number(metric.Maximum)} {new string(' ', ChangeWidth - change.Length)}{SeverityText.Trend(metric.ChangePercent, metric.Direction, metric.PreviousMedian, metric.Median)}";
            }
        }
    }

    private static string Title(string application, bool cold, string environment)
    {
        string whole = $"{application}, {NameText.Start(cold)}, {environment}";
        return whole.Length <= Width ? whole : $"{NameText.Of(application, TitleNameWidth)}, {NameText.Start(cold)}, {NameText.Of(environment, TitleNameWidth)}";
    }

    private static string Number(double value) => ValueText.Of(value, null, NumberWidth).PadLeft(NumberWidth);
}
