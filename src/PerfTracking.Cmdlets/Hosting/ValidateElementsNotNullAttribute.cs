using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// A list without holes: one comes of a variable that was never set, and would name nothing. No list at all, as of a piped object
/// without the property, is none that was given.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValidateElementsNotNullAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is object?[] list && Array.IndexOf(list, null) is >= 0 and var place)
        {
            throw new ValidationMetadataException($"Element {place} of the list is null.");
        }
    }
}
