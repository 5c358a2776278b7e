using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>Writes a comparison for others. Pages are made elsewhere: HTML is not among these.</summary>
public static class ComparisonWriter
{
    /// <summary>Writes a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">How; not <see cref="ComparisonFormat.Html"/>.</param>
    /// <returns>The text, with line feeds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these formats.</exception>
    public static string Write(ComparisonReport report, ComparisonFormat format)
    {
        ArgumentNullException.ThrowIfNull(report);
        return format switch
        {
            ComparisonFormat.Markdown => MarkdownComparison.Write(report),
            ComparisonFormat.Json => JsonComparison.Write(report),
            ComparisonFormat.Csv => CsvComparison.Write(report),
            ComparisonFormat.JUnit => JUnitComparison.Write(report),
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, "It is not written here."),
        };
    }
}
