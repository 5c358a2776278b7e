using System.Management.Automation;
using System.Text;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Formats.Reports;
using PerfTracking.Reporting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Reporting;

/// <summary>Writes a period's report to a file: as a page that needs no network, or as text.</summary>
[Cmdlet(VerbsData.Export, "PerfReport", SupportsShouldProcess = true, DefaultParameterSetName = PeriodSet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPerfReportCommand : StoreCmdlet
{
    private const string PeriodSet = "Period";
    private const string ReportSet = "Report";
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);

    /// <summary>The file; <c>PerfReport-2026-03-01.html</c> and the like in the current folder unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [ValidateFilePath]
    public string? Path { get; set; }

    /// <summary>What is written; what the file's name ends with says it unless given, and otherwise it is HTML.</summary>
    [Parameter]
    public ReportFormat Format { get; set; }

    /// <summary>A report of <c>Get-PerfReport</c>.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = ReportSet)]
    public PerfReport? InputObject { get; set; }

    /// <summary>How many days the period has, up to now.</summary>
    [Parameter(ParameterSetName = PeriodSet)]
    [ValidateRange(1, 3650)]
    public int Days { get; set; } = 30;

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ParameterSetName = PeriodSet)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter(ParameterSetName = PeriodSet)]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Whether a file that exists is left as it is.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (ParameterSetName == PeriodSet && !(Names.Applications(Application) & Names.Metrics(Metric)))
        {
            return;
        }

        ReportFormat format = FormatOf();
        DateTimeOffset now = Composition.Time.GetUtcNow();
        string path = UserPath.Of(this, Path ?? FormattableString.Invariant($"PerfReport-{now.UtcDateTime:yyyy-MM-dd}{ReportWriter.EndingOf(format)}"));
        if (NoClobber && File.Exists(path))
        {
            WriteError(ReportErrors.FileExists(path));
        }
        else if (!_written.Add(path))
        {
            WriteError(ReportErrors.SecondReport(path));
        }
        else if (ShouldProcess(path, "Write the report"))
        {
            Write(path, TextOf(InputObject ?? Read(now), format, now), ReportWriter.EncodingOf(format));
        }
    });

    private PerfReport Read(DateTimeOffset now) => ReportBuilder.Build(
        OpenedStore, OpenedStore, new HistoryQuery { Application = NameFilter.Matching(Application), Metric = NameFilter.Matching(Metric) }, now, TimeSpan.FromDays(Days), OpenedStore, Cancellation);

    private string TextOf(PerfReport report, ReportFormat format, DateTimeOffset now) => format == ReportFormat.Html
        ? Composition.ReportPages.Render(OpenedStore, report, now, Cancellation)
        : ReportWriter.Write(report, format);

    private void Write(string path, string text, Encoding encoding)
    {
        try
        {
            File.WriteAllText(path, text, encoding);
            WriteObject(new FileInfo(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(ReportErrors.NotWritten(exception, path));
        }
    }

    private ReportFormat FormatOf() => MyInvocation.BoundParameters.ContainsKey(nameof(Format)) ? Format : ReportWriter.FormatOf(Path) ?? ReportFormat.Html;
}
