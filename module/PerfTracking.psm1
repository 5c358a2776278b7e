# The cmdlets and the packages behind them live in a load context of their own; see PerfTracking.Loader.
$loader = [Reflection.Assembly]::LoadFrom("$PSScriptRoot/PerfTracking.Loader.dll").GetType('PerfTracking.Loader.ModuleLoadContext')
$assembly = $loader::LoadModule($PSScriptRoot)
$cmdlets = Import-Module -Assembly $assembly -PassThru

# Importing an assembly a second time does not export its cmdlets again (PowerShell#20710).
$export = [Management.Automation.PSModuleInfo].GetMethod('AddExportedCmdlet', [Reflection.BindingFlags]'Instance, NonPublic')
foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
    $null = $export.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
}

$cleanup = $assembly.GetType('PerfTracking.Cmdlets.Hosting.ModuleCleanup')
$ExecutionContext.SessionState.Module.OnRemove = { $cleanup::CloseStores() }
