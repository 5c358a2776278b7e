using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.History;

/// <summary>Removes snapshots with their measurements.</summary>
[Cmdlet(VerbsCommon.Remove, "PerfSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(void))]
public sealed class RemovePerfSnapshotCommand : StoreCmdlet
{
    // Measurements name their snapshot, each row the same one.
    private readonly HashSet<long> _asked = [];

    /// <summary>Numbers of snapshots.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Alias("SnapshotId")]
    [SnapshotNumber]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long[] Id { get; set; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (long id in Id.Where(_asked.Add))
        {
            TryStore(() => Remove(id));
        }
    }

    private void Remove(long id)
    {
        if (FindSnapshot(id) is { } snapshot && ShouldProcess($"{snapshot} in {OpenedStore.Location}", "Remove snapshot"))
        {
            OpenedStore.RemoveSnapshots([id]);
        }
    }
}
