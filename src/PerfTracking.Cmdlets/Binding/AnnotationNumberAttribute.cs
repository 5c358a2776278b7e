using System.Management.Automation;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>An annotation's number, of an annotation. The Id of anything else is not an annotation's.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class AnnotationNumberAttribute : PipedObjectAttribute
{
    private protected override object? Meaning(PSObject piped) => Is<PerfAnnotation>(piped) ? Read(piped, nameof(PerfAnnotation.Id)) : piped;
}
