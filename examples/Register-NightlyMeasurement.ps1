#requires -Version 7.4
<#
.SYNOPSIS
    Runs a nightly job, measures it, and tells whether it got slower; or registers itself to do that every night.
.DESCRIPTION
    Without -At the job runs now: its output goes where it went before, its duration, processor time and peak memory
    are saved as a baseline snapshot, and the snapshot's summary follows its output. The exit code is the job's own, and 1
    where the job could not be started. A regression changes it only where -FailOn asks for that.

    With -At the script registers itself instead: as a scheduled task on Windows; elsewhere it prints the line for
    crontab, for it is yours to add.

    Where the module is missing or the store is in trouble, the job runs all the same.
.PARAMETER FilePath
    The job: a program or a script.
.PARAMETER ArgumentList
    Its arguments.
.PARAMETER Application
    The name under which it is saved; the job's file name unless given.
.PARAMETER Store
    The store to save to; the session's unless given.
.PARAMETER FailOn
    Exit with 3 where the job itself succeeded and a finding that nobody has approved or denied is at least this severe.
.PARAMETER At
    Register the job to run daily at this time, for instance 02:30.
.EXAMPLE
    ./Register-NightlyMeasurement.ps1 -FilePath ./backup.sh -ArgumentList --full -Application backup
.EXAMPLE
    ./Register-NightlyMeasurement.ps1 -FilePath robocopy -ArgumentList D:\data, E:\backup, /mir -Application mirror -At 02:30
.EXAMPLE
    ./Register-NightlyMeasurement.ps1 -FilePath ./import.ps1 -FailOn Error
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Mandatory)]
    [string] $FilePath,
    [string[]] $ArgumentList = @(),
    [string] $Application = [IO.Path]::GetFileNameWithoutExtension($FilePath),
    [string] $Store,
    [ValidateSet('Warning', 'Error', 'Critical')]
    [string] $FailOn,
    [timespan] $At
)

function ConvertTo-Argument([string] $Text) { "'" + $Text.Replace("'", "''") + "'" }

if ($PSBoundParameters.ContainsKey('At')) {
    # Arguments are written into a command as single-quoted text, so that nothing in them is run.
    # Paths are made full, because the task begins in another folder.
    $job = @{} + $PSBoundParameters
    foreach ($name in 'FilePath', 'Store') {
        if ($job[$name] -and ($name -eq 'Store' -or $job[$name] -match '[\\/]')) {
            $job[$name] = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($job[$name])
        }
    }

    $given = foreach ($name in 'FilePath', 'ArgumentList', 'Application', 'Store', 'FailOn') {
        if ($job[$name]) {
            $values = foreach ($value in $job[$name]) { ConvertTo-Argument $value }
            "-$name $($values -join ', ')"
        }
    }

    $command = "& $(ConvertTo-Argument $PSCommandPath) $($given -join ' '); exit `$LASTEXITCODE"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command))
    $pwsh = [Environment]::ProcessPath
    if ([IO.Path]::GetFileNameWithoutExtension($pwsh) -ne 'pwsh') {
        $pwsh = 'pwsh'
    }

    if (-not $IsWindows) {
        "# $command"
        "$($At.Minutes) $($At.Hours) * * * $pwsh -NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded"
    }
    elseif (-not (Get-Command Register-ScheduledTask -ErrorAction Ignore)) {
        throw 'Registering needs the ScheduledTasks module of Windows, and it is not here.'
    }
    elseif ($PSCmdlet.ShouldProcess("PerfTracking $Application", "Register a task that runs daily at $At")) {
        $action = New-ScheduledTaskAction -Execute $pwsh -Argument "-NoProfile -NonInteractive -OutputFormat Text -EncodedCommand $encoded" -WorkingDirectory $PWD.ProviderPath
        $trigger = New-ScheduledTaskTrigger -Daily -At ([datetime]::Today + $At)
        Register-ScheduledTask -TaskName "PerfTracking $Application" -Action $action -Trigger $trigger
    }

    return
}

# The module that this clone has built; a copy of the script elsewhere uses the installed one.
$built = Join-Path $PSScriptRoot .. out PerfTracking
Import-Module ((Test-Path $built) ? $built : 'PerfTracking') -ErrorAction Ignore

if (-not (Get-Module PerfTracking)) {
    Write-Warning 'The PerfTracking module is not installed; the job runs without being measured.'
    $global:LASTEXITCODE = 0
    & $FilePath @ArgumentList
    exit ($? -or $LASTEXITCODE ? $LASTEXITCODE : 1)
}

# A job that cannot be started has no exit code, and is no success.
$global:LASTEXITCODE = 0
Measure-PerfOperation nightly_job -FilePath $FilePath -ArgumentList $ArgumentList
$exitCode = $? -or $LASTEXITCODE ? $LASTEXITCODE : 1

$in = $Store ? @{ Store = $Store } : @{}
$snapshot = Save-PerfBaseline -Application $Application -Summary @in
$snapshot

# A save that failed gives no snapshot: the warning has told of it, and the job's result counts.
if ($FailOn -and $exitCode -eq 0 -and $snapshot -and ($snapshot | Get-PerfRegression @in | Where-Object Severity -GE $FailOn)) {
    $exitCode = 3
}

exit $exitCode
