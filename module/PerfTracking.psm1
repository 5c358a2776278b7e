# The cmdlets and the packages behind them live in a load context of their own; see PerfTracking.Loader.
$context = [Reflection.Assembly]::LoadFrom("$PSScriptRoot/PerfTracking.Loader.dll").GetType('PerfTracking.Loader.ModuleLoadContext')
$cmdlets = Import-Module -PassThru:$context::IsLoaded -Assembly $context::LoadModule($PSScriptRoot)

# Importing an assembly a second time does not export its cmdlets again (PowerShell#20710).
if ($cmdlets) {
    $export = [Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags]'Instance, NonPublic')
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        $null = $export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}

# An assembly's own IModuleAssemblyCleanup is called no more once the module was imported with -Force.
$ExecutionContext.SessionState.Module.OnRemove = {
    $context::LoadModule($PSScriptRoot).GetType('PerfTracking.Cmdlets.Hosting.ModuleCleanup')::CloseStores()
}
