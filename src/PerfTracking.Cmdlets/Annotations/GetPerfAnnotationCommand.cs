using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Annotations;

/// <summary>Reads annotations, in the order of what they tell of.</summary>
[Cmdlet(VerbsCommon.Get, "PerfAnnotation", DefaultParameterSetName = "Query")]
[OutputType(typeof(PerfAnnotation))]
public sealed class GetPerfAnnotationCommand : StoreCmdlet
{
    /// <summary>Numbers of annotations.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true)]
    [AnnotationNumber]
    [ArgumentCompleter(typeof(AnnotationCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Texts, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [ValidateElementsNotNull]
    public string[]? Text { get; set; }

    /// <summary>Applications, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ApplicationCompleter))]
    [ValidateElementsNotNull]
    public string[]? Application { get; set; }

    /// <summary>Environments, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    [ValidateElementsNotNull]
    public string[]? Environment { get; set; }

    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter(ParameterSetName = "Query")]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Of something that happened at this time or later.</summary>
    [Parameter(ParameterSetName = "Query")]
    [Moment]
    public DateTime Since { get; set; }

    /// <summary>Of something that happened at this time or earlier.</summary>
    [Parameter(ParameterSetName = "Query")]
    [Moment]
    public DateTime Until { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (ParameterSetName == "Query")
        {
            Query();
            return;
        }

        var found = OpenedStore.ReadAnnotations(new AnnotationQuery { Ids = Id }).ToDictionary(static annotation => annotation.Id);
        foreach (long id in Id)
        {
            if (found.TryGetValue(id, out PerfAnnotation? annotation))
            {
                WriteRow(annotation);
            }
            else
            {
                WriteError(AnnotationErrors.NotFound(id, OpenedStore.Location.Text));
            }
        }
    });

    private void Query()
    {
        if (Names.Applications(Application) & Names.Environments(Environment) & Names.Metrics(Metric))
        {
            NameFilter? text = NameFilter.Matching(Text);
            WriteRows(OpenedStore
                .ReadAnnotations(new AnnotationQuery
                {
                    Application = NameFilter.Matching(Application),
                    Environment = NameFilter.Matching(Environment),
                    Metric = NameFilter.Matching(Metric),
                    Since = TimeOf(Since),
                    Until = TimeOf(Until),
                })
                .Where(annotation => text?.IsMatch(annotation.Text) != false));
        }
    }
}
