using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;

namespace PerfTracking.Cmdlets.Annotations;

/// <summary>Remarks what changed around a program.</summary>
[Cmdlet(VerbsCommon.Add, "PerfAnnotation", SupportsShouldProcess = true)]
[OutputType(typeof(PerfAnnotation))]
public sealed class AddPerfAnnotationCommand : StoreCmdlet
{
    private static readonly SnapshotClock Clock = new(Composition.Time);

    /// <summary>What happened.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string Text { get; set; } = string.Empty;

    /// <summary>When it happened; now unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public DateTime Timestamp { get; set; }

    /// <summary>The application it concerns; all unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    public string? Application { get; set; }

    /// <summary>The environment it concerns; all unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <summary>The identifier or name of the metric it concerns; all unless given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    public string? Metric { get; set; }

    /// <summary>Whether the annotation comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected override bool MakesStore => true;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (PerfAnnotation.DefectOfText(Text) is { } defect)
        {
            WriteError(AnnotationErrors.TextNotValid(Text, defect));
            return;
        }

        TryStore(Add);
    }

    private void Add()
    {
        if (!(IsOne(Application, "an application") & IsOne(Environment, "an environment") & IsOne(Metric, "a metric"))
            || !(Names.Applications(NameIn(Application)) & Names.Environments(NameIn(Environment)) & Names.Metrics(NameIn(Metric)))
            || !ShouldProcess(OpenedStore.Location.Text, $"Add annotation '{Text}'"))
        {
            return;
        }

        PerfMetric? metric = NameIn(Metric) is [{ } named] ? OpenedStore.ReadCatalogue(string.Empty).Find(WildcardPattern.Unescape(named)) : null;
        DateTimeOffset now = Composition.Time.GetUtcNow();
        PerfAnnotation added = OpenedStore.AddAnnotation(new PerfAnnotation
        {
            Identity = Clock.Next().Id,
            Timestamp = Timestamp == default ? now : new DateTimeOffset(Timestamp),
            Text = Text,
            Application = PlainName(Application),
            Environment = PlainName(Environment),
            Metric = metric?.Id,
            Author = System.Environment.UserName,
            CreatedAt = now,
        });
        if (PassThru)
        {
            WriteRow(added);
        }
    }

    private bool IsOne(string? name, string what)
    {
        if (string.IsNullOrEmpty(name) || !NamePatterns.IsPattern(name))
        {
            return true;
        }

        WriteError(InputErrors.NameNotValid(name, what, "an annotation concerns one or all, and wildcards stand for several"));
        return false;
    }

    // An empty cell of a CSV file stands for all.
    private static string[]? NameIn(string? name) => string.IsNullOrEmpty(name) ? null : [name];

    private static string? PlainName(string? name) => string.IsNullOrEmpty(name) ? null : WildcardPattern.Unescape(name);
}
