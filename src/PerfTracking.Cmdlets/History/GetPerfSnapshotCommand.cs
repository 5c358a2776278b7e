using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.History;

namespace PerfTracking.Cmdlets.History;

/// <summary>Reads snapshots, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "PerfSnapshot", DefaultParameterSetName = "Query")]
[OutputType(typeof(PerfSnapshot))]
public sealed class GetPerfSnapshotCommand : HistoryCmdlet
{
    /// <summary>Numbers of snapshots.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true)]
    [Alias("SnapshotId")]
    [SnapshotNumber(OfAlert = true)]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long[] Id { get; set; } = [];

    /// <summary>The latest so many.</summary>
    [Parameter(ParameterSetName = "Query")]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Query")
        {
            TryStore(() =>
            {
                if (AreNamesKnown(metrics: null))
                {
                    WriteRows(OpenedStore.ReadSnapshots(Query with { Last = Last > 0 ? Last : null }));
                }
            });
            return;
        }

        foreach (long id in Id)
        {
            TryStore(() =>
            {
                if (AreNamesKnown(metrics: null) && FindSnapshot(id, Query) is { } snapshot)
                {
                    WriteRow(snapshot);
                }
            });
        }
    }
}
