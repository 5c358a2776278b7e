using System.Management.Automation;

namespace PerfTracking.Loader;

/// <summary>
/// Runs before PowerShell reads the cmdlets: the manifest names this assembly as the first of its nested modules, and
/// PowerShell calls this class when it imports it. Compiled code all the way: a call from a script module to .NET is bound and
/// compiled anew in every process, and cost more than all the rest of the import.
/// </summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public void OnImport() => ModuleLoadContext.Prepare(Path.GetDirectoryName(typeof(ModuleInitializer).Assembly.Location)!);
}
