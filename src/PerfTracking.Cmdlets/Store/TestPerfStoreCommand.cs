using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;

namespace PerfTracking.Cmdlets.Store;

/// <summary>Tells whether the store is sound; what is wrong is written as errors.</summary>
[Cmdlet(VerbsDiagnostic.Test, "PerfStore")]
[OutputType(typeof(bool))]
public sealed class TestPerfStoreCommand : StoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        bool sound = false;
        TryStore(() =>
        {
            IReadOnlyList<string> defects = OpenedStore.FindDefects(Cancellation);
            foreach (string defect in defects)
            {
                WriteError(StoreErrors.Defect(OpenedStore.Location, defect));
            }

            sound = defects.Count == 0;
        });
        WriteObject(sound);
    }
}
