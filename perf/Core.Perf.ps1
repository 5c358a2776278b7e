# The core operations of this module, of what `dotnet build` has put into out/PerfTracking. Each runs in a PowerShell of its own,
# for the process that reads this file has a PerfTracking already: the one that measures.
#
#     Invoke-PerfBenchmark ./perf -Base main -Prepare { dotnet build module }

$work = Join-Path $PSScriptRoot Measure-Core.ps1
foreach ($operation in 'import', 'start-stop', 'save', 'baseline', 'judge', 'change-point') {
    New-PerfBenchmark $operation -Tag core -FilePath ([Environment]::ProcessPath) -ArgumentList '-NoLogo', '-NoProfile', '-NonInteractive', '-File', $work, $operation
}
