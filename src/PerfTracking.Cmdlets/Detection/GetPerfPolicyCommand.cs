using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Detection;

namespace PerfTracking.Cmdlets.Detection;

/// <summary>Reads the store's policy, or a preset by name.</summary>
[Cmdlet(VerbsCommon.Get, "PerfPolicy")]
[OutputType(typeof(PerfPolicy))]
public sealed class GetPerfPolicyCommand : StoreCmdlet
{
    /// <summary>The preset's name; the store's own policy unless given.</summary>
    [Parameter(Position = 0)]
    [ValidateSet(PerfPolicy.CalibratedName, PerfPolicy.TieredName)]
    public string? Name { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => TryStore(() =>
    {
        // A copy: PowerShell can change every property, and the presets belong to the whole process.
        PerfPolicy policy = Name is null ? OpenedStore.ReadPolicy() : Policies.Preset(Name);
        WriteObject(policy with { });
    });
}
