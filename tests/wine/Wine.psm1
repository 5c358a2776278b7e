#requires -Version 7.4
# One lane of tests/wine/Invoke-WineSuite.ps1: a Wine with a registry and drives of its own, and what runs in it. Lanes run side
# by side, and one that has hung is ended without the others.

$script:Root = (Resolve-Path "$PSScriptRoot/../..").Path
$script:Out = "$Root/out/wine"
$script:Results = "$Out/results"
$script:Wine = '/usr/lib/wine/wine64', '/usr/lib/x86_64-linux-gnu/wine/wine64' | Where-Object { Test-Path $_ } | Select-Object -First 1

# What a Windows program of ours needs to know. What differs by lane is set for each program, for lanes share this process's
# environment.
function Set-WineEnvironment {
    if (-not $Wine) { throw "There is no Wine. Run: apt-get install wine wine64" }
    if (-not (Test-Path "$Out/pwsh/pwsh.exe")) { throw "There is no Windows PowerShell in '$Out'. Run: dotnet build tests/wine/PerfTracking.Wine.csproj" }

    $env:WINEDEBUG = '-all'
    $env:DOTNET_ROOT = "Z:$Out/dotnet"
    $env:POWERSHELL_TELEMETRY_OPTOUT = '1'

    # Without it the runtime ends in a finalizer, for Wine maps no page twice.
    $env:DOTNET_EnableWriteXorExecute = '0'
}

function Invoke-Wine {
    param([int] $Lane, [int] $Seconds, [string[]] $Command)

    # Without a terminal a Windows program of Wine's says nothing and ends with 0, so that each gets one.
    $line = @($Wine) + $Command | ForEach-Object { "'$_'" }
    $log = "$Results/output$Lane.log"
    '' | env "WINEPREFIX=$Out/prefix$Lane" timeout --kill-after 5 $Seconds script --quiet --return --command ($line -join ' ') $log *> $null
    [pscustomobject]@{ ExitCode = $LASTEXITCODE; Hung = $LASTEXITCODE -in 124, 137; Text = Get-Content $log -Raw }
}

function Stop-Wine {
    param([int] $Lane)

    env "WINEPREFIX=$Out/prefix$Lane" ($Wine -replace 'wine64$', 'wineserver') --kill *> $null
}

function Initialize-Wine {
    param([int] $Lane)

    Stop-Wine $Lane
    if (Test-Path "$Out/prefix$Lane") { Remove-Item "$Out/prefix$Lane" -Recurse -Force }
    $null = Invoke-Wine $Lane 120 wineboot, '--init'
    $null = Invoke-Wine $Lane 60 reg, add, 'HKCU\Software\Wine', '/v', Version, '/d', win10, '/f'
}

function New-Result {
    param([string] $Name, [string] $Result, [string] $Message)

    [pscustomobject]@{ Name = $Name; Result = $Result; Message = $Message }
}

# Gives a result for each test of a file.
function Invoke-PesterFile {
    param([int] $Lane, [int] $TimeoutSeconds, [IO.FileInfo] $File, [version] $Version)

    $xml = "$Results/$($File.BaseName)-$Version.xml"
    foreach ($attempt in 1, 2) {
        Remove-Item $xml -ErrorAction Ignore
        $run = Invoke-Wine $Lane $TimeoutSeconds "$Out/pwsh/pwsh.exe", '-NoProfile', '-NoLogo', '-NonInteractive', '-File', "$Root/tests/pester/Invoke-PesterSuite.ps1", '-Path', $File.FullName, '-PesterVersion', "$Version", '-OutputPath', $xml, '-Verbosity', 'None'
        if ($run.Hung) { Stop-Wine $Lane; continue }
        if (-not (Test-Path $xml)) { continue }

        foreach ($case in ([xml](Get-Content $xml -Raw)).SelectNodes('//test-case')) { New-Result $case.name $case.result $case.failure.message }
        return
    }

    if ($run.Hung) { New-Result $File.Name Hung } else { New-Result $File.Name Failure "It wrote no results: $($run.Text)" }
}

# The program writes a line as each test begins and ends. Where it is ended, it goes on when it is started again, with the test
# that was running; what does not end twice counts as hung.
function Invoke-TestProgram {
    param([int] $Lane, [int] $TimeoutSeconds, [IO.FileInfo] $File)

    $log = "$Results/$($File.BaseName).log"
    $lines = @()
    do {
        $before = $lines.Count
        $run = Invoke-Wine $Lane ([Math]::Min(60, $TimeoutSeconds)) $File.FullName, $log
        if ($run.Hung) { Stop-Wine $Lane }
        $lines = @(Get-Content $log -ErrorAction Ignore)
    } until ($lines -contains 'OVER' -or $lines.Count -eq $before)

    if ($lines -notcontains 'OVER') { New-Result $File.BaseName Failure "It did not end: $($run.Text)" }
    $open = [Collections.Generic.HashSet[string]]::new()
    foreach ($line in $lines -ne 'OVER') {
        $word, $test = $line -split ' ', 2
        $test, $message = $test -split "`t", 2
        if ($word -eq 'STARTED') { $null = $open.Add($test); continue }
        $null = $open.Remove($test)
        New-Result $test @{ PASSED = 'Success'; FAILED = 'Failure'; SKIPPED = 'Ignored' }[$word] $message
    }

    foreach ($test in $open) { New-Result $test Hung }
}

Export-ModuleMember -Function Set-WineEnvironment, Initialize-Wine, Stop-Wine, Invoke-PesterFile, Invoke-TestProgram
