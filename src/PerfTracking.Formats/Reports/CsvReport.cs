using PerfTracking.Formats.Tables;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>A report for spreadsheets: a row for each metric of each application and environment.</summary>
internal static class CsvReport
{
    public static string Write(PerfReport report) => new CsvColumns<PerfReportMetric>()
        .With(nameof(PerfReport.From), _ => report.From)
        .With(nameof(PerfReport.To), _ => report.To)
        .With(nameof(PerfReportMetric.Application), static row => row.Application)
        .With(nameof(PerfReportMetric.Environment), static row => row.Environment)
        .With(nameof(PerfReportMetric.Cold), static row => row.Cold)
        .With(nameof(PerfReportMetric.Metric), static row => row.Metric)
        .With(nameof(PerfReportMetric.Name), static row => row.Name)
        .With(nameof(PerfReportMetric.Unit), static row => row.Unit)
        .With(nameof(PerfReportMetric.Direction), static row => row.Direction)
        .With(nameof(PerfReportMetric.Count), static row => row.Count)
        .With(nameof(PerfReportMetric.Minimum), static row => row.Minimum)
        .With(nameof(PerfReportMetric.Median), static row => row.Median)
        .With(nameof(PerfReportMetric.P95), static row => row.P95)
        .With(nameof(PerfReportMetric.Maximum), static row => row.Maximum)
        .With(nameof(PerfReportMetric.PreviousMedian), static row => row.PreviousMedian)
        .With(nameof(PerfReportMetric.ChangePercent), static row => row.ChangePercent)
        .With(nameof(PerfReport.WorstOpenAlert), _ => report.WorstOpenAlert)
        .TextOf(report.Metrics);
}
