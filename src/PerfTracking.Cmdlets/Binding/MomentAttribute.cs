using System.Management.Automation;

namespace PerfTracking.Cmdlets.Binding;

/// <summary>A time. Those of this module's objects have an offset, and PowerShell makes no <see cref="DateTime"/> of such a one.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MomentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is DateTimeOffset moment ? moment.UtcDateTime : inputData;
}
