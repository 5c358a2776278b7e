<#
.SYNOPSIS
    Runs the Pester tests of this folder on the packaged module.
.DESCRIPTION
    Uses the versions of Pester that the build has put into out/pester, or those that are installed.

    Ends with a line for each file, 'FILE, Pester VERSION: total=N passed=N failed=N skipped=N', below it what failed, and
    with one line for all, 'Pester VERSION: total=N passed=N failed=N skipped=N'. Exits with 1 where a test failed or none
    ran.
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

function Get-CountLine {
    param([string] $Of, $Counted, [object[]] $FailedBlock, [object[]] $FailedContainer)

    # A file or a block that cannot run counts as a failure too, though Pester counts no test for it.
    $failed = $Counted.FailedCount + $FailedBlock.Count + $FailedContainer.Count
    "${Of}Pester $($pester.Version): total=$($Counted.TotalCount) passed=$($Counted.PassedCount) failed=$failed skipped=$($Counted.SkippedCount + $Counted.NotRunCount)"
}

foreach ($container in $result.Containers) {
    $file = $container.Item.FullName
    $blocks = @($result.FailedBlocks | Where-Object { $_.BlockContainer.Item.FullName -eq $file })
    $broken = @($result.FailedContainers | Where-Object { $_.Item.FullName -eq $file })
    Get-CountLine "$($container.Item.Name), " $container $blocks $broken
    foreach ($one in @($result.Failed | Where-Object { $_.Block.BlockContainer.Item.FullName -eq $file }) + $blocks + $broken) {
        "  FAILED $($one.ExpandedPath ?? 'The file itself'): $("$($one.ErrorRecord)" -replace '\s*[\r\n]+\s*', ' ')"
    }
}

Get-CountLine '' $result @($result.FailedBlocks) @($result.FailedContainers)
exit ($result.Result -ne 'Passed' -or $result.PassedCount -eq 0 ? 1 : 0)
