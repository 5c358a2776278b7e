namespace PerfTracking.Cmdlets.Hosting;

/// <summary>
/// What the module does when it is removed. Called by its script: PowerShell calls the <c>IModuleAssemblyCleanup</c> of an
/// assembly no more once the module was imported with <c>-Force</c>.
/// </summary>
public static class ModuleCleanup
{
    /// <summary>Closes the open stores, so that their files can be moved or deleted. A later use opens them again.</summary>
    public static void CloseStores() => Composition.Stores.CloseAll();
}
