using System.Management.Automation;
using System.Runtime.Loader;

namespace PerfTracking.Loader;

/// <summary>
/// Runs before PowerShell reads the cmdlets: the manifest names this assembly as the first of its nested modules, and
/// PowerShell calls this class when it imports it. It loads the shared assemblies as they are compiled for this platform:
/// PowerShell, which asks for the portable ones by their paths afterwards, gets those that are loaded. This assembly is compiled
/// in every process, for it lies where no platform is known yet; what is not needed to choose is in the assemblies that it loads.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public void OnImport()
    {
        string root = Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!;
        string folder = Path.Combine(root, "runtimes", ModulePlatform.Name(), "lib");
        if (!Directory.Exists(folder))
        {
            folder = Path.Combine(root, "lib");
        }

        // What is loaded already, by another runspace or an import before, stays.
        AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "PerfTracking.Core.dll"));
        AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "PerfTracking.Cmdlets.dll"));
    }
}
