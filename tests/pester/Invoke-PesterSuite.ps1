<#
.SYNOPSIS
    Runs the Pester tests of this folder on the packaged module, with whichever Pester from 5.0 on is installed.
.DESCRIPTION
    Ends with one line, 'Pester VERSION: total=N passed=N failed=N skipped=N', and exits with 1 where a test failed or
    none ran.
.EXAMPLE
    pwsh tests/pester/Invoke-PesterSuite.ps1 -OutputPath out/pester.xml
.EXAMPLE
    pwsh tests/pester/Invoke-PesterSuite.ps1 -PesterVersion 5.9.0 -Path tests/pester/Import.Tests.ps1
#>
[CmdletBinding()]
param(
    # Where the results are written as NUnit XML.
    [string] $OutputPath,

    # The tests to run; all of this folder unless given.
    [string[]] $Path = $PSScriptRoot,

    # The version of Pester to use; the newest installed unless given.
    [version] $PesterVersion,

    # How much is said of each test.
    [ValidateSet('None', 'Normal', 'Detailed', 'Diagnostic')]
    [string] $Verbosity = 'Normal'
)

$ErrorActionPreference = 'Stop'

$pester = Get-Module Pester -ListAvailable |
    Where-Object { $PesterVersion ? $_.Version -eq $PesterVersion : $_.Version.Major -ge 5 } |
    Sort-Object Version |
    Select-Object -Last 1
if (-not $pester) {
    throw "Pester $($PesterVersion ?? '5.0 or later') is not installed. Install it with: Install-PSResource Pester"
}

Import-Module $pester.Path -Force
$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = $Verbosity
if ($OutputPath) {
    $full = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($OutputPath)
    $null = New-Item -ItemType Directory (Split-Path $full) -Force
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'NUnitXml'
    $configuration.TestResult.OutputPath = $full
}

$result = Invoke-Pester -Configuration $configuration

if (-not $result) {
    throw 'Pester gave no result; its own message above says why.'
}

# A file or a block that cannot run counts as a failure too, though Pester counts no test for it.
$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
"Pester $($pester.Version): total=$($result.TotalCount) passed=$($result.PassedCount) failed=$failed skipped=$($result.SkippedCount + $result.NotRunCount)"
exit ($failed -gt 0 -or $result.PassedCount -eq 0 ? 1 : 0)
