using System.Management.Automation;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>Refuses what no file can be called, before anything is measured that would be written there.</summary>
internal sealed class ValidateFilePathAttribute : ValidateArgumentsAttribute
{
    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string path && path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ValidationMetadataException("No path of a file can hold the character 0.");
        }
    }
}
