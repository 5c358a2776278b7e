using System.Management.Automation;
using System.Reflection;

namespace PerfTracking.Loader;

/// <summary>
/// What PerfTracking.psm1 does beside importing the assembly, in two calls: each call from a script to .NET is compiled in every
/// fresh process, and ten of them cost more than all the rest of the import.
/// </summary>
public static class ModuleImport
{
    private const string Cleanup = "PerfTracking.Cmdlets.Hosting.ModuleCleanup";

    private static Assembly? _cmdlets;

    /// <summary>Loads the cmdlets in their own context.</summary>
    /// <param name="moduleRoot">The folder that holds the module's manifest.</param>
    /// <returns>The assembly with the cmdlets.</returns>
    /// <exception cref="FileNotFoundException">The module is incomplete.</exception>
    public static Assembly Load(string moduleRoot) => _cmdlets = ModuleLoadContext.LoadModule(moduleRoot);

    /// <summary>Exports the cmdlets where PowerShell did not, and sees to it that stores are closed when the module is removed.</summary>
    /// <param name="engine">The module's own <c>$ExecutionContext</c>.</param>
    /// <param name="imported">What <c>Import-Module -PassThru</c> returned for the assembly.</param>
    public static void Complete(EngineIntrinsics engine, PSModuleInfo imported)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(imported);
        PSModuleInfo module = engine.SessionState.Module;

        // Importing an assembly a second time neither nests it nor exports its cmdlets (PowerShell#20710).
        if (module.NestedModules.Count == 0)
        {
            MethodInfo export = typeof(PSModuleInfo).GetMethod("AddExportedCmdlet", BindingFlags.Instance | BindingFlags.NonPublic)
                ?? throw new MissingMethodException(nameof(PSModuleInfo), "AddExportedCmdlet");
            foreach (CmdletInfo cmdlet in imported.ExportedCmdlets.Values)
            {
                export.Invoke(module, [cmdlet]);
            }
        }

        // An assembly's own IModuleAssemblyCleanup is called no more once the module was imported with -Force.
        module.OnRemove = ScriptBlock.Create($"[{typeof(ModuleImport).FullName}]::{nameof(CloseStores)}()");
    }

    /// <summary>Closes the stores, so that their files can be moved or deleted.</summary>
    public static void CloseStores() => _cmdlets?.GetType(Cleanup)?.GetMethod(nameof(CloseStores))?.Invoke(null, null);
}
