using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;
using PerfTracking.Pages.Rendering;

namespace PerfTracking.Cmdlets.Benchmarks;

/// <summary>Writes what was compared as Markdown, JSON, CSV, JUnit's XML or a page.</summary>
[Cmdlet(VerbsData.Export, "PerfComparison", SupportsShouldProcess = true)]
[OutputType(typeof(string), typeof(FileInfo))]
public sealed class ExportPerfComparisonCommand : ComparisonReportCmdlet
{
    /// <summary>The file; without, the text comes out.</summary>
    [Parameter(Position = 0)]
    [Alias("OutFile")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>How; what the file's ending says unless given, and Markdown without a file.</summary>
    [Parameter]
    public ComparisonFormat? Format { get; set; }

    /// <summary>Whether the file comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override void Pass(ComparisonReport report)
    {
        if (Path is null)
        {
            WriteObject(Text(report, Format ?? ComparisonFormat.Markdown));
            return;
        }

        if ((Format ?? ComparisonWriter.FormatOf(Path)) is not { } format)
        {
            WriteError(BenchmarkReportErrors.FormatNotGiven(Path));
            return;
        }

        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldProcess(full, $"Write the comparison as {format}"))
        {
            return;
        }

        try
        {
            File.WriteAllText(full, Text(report, format), ComparisonWriter.EncodingOf(format));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(BenchmarkReportErrors.ReportNotWritten(full, exception));
            return;
        }

        if (PassThru)
        {
            WriteObject(new FileInfo(full));
        }
    }

    private static string Text(ComparisonReport report, ComparisonFormat format) => format == ComparisonFormat.Html
        ? PageRenderer.RenderAsync(report).GetAwaiter().GetResult()
        : ComparisonWriter.Write(report, format);
}
