using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Store;

/// <summary>Rolls up the days older than the retention, removes their log files, gives free space back and refreshes the store's statistics.</summary>
[Cmdlet(VerbsCommon.Optimize, "PerfStore", SupportsShouldProcess = true)]
[OutputType(typeof(StoreSummary))]
public sealed class OptimizePerfStoreCommand : StoreCmdlet
{
    /// <summary>Whether the store comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        TryStore(() =>
        {
            if (!ShouldProcess(OpenedStore.Location.Text, "Roll up old days and compact"))
            {
                return;
            }

            var total = default(RollUp);
            while (OpenedStore.RollUp(Composition.Time.GetUtcNow(), maxDays: 1) is { Days: > 0 } day)
            {
                Cancellation.ThrowIfCancellationRequested();
                total = new RollUp(total.Days + 1, total.Snapshots + day.Snapshots, total.DailyRows + day.DailyRows);
                WriteProgress(new ProgressRecord(1, "Optimizing the store", $"{total.Days} days rolled up, {total.Snapshots} snapshots"));
            }

            WriteProgress(new ProgressRecord(1, "Optimizing the store", "Compacting"));
            OpenedStore.Compact(Cancellation);
            RemoveOldLogs();
            WriteProgress(new ProgressRecord(1, "Optimizing the store", "Done") { RecordType = ProgressRecordType.Completed });
            WriteVerbose($"{total.Days} days with {total.Snapshots} snapshots became {total.DailyRows} daily rows.");
            if (PassThru)
            {
                WriteRow(OpenedStore.Describe());
            }
        });
    }
}
