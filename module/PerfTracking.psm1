# The cmdlets and the packages behind them live in a load context of their own; see PerfTracking.Loader, which the manifest loads.
$cmdlets = Import-Module -PassThru -Assembly ([PerfTracking.Loader.ModuleImport]::Load($PSScriptRoot))
[PerfTracking.Loader.ModuleImport]::Complete($ExecutionContext, $cmdlets)
