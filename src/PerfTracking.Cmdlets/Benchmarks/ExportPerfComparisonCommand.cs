using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Comparison;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Formats.Comparisons;
using PerfTracking.Gates;

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
    [ValidateFilePath]
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
            WriteObject(ComparisonFile.Text(report, Format ?? ComparisonFormat.Markdown));
        }
        else if ((Format ?? ComparisonWriter.FormatOf(Path)) is not { } format)
        {
            WriteError(ReportErrors.FormatNotGiven(Path));
        }
        else if (ComparisonFile.Write(this, report, Path, format) is { } file && PassThru)
        {
            WriteObject(file);
        }
    }
}
