#requires -Version 7.4
<#
.SYNOPSIS
    Runs the Pester tests in a Windows PowerShell, and the tests of store and machine as Windows programs, under Wine.
.DESCRIPTION
    The quick Windows check of a Linux machine; that of real Windows is in ci.yml. Wants Debian's packages wine and wine64, a
    built module with code for win-x64 (dotnet build -p:ModulePlatforms=all), and `dotnet build` of the projects in this folder.

    Each Pester file is a process of its own with a hard time-out, because Wine hangs now and then; a file that did not end is
    run once more, and one that hung twice is named and counts as skipped. So does a test of a program; the program is started
    again and goes on with the next one. KnownFailures.psd1 names the tests that only Wine
    fails; they count as skipped too. Pester 5 runs the file about Pester itself alone: the others say the same with both.

    Ends with one line, 'Wine: total=N passed=N failed=N skipped=N', and exits with 1 where a test failed or none passed.
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/wine/Invoke-WineSuite.ps1
.EXAMPLE
    out/pwsh/pwsh -NoProfile -File tests/wine/Invoke-WineSuite.ps1 -Path tests/pester/Store.Tests.ps1
#>
[CmdletBinding()]
param(
    # The Pester files to run; all, and the programs of xUnit tests, unless given.
    [string[]] $Path,

    # The version of Pester.
    [version] $PesterVersion = '6.2.0',

    # The version of Pester that runs what depends on it.
    [version] $OlderPesterVersion = '5.9.1',

    # After how many seconds a Pester file or a program counts as hung.
    [int] $TimeoutSeconds = 240
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$out = "$root/out/wine"
$results = "$out/results"
$wine = '/usr/lib/wine/wine64', '/usr/lib/x86_64-linux-gnu/wine/wine64' | Where-Object { Test-Path $_ } | Select-Object -First 1
if (-not $wine) { throw "There is no Wine. Run: apt-get install wine wine64" }
if (-not (Test-Path "$out/pwsh/pwsh.exe")) { throw "There is no Windows PowerShell in '$out'. Run: dotnet build tests/wine/PerfTracking.Wine.csproj" }

# The registry and drive C: of this run alone.
$env:WINEPREFIX = "$out/prefix"
$env:WINEDEBUG = '-all'
$env:DOTNET_ROOT = "Z:$out/dotnet"
$env:POWERSHELL_TELEMETRY_OPTOUT = '1'

# Without it the runtime ends in a finalizer, for Wine maps no page twice.
$env:DOTNET_EnableWriteXorExecute = '0'

# Without a terminal a Windows program of Wine's says nothing and ends with 0, so that each gets one.
function Invoke-Wine {
    param([int] $Seconds, [string[]] $Command)

    $line = @($wine) + $Command | ForEach-Object { "'$_'" }
    $log = "$results/output.log"
    '' | timeout --kill-after 5 $Seconds script --quiet --return --command ($line -join ' ') $log *> $null
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Hung = $LASTEXITCODE -in 124, 137; Text = Get-Content $log -Raw }
}

function Stop-Wine { & ($wine -replace 'wine64$', 'wineserver') --kill *> $null }

function New-Prefix {
    Stop-Wine
    if (Test-Path $env:WINEPREFIX) { Remove-Item $env:WINEPREFIX -Recurse -Force }
    $null = Invoke-Wine 120 wineboot, '--init'
    $null = Invoke-Wine 60 reg, add, 'HKCU\Software\Wine', '/v', Version, '/d', win10, '/f'
}

$known = Import-PowerShellDataFile "$PSScriptRoot/KnownFailures.psd1"
$total = $passed = $failed = $skipped = 0

# Counts one test, and says what is to be known of it.
function Add-Result {
    param([string] $Name, [string] $Result, [string] $Message)

    $script:total++
    if ($Result -eq 'Failure' -and $known.ContainsKey($Name)) {
        "  only under Wine: $Name ($($known[$Name]))"
        $script:skipped++
    }
    elseif ($Result -eq 'Failure') {
        "  FAILED $Name"
        "    $($Message -replace '\s+', ' ' -replace '(?<=^.{600}).*')"
        $script:failed++
    }
    elseif ($Result -eq 'Success') { $script:passed++ }
    else { $script:skipped++ }
}

function Add-Hung {
    param([string] $Name, [string] $Times)

    "  HUNG${Times}: $Name, which counts as one skipped test"
    $script:total++
    $script:skipped++
}

function Invoke-PesterFile {
    param([IO.FileInfo] $File, [version] $Version)

    $xml = "$results/$($File.BaseName)-$Version.xml"
    foreach ($attempt in 1, 2) {
        Remove-Item $xml -ErrorAction Ignore
        $run = Invoke-Wine $TimeoutSeconds "$out/pwsh/pwsh.exe", '-NoProfile', '-NoLogo', '-NonInteractive', '-File', "$root/tests/pester/Invoke-PesterSuite.ps1", '-Path', $File.FullName, '-PesterVersion', "$Version", '-OutputPath', $xml, '-Verbosity', 'None'
        if ($run.Hung) { Stop-Wine; continue }
        if (-not (Test-Path $xml)) { continue }

        $cases = ([xml](Get-Content $xml -Raw)).SelectNodes('//test-case')
        foreach ($case in $cases) { Add-Result $case.name $case.result $case.failure.message }
        return
    }

    if ($run.Hung) { Add-Hung $File.Name ' TWICE'; return }
    Add-Result $File.Name Failure "It wrote no results: $($run.Text)"
}

# The program writes a line as each test begins and ends, and goes on where it was when it is started again.
function Invoke-Program {
    param([string] $Name, [string] $Program)

    $log = "$results/$Name.log"
    $lines = @()
    do {
        $before = $lines.Count
        $run = Invoke-Wine $TimeoutSeconds $Program, $log
        if ($run.Hung) { Stop-Wine }
        $lines = @(Get-Content $log -ErrorAction Ignore)
    } until ($lines -contains 'OVER' -or $lines.Count -eq $before)

    if ($lines -notcontains 'OVER') { Add-Result $Name Failure "It did not end: $($lines[-1]) $($run.Text)" }
    $begun = $null
    foreach ($line in $lines + 'OVER') {
        $word, $test = $line -split ' ', 2
        $test, $message = $test -split "`t", 2
        if ($word -in 'STARTED', 'OVER') {
            # The next one began, and this one had not ended: it was held up until the process was ended.
            if ($begun) { Add-Hung $begun }
            $begun = $test
            continue
        }

        Add-Result $test @{ PASSED = 'Success'; FAILED = 'Failure'; SKIPPED = 'Ignored' }[$word] $message
        $begun = $null
    }
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$null = New-Item $results -ItemType Directory -Force
Get-ChildItem $results | Remove-Item
New-Prefix
try {
    $files = $Path ? (Get-Item $Path) : (Get-ChildItem "$root/tests/pester" -Filter *.Tests.ps1)
    $runs = @($files.ForEach({ @{ File = $_; Version = $PesterVersion } })
        if (-not $Path) { @{ File = Get-Item "$root/tests/pester/Assertion.Tests.ps1"; Version = $OlderPesterVersion } })
    foreach ($run in $runs) {
        $began = $clock.Elapsed
        "$($run.File.Name), Pester $($run.Version)"
        Invoke-PesterFile @run
        '  {0:n0} s' -f ($clock.Elapsed - $began).TotalSeconds
    }

    foreach ($program in $Path ? $null : (Get-ChildItem $out -Filter *.Tests.exe -Recurse -Depth 1)) {
        $began = $clock.Elapsed
        $program.BaseName
        Invoke-Program $program.BaseName $program.FullName
        '  {0:n0} s' -f ($clock.Elapsed - $began).TotalSeconds
    }
}
finally {
    Stop-Wine
}

'Wine: total={0} passed={1} failed={2} skipped={3} in {4:n0} s' -f $total, $passed, $failed, $skipped, $clock.Elapsed.TotalSeconds
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
