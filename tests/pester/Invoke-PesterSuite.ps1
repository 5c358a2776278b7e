<#
.SYNOPSIS
    Runs the Pester tests of this folder on the packaged module.
.DESCRIPTION
    Uses the versions of Pester that the build has put into out/pester, or those that are installed.

    Ends with one line, 'Pester VERSION: total=N passed=N failed=N skipped=N', and exits with 1 where a test failed or
    none ran.
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/pester/Invoke-PesterSuite.ps1
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/pester/Invoke-PesterSuite.ps1 -PesterVersion 5.9.1 -Path tests/pester/Import.Tests.ps1
#>
[CmdletBinding()]
param(
    # Where the results are written as NUnit XML.
    [string] $OutputPath,

    # The tests to run; all of this folder unless given.
    [string[]] $Path = $PSScriptRoot,

    # The version of Pester to use; the newest there is unless given.
    [version] $PesterVersion,

    # How much is said of each test.
    [ValidateSet('None', 'Normal', 'Detailed', 'Diagnostic')]
    [string] $Verbosity = 'Normal'
)

$ErrorActionPreference = 'Stop'

$built = Join-Path $PSScriptRoot '../../out/pester'
if (Test-Path $built) {
    $env:PSModulePath = (Resolve-Path $built).ProviderPath + [IO.Path]::PathSeparator + $env:PSModulePath
}

# The folder of a version is asked first, for a look at all modules there are takes as long as many a file's tests.
$manifest = Join-Path $built Pester "$PesterVersion" Pester.psd1
if (-not (Test-Path $manifest)) {
    $manifest = Get-Module Pester -ListAvailable |
        Where-Object { $PesterVersion ? $_.Version -eq $PesterVersion : $_.Version.Major -ge 5 } |
        Sort-Object Version |
        Select-Object -Last 1 -ExpandProperty Path
}

if (-not $manifest) {
    throw "Pester $($PesterVersion ?? '5.0 or later') is neither in out/pester nor installed. Run: dotnet build"
}

$pester = Import-Module $manifest -Force -PassThru
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
