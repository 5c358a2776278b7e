#requires -Version 7.4
<#
.SYNOPSIS
    Measures launches of a program and tells whether they got slower.
.DESCRIPTION
    Launches the program a number of times, saves a baseline snapshot for each launch, and ends with the status:
    current value, target, median, p5-p95 and confidence, cold or warm. With -SlowdownAfter it makes the program slower
    on purpose, and shows the alert being raised, listed and approved.
.PARAMETER FilePath
    The program to launch. The first one found of git, dotnet and pwsh unless given.
.PARAMETER ArgumentList
    Its arguments; --version unless given.
.PARAMETER Runs
    How many launches are measured.
.PARAMETER SlowdownAfter
    After so many launches the program gets slower; 0 for never.
.PARAMETER SlowdownMs
    How much slower, in milliseconds.
.PARAMETER Store
    The store to save to; out/launches.db of this clone unless given, so that a try leaves your own store alone.
.EXAMPLE
    ./Watch-AppLaunch.ps1 -FilePath code -ArgumentList --version -Runs 30
.EXAMPLE
    ./Watch-AppLaunch.ps1 -SlowdownAfter 15 -SlowdownMs 200
#>
[CmdletBinding()]
param(
    [string] $FilePath,
    [string[]] $ArgumentList = @('--version'),
    [ValidateRange(1, 10000)]
    [int] $Runs = 20,
    [ValidateRange(0, 10000)]
    [int] $SlowdownAfter = 0,
    [ValidateRange(1, 60000)]
    [int] $SlowdownMs = 200,
    [string] $Store = (Join-Path $PSScriptRoot .. out launches.db)
)

$ErrorActionPreference = 'Stop'
# The module that this clone has built; a copy of the script elsewhere uses the installed one.
$built = Join-Path $PSScriptRoot .. out PerfTracking
Import-Module ((Test-Path $built) ? $built : 'PerfTracking')

if (-not $FilePath) {
    $FilePath = (Get-Command -Name git, dotnet, pwsh -CommandType Application -ErrorAction Ignore)[0].Name
}

$application = 'launch-' + [IO.Path]::GetFileNameWithoutExtension($FilePath)

"Launching '$FilePath $ArgumentList' $Runs times."
for ($run = 1; $run -le $Runs; $run++) {
    if ($SlowdownAfter -gt 0 -and $run -gt $SlowdownAfter) {
        $null = Measure-PerfOperation app_startup { & $FilePath @ArgumentList; Start-Sleep -Milliseconds $SlowdownMs }
    }
    else {
        $null = Measure-PerfOperation app_startup -FilePath $FilePath -ArgumentList $ArgumentList
    }

    $snapshot = Save-PerfBaseline -Application $application -Store $Store
}

"Snapshot $($snapshot.Id) is the last of them."
if ($SlowdownAfter -gt 0) {
    $alerts = @(Get-PerfAlert -Application $application -Metric APP-001 -Store $Store)
    "$($alerts.Count) open alert(s) for the startup time:"
    foreach ($alert in $alerts) { "  $alert - $($alert.Message)" }
    foreach ($alert in $alerts | Approve-PerfAlert -Notes 'Slowed down on purpose' -Rebaseline -PassThru -Store $Store) {
        "  alert $($alert.Id) is $($alert.State) by $($alert.DecidedBy): $($alert.Notes)"
    }
}

Get-PerfStatus -Application $application -Store $Store
