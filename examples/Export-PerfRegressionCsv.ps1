#requires -Version 7.4
<#
.SYNOPSIS
    Writes regressions and measurements to CSV files that a spreadsheet can open safely.
.DESCRIPTION
    Writes two files into a folder: regressions.csv, one row for each finding with the numbers of all four tiers in
    columns of their own, and measurements.csv, one row for each stored value. Times are ISO 8601 in UTC.

    Text that a spreadsheet would take for a formula (it begins with =, +, -, @, a tab or a line break) gets an
    apostrophe before it. Names, tags and branches are text from outside; numbers are left as they are.
.PARAMETER Path
    The folder; it is made where it is missing.
.PARAMETER Application
    Applications, with wildcards; all unless given.
.PARAMETER Days
    How many days of measurements are written.
.PARAMETER Store
    The store to read; the session's unless given.
.PARAMETER All
    Write verdicts without a finding too.
.EXAMPLE
    ./Export-PerfRegressionCsv.ps1 -Path ./report -Application 'Orders*' -Days 30
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Path,
    [string[]] $Application = '*',
    [ValidateRange(1, 3650)]
    [int] $Days = 7,
    [string] $Store,
    [switch] $All
)

# The module that this clone has built; a copy of the script elsewhere uses the installed one.
$built = Join-Path $PSScriptRoot .. out PerfTracking
Import-Module ((Test-Path $built) ? $built : 'PerfTracking')

function Protect-Text($Value) {
    if ($Value -is [string] -and $Value -match '^[=+\-@\t\r\n]') { "'$Value" } else { $Value }
}

function Get-IsoTime($Time) { $Time.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ss.fffZ', [cultureinfo]::InvariantCulture) }

filter ConvertTo-RegressionRow {
    $row = [ordered]@{
        Timestamp        = Get-IsoTime $_.Timestamp
        SnapshotId       = $_.SnapshotId
        Application      = Protect-Text $_.Application
        Environment      = Protect-Text $_.Environment
        Metric           = Protect-Text $_.Metric.Id
        Name             = Protect-Text $_.Metric.Name
        Unit             = Protect-Text $_.Metric.Unit
        Cold             = $_.Cold
        Value            = $_.Value
        Severity         = $_.Severity
        Kind             = $_.Kind
        Expected         = $_.Expected
        DeviationPercent = $_.DeviationPercent
        Target           = $_.Metric.Target.Value
        Median           = $_.Baseline.Median
        P5               = $_.Baseline.P5
        P95              = $_.Baseline.P95
        Confidence       = $_.Baseline.Confidence
        Commit           = Protect-Text $_.Commit
        Policy           = Protect-Text $_.Policy
        Message          = Protect-Text $_.Message
    }
    foreach ($tier in $_.Tiers) {
        $row["$($tier.Tier)Severity"] = $tier.Severity
        $row["$($tier.Tier)Counts"] = $tier.Counts
        $row["$($tier.Tier)Message"] = Protect-Text $tier.Message
    }
    [pscustomobject] $row
}

filter ConvertTo-MeasurementRow {
    $row = [ordered]@{}
    foreach ($property in $_.PSObject.Properties) {
        $row[$property.Name] = $property.Name -eq 'Timestamp' ? (Get-IsoTime $_.Timestamp) : (Protect-Text $property.Value)
    }
    [pscustomobject] $row
}

$in = $Store ? @{ Store = $Store } : @{}
$null = New-Item -ItemType Directory -Path $Path -Force
$csv = @{ NoTypeInformation = $true; Encoding = 'utf8BOM' }

Get-PerfRegression -Application $Application -All:$All @in |
    ConvertTo-RegressionRow | Export-Csv -Path (Join-Path $Path regressions.csv) @csv
Get-PerfMeasurement -Application $Application -Since (Get-Date).AddDays(-$Days) @in |
    ConvertTo-MeasurementRow | Export-Csv -Path (Join-Path $Path measurements.csv) @csv

Get-Item -Path (Join-Path $Path *.csv)
