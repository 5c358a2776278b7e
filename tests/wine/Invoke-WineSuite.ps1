#requires -Version 7.4
<#
.SYNOPSIS
    Runs the Pester tests in a Windows PowerShell, and the tests of store and machine as Windows programs, under Wine.
.DESCRIPTION
    The quick Windows check of a Linux machine; that of real Windows is in ci.yml. Wants Debian's packages wine and wine64, a
    built module with code for win-x64 (dotnet build -p:ModulePlatforms=all), and `dotnet build` of the projects in this folder.

    Each Pester file is a process of its own with a hard time-out, because Wine hangs now and then; a file that did not end is
    run once more, and so is a test of a program. Files run side by side, in lanes with a Wine of their own. What hung twice is named and counts as skipped. KnownFailures.psd1 names the
    tests that only Wine fails; they count as skipped too. Pester 5 runs the file about Pester itself alone: the others say the
    same with both.

    Ends with one line, 'Wine: total=N passed=N failed=N skipped=N', and exits with 1 where a test failed or none passed.
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/wine/Invoke-WineSuite.ps1
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/wine/Invoke-WineSuite.ps1 -Path tests/pester/Store.Tests.ps1
#>
[CmdletBinding()]
param(
    # The Pester files and programs of xUnit tests to run; all unless given.
    [string[]] $Path,

    # The version of Pester.
    [version] $PesterVersion = '6.2.0',

    # The version of Pester that runs what depends on it.
    [version] $OlderPesterVersion = '5.9.1',

    # After how many seconds a Pester file counts as hung.
    [int] $TimeoutSeconds = 240,

    # How many files run at once.
    [ValidateRange(1, 16)]
    [int] $Lanes = [Math]::Min(4, [Environment]::ProcessorCount)
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$module = "$PSScriptRoot/Wine.psm1"
Import-Module $module
Set-WineEnvironment

$clock = [Diagnostics.Stopwatch]::StartNew()
$results = New-Item "$root/out/wine/results" -ItemType Directory -Force
Get-ChildItem $results | Remove-Item

$files = $Path ? (Get-Item $Path) : @(Get-ChildItem "$root/tests/pester" -Filter *.Tests.ps1; Get-ChildItem "$root/out/wine" -Filter *.Tests.exe -Recurse -Depth 1)
$queue = [Collections.Concurrent.ConcurrentQueue[object]]::new()
# The programs first, for they take longest.
foreach ($file in $files | Sort-Object Extension, Name) {
    foreach ($version in $Path -or $file.Name -ne 'Assertion.Tests.ps1' ? $PesterVersion : ($PesterVersion, $OlderPesterVersion)) {
        $queue.Enqueue([pscustomobject]@{ File = $file; Version = $version })
    }
}

$known = Import-PowerShellDataFile "$PSScriptRoot/KnownFailures.psd1"
$total = $passed = $failed = $skipped = 0
1..$Lanes | ForEach-Object -ThrottleLimit $Lanes -Parallel {
    $ErrorActionPreference = 'Stop'
    $lane, $queue, $seconds, $work = $_, $using:queue, $using:TimeoutSeconds, $null
    Import-Module $using:module
    Initialize-Wine $lane
    try {
        while ($queue.TryDequeue([ref] $work)) {
            $began = [Diagnostics.Stopwatch]::StartNew()
            $isProgram = $work.File.Extension -eq '.exe'
            [pscustomobject]@{
                Name    = $isProgram ? $work.File.BaseName : "$($work.File.Name), Pester $($work.Version)"
                Results = $isProgram ? @(Invoke-TestProgram $lane $seconds $work.File) : @(Invoke-PesterFile $lane $seconds $work.File $work.Version)
                Seconds = $began.Elapsed.TotalSeconds
            }
        }
    }
    finally { Stop-Wine $lane }
} | ForEach-Object {
    '{0}: {1} tests in {2:n0} s' -f $_.Name, $_.Results.Count, $_.Seconds
    foreach ($test in $_.Results) {
        $total++
        if ($test.Result -eq 'Success') { $passed++ }
        elseif ($test.Result -eq 'Failure' -and -not $known.ContainsKey($test.Name)) {
            "  FAILED $($test.Name)"
            "    $($test.Message -replace '\s+', ' ' -replace '(?<=^.{600}).*')"
            $failed++
        }
        else {
            if ($test.Result -eq 'Failure') { "  only under Wine: $($test.Name) ($($known[$test.Name]))" }
            elseif ($test.Result -eq 'Hung') { "  HUNG TWICE: $($test.Name), which counts as one skipped test" }
            $skipped++
        }
    }
}

'Wine: total={0} passed={1} failed={2} skipped={3} in {4:n0} s' -f $total, $passed, $failed, $skipped, $clock.Elapsed.TotalSeconds
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
