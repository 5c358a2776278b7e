using System.Management.Automation;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Store;

/// <summary>Tells where the data lives, what it holds and how large it is.</summary>
[Cmdlet(VerbsCommon.Get, "PerfStore")]
[OutputType(typeof(StoreSummary))]
public sealed class GetPerfStoreCommand : StoreCmdlet
{
    /// <inheritdoc/>
    protected override void EndProcessing() => TryStore(() => WriteRow(OpenedStore.Describe()));
}
