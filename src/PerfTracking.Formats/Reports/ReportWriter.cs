using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>Writes a period's summary as text. Pages write it as HTML.</summary>
public static class ReportWriter
{
    /// <summary>The report as text that ends with a line break.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">Any format but <see cref="ReportFormat.Html"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one of these.</exception>
    public static string Write(PerfReport report, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(report);
        return format switch
        {
            ReportFormat.Markdown => MarkdownReport.Write(report),
            ReportFormat.Csv => CsvReport.Write(report),
            ReportFormat.Json => JsonReport.Write(report),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "A page writes it."),
        };
    }
}
