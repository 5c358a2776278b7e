using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>Closes the stores when the module is removed, so that their files can be moved or deleted.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => Composition.Stores.CloseAll();
}
