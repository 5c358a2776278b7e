#requires -Version 7.4
<#
.SYNOPSIS
    What the action perf-gate does: measures base and head in turns, tells the pull request, and ends as the gate says.
.DESCRIPTION
    Everything it takes comes by variables PERFGATE_*, as action.yml sets them. It ends with the gate's exit code: 0 passed,
    1 regressed, 2 not decided or nothing compared; of a code other than 0 the shell of a step makes 1. A report that the pull request does not take is a warning and changes nothing.
#>
$ErrorActionPreference = 'Stop'
Set-StrictMode -Version 3.0

# What is built and measured is the pull request's code: it gets no token.
$token = $env:PERFGATE_TOKEN
$env:PERFGATE_TOKEN = $null

if ($env:PERFGATE_MODULE) {
    Import-Module $env:PERFGATE_MODULE
}
else {
    if (-not (Get-Module PerfTracking -ListAvailable)) {
        Install-PSResource PerfTracking -TrustRepository -Quiet
    }

    Import-Module PerfTracking
}

# PowerShell itself reads '7,5' as 75, and a gate with ten times its limit passes everything.
function Read-Number([string] $Name) {
    $text = [Environment]::GetEnvironmentVariable("PERFGATE_$($Name.ToUpperInvariant().Replace('-', '_'))")
    if ($text -and $text -notmatch '^\s*\d+(\.\d+)?\s*$') { throw "The input '$Name' is '$text', which is no number: write 7.5." }
    $text
}

$measure = @{ Path = @($env:PERFGATE_PATH -split '\r?\n' | ForEach-Object Trim | Where-Object { $_ }); OutFile = $env:PERFGATE_RESULTS }
if ($budget = Read-Number time-budget) { $measure.TimeBudget = $budget }
if ($env:PERFGATE_BASE) { $measure.Base = $env:PERFGATE_BASE }
if ($env:PERFGATE_PREPARE) { $measure.Prepare = [scriptblock]::Create($env:PERFGATE_PREPARE) }

$limits = @{ PassThru = $true; ReportOnly = $env:PERFGATE_REPORT_ONLY -eq 'true' }
if ($fail = Read-Number fail-percent) { $limits.FailPercent = $fail }
if ($warn = Read-Number warn-percent) { $limits.WarnPercent = $warn }
if ($env:PERFGATE_ON_UNDECIDED) { $limits.OnUndecided = $env:PERFGATE_ON_UNDECIDED }

# What could not be measured stands in the session too: the gate judges it, and the pull request is told.
$gate = Invoke-PerfBenchmark @measure -ErrorAction Continue | Test-PerfGate @limits

# What a developer types to see the same, the build included.
$repeat = @{}
$base = $gate.Arms | Where-Object Name -EQ base | Select-Object -First 1
if ($base -and $base.Commit) {
    $prepare = $env:PERFGATE_PREPARE ? " -Prepare { $($env:PERFGATE_PREPARE.Trim()) }" : ''
    $paths = $measure.Path | ForEach-Object { $_ -match '[^\w./\\:-]' ? "'$([Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_))'" : $_ }
    $repeat.RepeatCommand = "Invoke-PerfBenchmark $($paths -join ', ') -Base $($base.Commit)$prepare | Test-PerfGate"
}

if ($env:PERFGATE_COMMENT -ne 'false') {
    $env:PERFGATE_TOKEN = $token
    $gate | Publish-PerfComparison @repeat -Name $env:PERFGATE_NAME -TokenVariable PERFGATE_TOKEN -Always:($env:PERFGATE_ALWAYS_COMMENT -eq 'true') |
        Format-Table -AutoSize -Wrap | Out-Host
}

$gate.Comparisons | Format-Table | Out-Host
$gate.Message | Out-Host
if ($env:GITHUB_OUTPUT) {
    "outcome=$($gate.Outcome)", "exit-code=$($gate.ExitCode)", "results=$env:PERFGATE_RESULTS" | Add-Content $env:GITHUB_OUTPUT
}

exit $gate.ExitCode
