using System.Globalization;
using System.Text;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>A report for spreadsheets: a row for each metric of each application and environment.</summary>
internal static class CsvReport
{
    public static string Write(PerfReport report)
    {
        var text = new StringBuilder("From,To,Application,Environment,Cold,Metric,Name,Unit,Direction,Count,Minimum,Median,P95,Maximum,PreviousMedian,ChangePercent\n");
        foreach (PerfReportMetric row in report.Metrics)
        {
            text.AppendJoin(
                ',',
                Time(report.From), Time(report.To), CsvText.Cell(row.Application), CsvText.Cell(row.Environment), row.Cold.ToString(), CsvText.Cell(row.Metric), CsvText.Cell(row.Name), CsvText.Cell(row.Unit),
                row.Direction.ToString(), CsvText.Number(row.Count), CsvText.Number(row.Minimum), CsvText.Number(row.Median), CsvText.Number(row.P95), CsvText.Number(row.Maximum),
                CsvText.Number(row.PreviousMedian), CsvText.Number(row.ChangePercent)).Append('\n');
        }

        return text.ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
