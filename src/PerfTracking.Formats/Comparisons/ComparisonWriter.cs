using System.Text;
using PerfTracking.Formats.Tables;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>Writes a comparison for others. Pages are made elsewhere: HTML is not among what is written here.</summary>
public static class ComparisonWriter
{
    private static readonly FileKinds<ComparisonReport, ComparisonFormat> Kinds = new(
        new(ComparisonFormat.Markdown, MarkdownComparison.Write, ".md", ".markdown"),
        new(ComparisonFormat.Json, JsonComparison.Write, ".json"),
        new(ComparisonFormat.Csv, CsvComparison.Write, ".csv") { Encoding = CsvTable.Encoding },
        new(ComparisonFormat.JUnit, JUnitComparison.Write, ".xml"),
        new(ComparisonFormat.Html, null, ".html", ".htm"));

    /// <summary>The comparison as text that ends with a line break.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">Any format but <see cref="ComparisonFormat.Html"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The format is not one of these.</exception>
    public static string Write(ComparisonReport report, ComparisonFormat format)
    {
        ArgumentNullException.ThrowIfNull(report);
        return Kinds.Write(report, format);
    }

    /// <summary>The format that a file's name says by its ending, or <see langword="null"/>.</summary>
    /// <param name="path">The file.</param>
    public static ComparisonFormat? FormatOf(string path) => Kinds.FormatOf(path);

    /// <summary>How a file of this format is encoded.</summary>
    /// <param name="format">The format.</param>
    public static Encoding EncodingOf(ComparisonFormat format) => Kinds.EncodingOf(format);
}
