<#
.SYNOPSIS
Makes a store with 60 days of three applications, to look at PerfTracking with.

.DESCRIPTION
Every run makes the same history, up to now: an application whose start-up got slower and whose new level was accepted, whose
validation got faster, and whose container start and API calls have been slower for three days, which nobody has decided about
yet; an import at night whose time follows the day; and reports on another machine, with noise. The history is imported as any
other would be; the last snapshot is saved, and so judged and told of, as every script's is.

.EXAMPLE
dotnet pwsh examples/New-DemoStore.ps1

Makes demo.db and shows how it stands, and how to see it in the browser.

.EXAMPLE
dotnet pwsh examples/New-DemoStore.ps1 -Path $HOME/demo.db -Report

Writes the report beside it, too: one file with charts, for any browser.
#>
[CmdletBinding()]
param(
    # The store to make; one that is there is replaced.
    [string] $Path = 'demo.db',

    # Whether the report of its last 30 days is written beside it.
    [switch] $Report
)
$ErrorActionPreference = 'Stop'
$module = Join-Path $PSScriptRoot '../out/PerfTracking/PerfTracking.psd1'
Import-Module ((Test-Path $module) ? $module : 'PerfTracking')

$store = $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path)
Remove-Item "$store", "$store-wal", "$store-shm" -ErrorAction Ignore

# The same numbers each time: a generator of our own, for nobody else draws from it.
$random = [random]::new(20260301)
function Get-Noise([double] $Share) {
    1 + $Share * ($random.NextDouble() + $random.NextDouble() + $random.NextDouble() - 1.5)
}

$now = [datetime]::UtcNow
$end = $now.AddMinutes(-30)
$days = 60
$commits = foreach ($number in 0..($days * 2)) {
    $hash = [byte[]]::new(20)
    $random.NextBytes($hash)
    [System.Convert]::ToHexString($hash).ToLowerInvariant()
}

$rows = [System.Collections.Generic.List[object]]::new()
foreach ($hour in ($days * 24)..1) {
    $at = $end.AddHours(-$hour)
    $day = $days - $hour / 24
    $daily = [math]::Sin(2 * [math]::PI * $day)
    $commit = $commits[[math]::Floor($day * 2)]

    # A weekend on which the agent was down is a gap in every chart.
    if ($day -gt 33 -and $day -lt 35) {
        continue
    }

    $portal = [ordered]@{
        'APP-001' = ($day -lt 38 ? 390 : 455) * (1 + 0.03 * $daily) * (Get-Noise 0.03)
        'SVC-001' = ($day -lt 57 ? 160 : 232) * (Get-Noise 0.05)
        'SVC-002' = 1
        'VAL-001' = ($day -lt 46 ? 900 : 610) * (Get-Noise 0.04)
        'VAL-002' = 74 * (Get-Noise 0.05)
        'VAL-003' = [math]::Min(1.0, 0.93 * (Get-Noise 0.02))
        'GEN-001' = 3200 * (1 + 0.04 * $daily) * (Get-Noise 0.06)
        'API-001' = ($day -lt 57 ? 1200 : 1520) * (Get-Noise 0.06)
        'API-002' = [math]::Round(5400 * (Get-Noise 0.1))
        'API-003' = 1.9 * (Get-Noise 0.1)
        'EXP-001' = 1500 * (Get-Noise 0.04)
        'MEM-001' = 210 * (Get-Noise 0.02)
        'MEM-002' = 62 * (Get-Noise 0.05)
        'CPU-001' = ($day -lt 57 ? 3100 : 3460) * (Get-Noise 0.04)
        'GC-001' = [math]::Round(64 * (Get-Noise 0.05))
        'GC-002' = 240 * (Get-Noise 0.1)
        'THR-001' = [math]::Round(19 * (Get-Noise 0.08))
        'HDL-001' = [math]::Round(206 * (Get-Noise 0.02))
        'ERR-001' = $hour % 41 -eq 5 ? 1 : 0
        'TRK-001' = 1.9 * (Get-Noise 0.2)
        'IDX-001' = $day -lt 57 ? 100 : 98.1 + $random.NextDouble()
        'index_build_ms' = 88 * (Get-Noise 0.05)
    }
    $runs = @(, @('Portal', ($hour % 5 ? 'build-agent-1' : 'build-agent-2'), ($hour % 11 -eq 3 ? 'feature/cache' : 'main'), $portal))
    if ($hour % 3 -eq 0) {
        $runs += , @('Nightly import', 'build-agent-1', 'main', [ordered]@{
                'GEN-001' = 2100 * (1 + 0.15 * $daily) * (Get-Noise 0.04)
                'EXP-001' = 1240 * (1 + 0.1 * $daily) * (Get-Noise 0.05)
                'rows_imported' = [math]::Round(41000 * (1 + 0.2 * $daily) * (Get-Noise 0.05))
            })
    }

    if ($hour % 6 -eq 0) {
        $runs += , @('Reports', 'reporting-server', 'main', [ordered]@{ 'EXP-001' = 1890 * (Get-Noise 0.12); 'API-001' = 640 * (Get-Noise 0.2) })
    }

    foreach ($run in $runs) {
        foreach ($metric in $run[3].Keys) {
            $rows.Add([pscustomobject]@{
                    Timestamp = $at.ToString('o'); Application = $run[0]; Environment = $run[1]; Branch = $run[2]; Commit = $commit; Cold = $true
                    Metric = $metric; Value = $run[3][$metric].ToString('R', [cultureinfo]::InvariantCulture)
                })
        }
    }
}

Register-PerfMetric index_build_ms -Title 'Index build' -Unit ms -Store $store
Register-PerfMetric rows_imported -Title 'Rows imported' -Unit rows -Direction HigherIsBetter -Store $store

# The slower start-up of day 38: seen, explained and accepted as it came up, on the one agent and then on the other.
$from = $days
foreach ($decided in 38.5, 39.5, $days) {
    $until = $days - $decided
    $history = Join-Path ([System.IO.Path]::GetTempPath()) "perftracking-demo-$([guid]::NewGuid()).csv"
    try {
        $rows | Where-Object { $_.Timestamp -lt $end.AddDays(-$until).ToString('o') -and $_.Timestamp -ge $end.AddDays(-$from).ToString('o') } | Export-Csv $history
        Import-PerfMeasurement $history -Evaluate -Store $store -WarningAction SilentlyContinue
    }
    finally {
        Remove-Item $history -ErrorAction Ignore
    }

    Get-PerfAlert -Metric APP-001 -Application Portal -Store $store |
        Approve-PerfAlert -Rebaseline -Notes 'Start-up reads the new plug-in catalogue, which costs this much; agreed with the team.' -Store $store -Confirm:$false
    $from = $until
}

Add-PerfAnnotation 'Agents moved to the new runner image' -Timestamp $now.AddDays(-25) -Environment build-agent-1 -Store $store
Add-PerfAnnotation 'Rules are compiled at build time' -Timestamp $now.AddDays(-14) -Application Portal -Metric VAL-001 -Store $store

# What a script does: measure, save, and be told. What a save would read of this process is given, too, so that each run makes the same.
@{
    'APP-001' = 452; 'SVC-001' = 235; 'SVC-002' = 1; 'VAL-001' = 612; 'VAL-002' = 75; 'VAL-003' = 0.93; 'GEN-001' = 3190; 'API-001' = 1534; 'API-002' = 5390; 'API-003' = 1.88
    'EXP-001' = 1490; 'MEM-001' = 211; 'MEM-002' = 61.4; 'CPU-001' = 3472; 'GC-001' = 65; 'GC-002' = 244; 'THR-001' = 19; 'HDL-001' = 207; 'ERR-001' = 0; 'TRK-001' = 1.8; index_build_ms = 87
}.GetEnumerator() | ForEach-Object { Add-PerfMeasurement $_.Key $_.Value }

# Saved from a checkout of its own, as its other snapshots are: what is saved has the commit and the branch of where it is saved.
$checkout = Join-Path ([System.IO.Path]::GetTempPath()) "perftracking-demo-$([guid]::NewGuid())"
$null = New-Item -ItemType Directory (Join-Path $checkout .git/refs/heads), (Join-Path $checkout .git/objects)
Set-Content (Join-Path $checkout .git/HEAD) 'ref: refs/heads/main'
Set-Content (Join-Path $checkout .git/refs/heads/main) $commits[-1]
Push-Location $checkout
try {
    Save-PerfBaseline Portal -Environment build-agent-1 -Store $store -WarningAction SilentlyContinue | Out-Null
}
finally {
    Pop-Location
    Remove-Item $checkout -Recurse -Force
}

# Days beyond the retention become one row a day.
$null = Optimize-PerfStore -Store $store -Confirm:$false
Get-PerfAlert -Store $store
if ($Report) {
    Export-PerfReport ([System.IO.Path]::ChangeExtension($store, '.html')) -Store $store
}

$look = (Get-Command Start-PerfDashboard -ErrorAction Ignore) ? "Start-PerfDashboard -Store '$store' -Open" : "Export-PerfReport demo.html -Store '$store'"
"The store is $store. Look at it: $look"
