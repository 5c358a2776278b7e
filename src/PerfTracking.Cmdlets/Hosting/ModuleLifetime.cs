using System.Management.Automation;

namespace PerfTracking.Cmdlets.Hosting;

/// <summary>What the module does when it is imported and when it is removed.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Makes the module's load context, and begins to load what a first save waits for. PowerShell calls it before it reads a cmdlet.</summary>
    public void OnImport()
    {
        if (ModuleLoadContext.Prepare())
        {
            WarmUp.Begin();
        }
    }

    /// <summary>Closes the open stores, so that their files can be moved or deleted. A later use opens them again.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => Composition.Stores.CloseAll();
}
