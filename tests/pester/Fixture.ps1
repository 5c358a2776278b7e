# Dot-sourced by BeforeAll of every test file: imports the packaged module and offers what the tests share.

$modulePath = if ($env:PERFTRACKING_MODULE) { $env:PERFTRACKING_MODULE } else { Join-Path $PSScriptRoot '../../out/PerfTracking' }
Import-Module $modulePath -Force

# What the machine has set must not steer a test, and no test may reach the user's own store, or the list of the user's
# dashboards, for one test stops all of them. Windows knows no variable for its place.
$settings = 'PERFTRACKING_STORE', 'PERFTRACKING_APPLICATION', 'PERFTRACKING_STRICT', 'XDG_DATA_HOME'
$savedSettings = @{}
foreach ($name in $settings) {
    $savedSettings[$name] = [Environment]::GetEnvironmentVariable($name)
    [Environment]::SetEnvironmentVariable($name, $null)
}

$env:PERFTRACKING_STORE = Join-Path $TestDrive 'default.db'
$env:XDG_DATA_HOME = Join-Path $TestDrive 'data'

# Chooses a store that does not exist yet, and forgets what earlier tests measured or left running.
#
# Peak memory has a target, and a PowerShell that ran other files before may be beyond it: with -NoMemoryTarget a test finds
# no verdict but its own. The store is made for it.
function Use-NewStore {
    param([switch] $NoMemoryTarget)

    Get-PerfOperation | Stop-PerfOperation
    $null = Save-PerfBaseline 'left over' -Store (Join-Path $TestDrive 'left-over.db') -NoEvaluation
    $path = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).db"
    Set-PerfStore $path
    if ($NoMemoryTarget) { Remove-PerfTarget MEM-001 -Confirm:$false }
    $path
}

# For AfterAll: closes every store, so that TestDrive can be deleted on Windows too.
function Close-PerfTracking {
    Get-PerfOperation | Stop-PerfOperation
    Set-PerfStore -Default
    Remove-Module PerfTracking
    foreach ($name in $settings) {
        [Environment]::SetEnvironmentVariable($name, $savedSettings[$name])
    }
}

# Saves one snapshot for each value of a metric, without judging them.
function Save-Value {
    param([string] $Metric, [double[]] $Value, [string] $Application = 'app')

    foreach ($one in $Value) {
        Add-PerfMeasurement $Metric $one
        Save-PerfBaseline $Application -NoEvaluation
    }
}

# Warm history: the first three snapshots of an application are cold starts, a series of their own.
function Save-WarmHistory {
    param([string] $Metric, [double[]] $Value, [string] $Application = 'app')

    $null = Save-Value $Metric (1, 1, 1) $Application
    Save-Value $Metric $Value $Application
}

# A small program of the system, to be splatted to Measure-PerfOperation.
function Get-Program {
    param([string] $Unix, [string] $Windows)

    if ($IsWindows) {
        @{ FilePath = $env:ComSpec; ArgumentList = '/d', '/c', $Windows }
    }
    else {
        @{ FilePath = '/bin/sh'; ArgumentList = '-c', $Unix }
    }
}

# The same as it stands in a script, for New-PerfBenchmark in a file. A block takes a PowerShell of its own for each of its
# turns, and this takes none: for tests of everything but blocks.
function Get-ProgramText {
    param([string] $Unix = 'exit 0', [string] $Windows = 'exit 0')

    $program = Get-Program $Unix $Windows
    "-FilePath '$($program.FilePath)' -ArgumentList $($program.ArgumentList.ForEach({ "'$_'" }) -join ', ')"
}

# Every object of every stream as one comparable line.
filter Get-StreamText { "$($_.GetType().Name): $_".TrimEnd() }
