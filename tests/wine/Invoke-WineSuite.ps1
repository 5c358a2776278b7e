#requires -Version 7.4
<#
.SYNOPSIS
    Runs the Pester tests in a Windows PowerShell, and the tests of store and machine as Windows programs, under Wine.
.DESCRIPTION
    The quick Windows check of a Linux machine; that of real Windows is in ci.yml. Wants Debian's packages wine and wine64, a
    built module with code for win-x64 (dotnet build -p:ModulePlatforms=all), and `dotnet build` of the projects in this folder.

    Each Pester file is a process of its own with a hard time-out, because Wine hangs now and then; a file that did not end is
    run once more, and so is a test of a program. What hung twice is named and counts as skipped. KnownFailures.psd1 names the
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

    if ($run.Hung) { Add-Hung $File.Name; return }
    Add-Result $File.Name Failure "It wrote no results: $($run.Text)"
}

# The program writes a line as each test begins and ends. Where it is ended, it goes on when it is started again, with the test
# that was running; what does not end twice counts as hung.
function Invoke-Program {
    param([string] $Name, [string] $Program)

    $log = "$results/$Name.log"
    $lines = @()
    do {
        $before = $lines.Count
        $run = Invoke-Wine ([Math]::Min(60, $TimeoutSeconds)) $Program, $log
        if ($run.Hung) { Stop-Wine }
        $lines = @(Get-Content $log -ErrorAction Ignore)
    } until ($lines -contains 'OVER' -or $lines.Count -eq $before)

    if ($lines -notcontains 'OVER') { Add-Result $Name Failure "It did not end: $($run.Text)" }
    $open = [Collections.Generic.HashSet[string]]::new()
    foreach ($line in $lines -ne 'OVER') {
        $word, $test = $line -split ' ', 2
        $test, $message = $test -split "`t", 2
        if ($word -eq 'STARTED') { $null = $open.Add($test); continue }
        $null = $open.Remove($test)
        Add-Result $test @{ PASSED = 'Success'; FAILED = 'Failure'; SKIPPED = 'Ignored' }[$word] $message
    }

    foreach ($test in $open) { Add-Hung $test }
}

$clock = [Diagnostics.Stopwatch]::StartNew()
$null = New-Item $results -ItemType Directory -Force
Get-ChildItem $results | Remove-Item
New-Prefix
try {
    $files = $Path ? (Get-Item $Path) : @(Get-ChildItem "$root/tests/pester" -Filter *.Tests.ps1; Get-ChildItem $out -Filter *.Tests.exe -Recurse -Depth 1)
    foreach ($file in $files) {
        foreach ($version in $Path -or $file.Name -ne 'Assertion.Tests.ps1' ? $PesterVersion : ($PesterVersion, $OlderPesterVersion)) {
            $began = $clock.Elapsed
            if ($file.Extension -eq '.exe') {
                $file.BaseName
                Invoke-Program $file.BaseName $file.FullName
            }
            else {
                "$($file.Name), Pester $version"
                Invoke-PesterFile $file $version
            }

            '  {0:n0} s' -f ($clock.Elapsed - $began).TotalSeconds
        }
    }
}
finally {
    Stop-Wine
}

'Wine: total={0} passed={1} failed={2} skipped={3} in {4:n0} s' -f $total, $passed, $failed, $skipped, $clock.Elapsed.TotalSeconds
exit ($failed -gt 0 -or $passed -eq 0 ? 1 : 0)
