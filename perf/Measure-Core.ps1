#requires -Version 7.4
<#
.SYNOPSIS
    Does one of the module's core operations, so often that it takes longer than the start of PowerShell.
.PARAMETER Operation
    The operation.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [ValidateSet('import', 'start-stop', 'save', 'baseline', 'judge', 'change-point')]
    [string] $Operation
)

$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../out/PerfTracking')
if ($Operation -eq 'import') {
    exit
}

$folder = Join-Path ([IO.Path]::GetTempPath()) "perftracking-core-$PID"
$null = New-Item -ItemType Directory -Path $folder
Set-PerfStore (Join-Path $folder perf.db)

# The past of one application: what is read and judged below.
function Save-Past {
    foreach ($i in 1..60) {
        Add-PerfMeasurement APP-001 (400 + $i * 7 % 13)
        $null = Save-PerfBaseline app -NoEvaluation
    }
}

try {
    switch ($Operation) {
        'start-stop' {
            foreach ($i in 1..4000) {
                Start-PerfOperation work
                Stop-PerfOperation work
            }
        }
        'save' {
            foreach ($i in 1..150) {
                Add-PerfMeasurement APP-001 (400 + $i * 7 % 13)
                $null = Save-PerfBaseline app
            }
        }
        'baseline' {
            Save-Past
            foreach ($i in 1..150) {
                $null = Get-PerfBaseline APP-001 -Application app
            }
        }
        'judge' {
            Save-Past
            foreach ($i in 1..150) {
                $null = Get-PerfRegression -Application app -Metric APP-001 -Value 405 -All
            }
        }
        'change-point' {
            $values = foreach ($i in 1..2000) { 400 + $i * 7 % 13 + ($i -gt 1200 ? 20 : 0) }
            foreach ($i in 1..20) {
                $null = $values | Get-PerfChangePoint
            }
        }
    }
}
finally {
    Set-PerfStore -Default
    Remove-Item -LiteralPath $folder -Recurse
}
