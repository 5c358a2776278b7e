#requires -Version 7.4
<#
.SYNOPSIS
    Runs the Pester tests in a Windows PowerShell, and the tests of the store as a Windows program, under Wine.
.DESCRIPTION
    The quick Windows check of a Linux machine; that of real Windows is in ci.yml. Wants Debian's packages wine and wine64, a
    built module with code for win-x64 (dotnet build -p:ModulePlatforms=all), and `dotnet build` of the projects in this folder.

    Each Pester file is a process of its own with a hard time-out, because Wine hangs now and then; a file that did not end is
    run once more, and one that hung twice is named and counts as skipped. KnownFailures.psd1 names the tests that only Wine
    fails; they count as skipped too.

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

    # After how many seconds a Pester file counts as hung; a program of xUnit tests has twice as long.
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
    param([string] $Name)

    "  HUNG TWICE: $Name, which counts as one skipped test"
    $script:total++
    $script:skipped++
}

function Invoke-PesterFile {
    param([IO.FileInfo] $File)

    $xml = "$results/$($File.BaseName).xml"
    foreach ($attempt in 1, 2) {
        Remove-Item $xml -ErrorAction Ignore
        $run = Invoke-Wine $TimeoutSeconds "$out/pwsh/pwsh.exe", '-NoProfile', '-NoLogo', '-NonInteractive', '-File', "$root/tests/pester/Invoke-PesterSuite.ps1", '-Path', $File.FullName, '-PesterVersion', "$PesterVersion", '-OutputPath', $xml, '-Verbosity', 'None'
        if ($run.Hung) { Stop-Wine; continue }
        if (-not (Test-Path $xml)) { continue }

        $cases = ([xml](Get-Content $xml -Raw)).SelectNodes('//test-case')
        foreach ($case in $cases) { Add-Result $case.name $case.result $case.failure.message }
        return
    }

    if ($run.Hung) { Add-Hung $File.Name; return }
    Add-Result $File.Name Failure "It wrote no results: $($run.Text)"
}

function Invoke-Program {
    param([string] $Name, [string] $Program)

    $log = "$results/$Name.log"
    foreach ($attempt in 1, 2) {
        $run = Invoke-Wine (2 * $TimeoutSeconds) $Program, $log
        if (-not $run.Hung) { break }
        Stop-Wine
    }

    if ($run.Hung) { Add-Hung $Name; return }
    $text = Get-Content $log -Raw
    $counts = [regex]::Match($text, 'total=(\d+) passed=(\d+) failed=(\d+) skipped=(\d+)')
    if (-not $counts.Success) { Add-Result $Name Failure "It wrote no counts: $text"; return }
    foreach ($line in [regex]::Matches($text, '(?m)^FAILED (.+?): (.*)$')) { Add-Result $line.Groups[1].Value Failure $line.Groups[2].Value }
    $script:total += [int]$counts.Groups[2].Value + [int]$counts.Groups[4].Value
    $script:passed += [int]$counts.Groups[2].Value
    $script:skipped += [int]$counts.Groups[4].Value
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$null = New-Item $results -ItemType Directory -Force
Get-ChildItem $results | Remove-Item
New-Prefix
try {
    foreach ($file in $Path ? (Get-Item $Path) : (Get-ChildItem "$root/tests/pester" -Filter *.Tests.ps1)) {
        $began = $clock.Elapsed
        "$($file.Name)"
        Invoke-PesterFile $file
        '  {0:n0} s' -f ($clock.Elapsed - $began).TotalSeconds
    }

    if (-not $Path) {
        foreach ($program in Get-ChildItem $out -Filter *.Tests.exe -Recurse -Depth 1) {
            $program.BaseName
            Invoke-Program $program.BaseName $program.FullName
        }
    }
}
finally {
    Stop-Wine
}

'Wine: total={0} passed={1} failed={2} skipped={3} in {4:n0} s' -f $total, $passed, $failed, $skipped, $clock.Elapsed.TotalSeconds
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
