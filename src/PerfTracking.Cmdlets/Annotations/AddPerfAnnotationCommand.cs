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
    [Moment]
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
        if (!(IsOne(Application, "an application", Names.HasApplication) & IsOne(Environment, "an environment", Names.HasEnvironment) & IsOne(Metric, "a metric", Names.HasMetric))
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
            Timestamp = TimeOf(Timestamp) ?? now,
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

    private static string[]? NameIn(string? name) => string.IsNullOrEmpty(name) ? null : [name];
}
