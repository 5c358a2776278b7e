using System.Management.Automation;
using PerfTracking.Cmdlets.Binding;
using PerfTracking.Cmdlets.Completion;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.History;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.History;

/// <summary>Reads measurements as flat rows, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "PerfMeasurement")]
[OutputType(typeof(PerfMeasurement))]
public sealed class GetPerfMeasurementCommand : HistoryCmdlet
{
    /// <summary>Identifiers or names of metrics, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [MetricName]
    [ArgumentCompleter(typeof(MetricCompleter))]
    [ValidateElementsNotNull]
    public string[]? Metric { get; set; }

    /// <summary>Numbers of snapshots.</summary>
    [Parameter(ValueFromPipeline = true)]
    [Alias("Id")]
    [SnapshotNumber(OfAlert = true)]
    [ArgumentCompleter(typeof(SnapshotCompleter))]
    public long[]? SnapshotId { get; set; }

    /// <summary>The latest so many of each series.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Last { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => TryStore(() =>
    {
        if (AreNamesKnown(Metric) && Names.Measured(Metric, Query))
        {
            HashSet<long> withoutRows = [.. SnapshotId ?? []];
            var query = Query with { Metric = NameFilter.Matching(Metric), SnapshotIds = SnapshotId, Last = Last > 0 ? Last : null };
            WriteRows(OpenedStore.ReadMeasurements(query).Select(row =>
            {
                withoutRows.Remove(row.SnapshotId);
                return row;
            }));

            // One that is there may have no such metric.
            foreach (long id in withoutRows)
            {
                _ = FindSnapshot(id, new HistoryQuery { Metric = NameFilter.None });
            }
        }
    });
}
