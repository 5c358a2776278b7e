using System.Text;
using PerfTracking.Formats.Tables;
using PerfTracking.Reporting;

namespace PerfTracking.Formats.Reports;

/// <summary>Writes a period's summary as text. Pages write it as HTML.</summary>
public static class ReportWriter
{
    private static readonly FileKinds<PerfReport, ReportFormat> Kinds = new(
        new(ReportFormat.Html, null, ".html", ".htm"),
        new(ReportFormat.Markdown, MarkdownReport.Write, ".md", ".markdown"),
        new(ReportFormat.Csv, CsvReport.Write, ".csv") { Encoding = CsvTable.Encoding },
        new(ReportFormat.Json, JsonReport.Write, ".json"));

    /// <summary>The report as text that ends with a line break.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">Any format but <see cref="ReportFormat.Html"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one of these.</exception>
    public static string Write(PerfReport report, ReportFormat format)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Kinds.Write(report, format);
    }

    /// <summary>The format that a file's name says by its ending, or <see langword="null"/>.</summary>
    /// <param name="path">The file.</param>
    public static ReportFormat? FormatOf(string? path) => Kinds.FormatOf(path);

    /// <summary>What the name of a file of this format ends with.</summary>
    /// <param name="format">The format.</param>
    public static string EndingOf(ReportFormat format) => Kinds.EndingOf(format);

    /// <summary>How a file of this format is encoded.</summary>
    /// <param name="format">The format.</param>
    public static Encoding EncodingOf(ReportFormat format) => Kinds.EncodingOf(format);
}
