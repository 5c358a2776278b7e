using System.Management.Automation;
using PerfTracking.Cmdlets.Errors;
using PerfTracking.Cmdlets.Hosting;
using PerfTracking.Recording;
using PerfTracking.Storage;
using PerfTracking.Stores;

namespace PerfTracking.Cmdlets.Store;

/// <summary>Chooses the store for the rest of the session, or changes how long a store keeps history in full.</summary>
[Cmdlet(VerbsCommon.Set, "PerfStore", SupportsShouldProcess = true, DefaultParameterSetName = "Path")]
[OutputType(typeof(StoreSummary))]
public sealed class SetPerfStoreCommand : PerfCmdlet
{
    /// <summary>The store's path.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath")]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>Back to the default store.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Default")]
    public SwitchParameter Default { get; set; }

    /// <summary>For how many days history is kept in full; kept in the store itself.</summary>
    [Parameter]
    [ValidateRange(1, 36_500)]
    public int RetentionDays { get; set; }

    /// <summary>Whether the store comes out.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        try
        {
            string? path = Path is null ? null : StorePath.Resolve(this, Path);
            ILocalStore store = Composition.Stores.Open(Default ? StoreSelection.Unchosen() : path);
            if (path is not null)
            {
                // Refused now, and not at the save that this was meant for.
                StorePath.Check(path);
                StoreFileCheck.Run(path);
            }

            if (!ShouldProcess(store.Location.Text, RetentionDays > 0 ? $"Use as store, keep {RetentionDays} days in full" : "Use as store"))
            {
                return;
            }

            if (path is not null || Default)
            {
                Composition.Stores.Choose(path);
                store = Composition.Stores.Open(null);
            }

            if (RetentionDays > 0)
            {
                store.SetRetention(RetentionDays);
            }

            if (PassThru)
            {
                WriteRow(store.Describe());
            }
        }
        catch (PerfStoreException exception)
        {
            WriteError(StoreErrors.Of(exception));
        }
    }
}
