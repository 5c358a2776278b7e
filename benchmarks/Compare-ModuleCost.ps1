<#
.SYNOPSIS
Costs of two builds of the module, in turns in one run: what a capability costs is seen before and after it.
.DESCRIPTION
Each turn starts a pwsh of its own for each build, in alternating order, and times operations, saves, and a start of
PowerShell that imports, measures and saves, as the built module itself measures programs. The output has a row for each
cost: the median of both builds, and the median of the turns' own ratios. A ratio holds on a busy machine too, above all one
of processor times; a time only on a quiet one.
.EXAMPLE
out/pwsh/pwsh -NoProfile benchmarks/Compare-ModuleCost.ps1 ../before/out/PerfTracking out/PerfTracking
#>
[CmdletBinding()]
param(
    # The folder of the module as it was, for instance out/PerfTracking of another worktree.
    [Parameter(Mandatory)] [string] $Before,
    # The folder of the module as it is.
    [Parameter(Mandatory)] [string] $After,
    [ValidateRange(1, 1000)] [int] $Turns = 15
)

$ErrorActionPreference = 'Stop'
$builds = [ordered]@{ Before = Convert-Path $Before; After = Convert-Path $After }
$folder = [IO.Directory]::CreateTempSubdirectory('perftracking-turns-').FullName
$pwsh = [Environment]::ProcessPath
$start = '-NoLogo', '-NoProfile', '-NonInteractive', '-File'

# One process for the warm costs, the first decile of its calls in ms: what else the machine does falls on the others. The store
# is filled once, so that every save has a whole window.
$warm = @'
param($Module, $Store, [int] $Snapshots)
Import-Module $Module
$ids = 'APP-001', 'SVC-001', 'SVC-002', 'VAL-001', 'VAL-002', 'VAL-003', 'GEN-001', 'API-001', 'API-002', 'API-003', 'EXP-001'
function Decile([double[]] $Values) { ($Values | Sort-Object)[$Values.Count / 10] }
function Time([int] $Times, [scriptblock] $Work, [scriptblock] $Before = {}) {
    $watch = [Diagnostics.Stopwatch]::new()
    Decile @(for ($i = 0; $i -lt $Times; $i++) { . $Before; $watch.Restart(); . $Work; $watch.Elapsed.TotalMilliseconds })
}
function Save([int] $Times, [hashtable] $How) {
    Time $Times { $null = Save-PerfBaseline bench -Store $Store -WarningAction Ignore @How } { foreach ($id in $ids) { Add-PerfMeasurement $id (100 + ($i % 7)) } }
}
if ($Snapshots) { $null = Save $Snapshots @{ NoEvaluation = $true }; Optimize-PerfStore -Store $Store; return }
$operations = { for ($n = 0; $n -lt 10; $n++) { Start-PerfOperation bench; Stop-PerfOperation bench } }
$null = Time 500 $operations
$null = Save 50 @{ NoEvaluation = $true }
$null = Save 50 @{}
"$((Time 500 $operations) / 10) $(Save 100 @{ NoEvaluation = $true }) $(Save 100 @{}) $(Time 20 { $null = Get-PerfBaseline APP-001 -Store $Store })"
'@
$fresh = [ordered]@{
    'fresh pwsh, import' = 'param($Module) Import-Module $Module'
    'fresh pwsh, import, measure and save' = 'param($Module, $Store) Import-Module $Module; Start-PerfOperation app_startup; Stop-PerfOperation app_startup; $null = Save-PerfBaseline bench -Store $Store -WarningAction Ignore -NoEvaluation'
    'the same, judged' = 'param($Module, $Store) Import-Module $Module; Start-PerfOperation app_startup; Stop-PerfOperation app_startup; $null = Save-PerfBaseline bench -Store $Store -WarningAction Ignore'
}
$warmCosts = 'Start- and Stop-PerfOperation', 'Save-PerfBaseline, not judged', 'Save-PerfBaseline, judged', 'Get-PerfBaseline of one metric'

function Write-Script([string] $Name, [string] $Text) { $path = Join-Path $folder "$Name.ps1"; Set-Content $path $Text; $path }
function Get-Median([double[]] $Values) { $sorted = $Values | Sort-Object; ($sorted[[Math]::Floor(($sorted.Count - 1) / 2)] + $sorted[[Math]::Floor($sorted.Count / 2)]) / 2 }
function Get-Row([string] $Cost, $Times, $ProcessorTimes) {
    $row = [ordered]@{ Cost = $Cost; Before = Get-Median $Times.Before; After = Get-Median $Times.After; Ratio = $null; ProcessorRatio = $null }
    $row.Ratio = Get-Median @(for ($i = 0; $i -lt $Times.After.Count; $i++) { $Times.After[$i] / $Times.Before[$i] })
    if ($ProcessorTimes) { $row.ProcessorRatio = Get-Median @(for ($i = 0; $i -lt $Times.After.Count; $i++) { $ProcessorTimes.After[$i] / $ProcessorTimes.Before[$i] }) }
    [pscustomobject] $row
}
function New-Times { @{ Before = [Collections.Generic.List[double]]::new(); After = [Collections.Generic.List[double]]::new() } }
function Invoke-Warm([string] $Manifest, [string] $Store, [int] $Snapshots) {
    & $pwsh @start $warmScript $Manifest $Store $Snapshots
    if ($LASTEXITCODE -ne 0) { throw "The costs of '$Manifest' could not be measured: exit code $LASTEXITCODE." }
}

try {
    Import-Module (Join-Path $builds.After 'PerfTracking.psd1')
    $warmScript = Write-Script 'warm' $warm
    $freshScripts = [ordered]@{}
    foreach ($cost in $fresh.Keys) { $freshScripts[$cost] = Write-Script "fresh$($freshScripts.Count)" $fresh[$cost] }
    $stores = @{}; $manifests = @{}; $times = @{}; $processorTimes = @{}
    foreach ($build in $builds.Keys) {
        $manifests[$build] = Join-Path $builds[$build] 'PerfTracking.psd1'
        $stores[$build] = Join-Path $folder "$build.db"
        Invoke-Warm $manifests[$build] $stores[$build] 1000
    }
    $bytes = New-Times
    foreach ($build in $builds.Keys) { $bytes[$build].Add((Get-Item $stores[$build]).Length / 1000) }
    Get-Row 'store bytes for a snapshot' $bytes
    foreach ($cost in $warmCosts + $fresh.Keys) { $times[$cost] = New-Times; $processorTimes[$cost] = New-Times }
    for ($turn = 0; $turn -lt $Turns; $turn++) {
        $order = $turn % 2 ? ('After', 'Before') : ('Before', 'After')
        foreach ($build in $order) {
            $values = (Invoke-Warm $manifests[$build] $stores[$build] 0) -split ' '
            for ($i = 0; $i -lt $warmCosts.Count; $i++) { $times[$warmCosts[$i]][$build].Add([double] $values[$i]) }
        }
        foreach ($cost in $fresh.Keys) {
            foreach ($build in $order) {
                $run = Measure-PerfOperation turn -FilePath $pwsh -ArgumentList ($start + $freshScripts[$cost] + $manifests[$build] + $stores[$build]) -AsOperation -ErrorAction Stop
                if ($run.Program.ExitCode -ne 0) { throw "A start with '$($builds[$build])' failed: $($run.Failure)." }
                $times[$cost][$build].Add($run.ElapsedMs)
                $processorTimes[$cost][$build].Add($run.Program.CpuTimeMs)
            }
        }
        Write-Progress 'Measuring' -Status "Turn $($turn + 1) of $Turns" -PercentComplete (100 * ($turn + 1) / $Turns)
    }
    foreach ($cost in $warmCosts) { Get-Row "$cost, ms" $times[$cost] }
    foreach ($cost in $fresh.Keys) { Get-Row "$cost, ms" $times[$cost] $processorTimes[$cost] }
}
finally { Remove-Item $folder -Recurse }
