using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;
using PerfTracking.Pages.Rendering;

namespace PerfTracking.Cmdlets.Comparison;

/// <summary>A comparison on its way into a file.</summary>
internal static class ComparisonFile
{
    /// <summary>The text of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="format">How it is written.</param>
    public static string Text(ComparisonReport report, ComparisonFormat format) => format == ComparisonFormat.Html
        ? PageRenderer.RenderAsync(report).GetAwaiter().GetResult()
        : ComparisonWriter.Write(report, format);

    /// <summary>Writes a report, unless the user is only told what would be done.</summary>
    /// <param name="cmdlet">The command.</param>
    /// <param name="report">The report.</param>
    /// <param name="path">The file, as the user named it.</param>
    /// <param name="format">How it is written.</param>
    /// <returns>The file; <see langword="null"/> where it was not written, of which an error was written where there was one.</returns>
    public static FileInfo? Write(PSCmdlet cmdlet, ComparisonReport report, string path, ComparisonFormat format)
    {
        string full = UserPath.Of(cmdlet, path);
        if (!cmdlet.ShouldProcess(full, $"Write the comparison as {format}"))
        {
            return null;
        }

        try
        {
            File.WriteAllText(full, Text(report, format), ComparisonWriter.EncodingOf(format));
            return new FileInfo(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.WriteError(ReportErrors.NotWritten(exception, full));
            return null;
        }
    }
}
