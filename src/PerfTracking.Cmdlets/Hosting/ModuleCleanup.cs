using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>What the module does when it is removed.</summary>
public sealed class ModuleCleanup : IModuleAssemblyCleanup
{
    /// <summary>Closes the open stores, so that their files can be moved or deleted. A later use opens them again.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => Composition.Stores.CloseAll();
}
