#requires -Version 7.4
<#
.SYNOPSIS
    Counts what the test run of .ci/run did, and ends with one line: 'N passed, N failed'.
.DESCRIPTION
    An xUnit case counts as one test. A case that ran a Pester file counts as the tests of that file. What could not run
    counts as failed: a test that was skipped, for here everything can run; a test project without results; a run that
    failed before it could count. Under Wine a skipped test is none that failed: its own log names each, and why.
#>
[CmdletBinding()]
param(
    # The folder with the .trx files.
    [Parameter(Mandatory)]
    [string] $Path,

    # What tests/wine/Invoke-WineSuite.ps1 said.
    [Parameter(Mandatory)]
    [string] $Wine,

    # What dotnet test ended with.
    [Parameter(Mandatory)]
    [int] $ExitCode
)

$ErrorActionPreference = 'Stop'
$passed = 0
$failed = 0
$projects = @()
foreach ($file in Get-ChildItem $Path -Filter *.trx -Recurse) {
    $run = ([xml](Get-Content -LiteralPath $file -Raw)).TestRun
    $projects += [IO.Path]::GetFileNameWithoutExtension(@($run.TestDefinitions.UnitTest)[0].TestMethod.codeBase)
    foreach ($case in $run.Results.UnitTestResult) {
        if ($case.outcome -eq 'Failed') {
            Write-Warning "Failed: $($case.testName): $($case.Output.ErrorInfo.Message)"
        }

        if ($case.outcome -eq 'NotExecuted') {
            Write-Warning "Skipped: $($case.testName): $($case.Output.StdOut)$($case.Output.ErrorInfo.Message)"
            $failed++
        }
        elseif ("$($case.Output.StdOut)" -match 'Pester [\d.]+: total=\d+ passed=(\d+) failed=(\d+) skipped=(\d+)') {
            $passed += [int] $Matches[1]
            $failed += [int] $Matches[2] + [int] $Matches[3]
            if ([int] $Matches[3]) {
                Write-Warning "Skipped: $($Matches[3]) of $($case.testName)"
            }
        }
        elseif ($case.outcome -eq 'Passed') {
            $passed++
        }
        else {
            $failed++
        }
    }
}

$expected = (Get-ChildItem (Join-Path $PSScriptRoot .. tests *.Tests *.Tests.csproj)).BaseName
foreach ($missing in $expected | Where-Object { $_ -notin $projects }) {
    Write-Warning "No result: $missing"
    $failed++
}

if ((Test-Path -LiteralPath $Wine) -and (Get-Content -LiteralPath $Wine -Raw) -match '(?m)^Wine: total=\d+ passed=(\d+) failed=(\d+)') {
    $passed += [int] $Matches[1]
    $failed += [int] $Matches[2]
}
else {
    Write-Warning 'No result: the Windows PowerShell under Wine'
    $failed++
}

if ($ExitCode -ne 0 -and $failed -eq 0) {
    Write-Warning "dotnet test ended with $ExitCode."
    $failed++
}

"$passed passed, $failed failed"
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
