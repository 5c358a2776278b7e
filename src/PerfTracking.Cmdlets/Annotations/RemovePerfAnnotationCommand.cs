using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Annotations;

/// <summary>Removes annotations.</summary>
[Cmdlet(VerbsCommon.Remove, "PerfAnnotation", DefaultParameterSetName = "Id", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemovePerfAnnotationCommand : StoreCmdlet
{
    /// <summary>Numbers of annotations.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true)]
    [AnnotationNumber]
    [ArgumentCompleter(typeof(AnnotationCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>Texts, with wildcards.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Text")]
    [SupportsWildcards]
    [ValidateElementsNotNull]
    public string[] Text { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        var query = new AnnotationQuery { Ids = ParameterSetName == "Id" ? Id : null };
        NameFilter? text = ParameterSetName == "Id" ? null : NameFilter.Matching(Text);
        PerfAnnotation[] found = [.. OpenedStore.ReadAnnotations(query).Where(annotation => text?.IsMatch(annotation.Text) != false)];
        foreach (long missing in Id.Except(found.Select(static annotation => annotation.Id)))
        {
            WriteError(AnnotationErrors.NotFound(missing, OpenedStore.Location.Text));
        }

        foreach (string missing in Text.Where(name => !NamePatterns.IsPattern(name) && !Array.Exists(found, one => NameFilter.Matching([name])!.IsMatch(one.Text))))
        {
            WriteError(AnnotationErrors.NotFound(missing, OpenedStore.Location.Text));
        }

        long[] confirmed = [.. found.Where(annotation => ShouldProcess($"{annotation} in {OpenedStore.Location}", "Remove annotation")).Select(static annotation => annotation.Id)];
        if (confirmed.Length > 0)
        {
            OpenedStore.RemoveAnnotations(confirmed);
        }
    });
}
