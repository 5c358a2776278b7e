using System.Collections;
using System.Management.Automation;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>Takes what an argument means out of this module's own objects, one by one where there are many.</summary>
internal abstract class PipedObjectAttribute : ArgumentTransformationAttribute
{
    private const string Deserialized = "Deserialized.";

    /// <inheritdoc/>
    public sealed override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? data = (inputData as PSObject)?.BaseObject is { } inner and not PSCustomObject ? inner : inputData;
        return data is IEnumerable many and not (string or IDictionary)
            ? many.Cast<object?>().Select(ArgumentOf).ToArray()
            : ArgumentOf(inputData);
    }

    /// <summary>What an object means as this argument, or the object itself where it is nothing of ours.</summary>
    /// <param name="piped">The object, with the properties that PowerShell sees.</param>
    private protected abstract object? Meaning(PSObject piped);

    /// <summary>Whether an object is of a type, or was before it went through a file or another process.</summary>
    /// <param name="piped">The object.</param>
    private protected static bool Is<T>(PSObject piped) =>
        piped.BaseObject is T || piped.TypeNames.Contains(Deserialized + typeof(T).FullName);

    /// <summary>The value of a property, or <see langword="null"/> where there is none.</summary>
    /// <param name="piped">The object.</param>
    /// <param name="property">The property.</param>
    private protected static object? Read(PSObject piped, string property) => piped.Properties[property]?.Value;

    private object? ArgumentOf(object? item) => item is null ? null : Meaning(PSObject.AsPSObject(item));
}
