BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
    $secondary = 'IDX-001', 'ERR-001', 'CPU-001', 'GC-001', 'GC-002', 'THR-001', 'HDL-001', 'TRK-001'
    if ($IsMacOS) { $secondary = $secondary -ne 'HDL-001' } # It tells no number that would be right.
}

AfterAll { Close-PerfTracking }

Describe 'Save-PerfBaseline' {
    BeforeEach { $store = Use-NewStore }

    It 'saves every core metric that was measured and every secondary one by itself, in the order of the catalogue' {
        $core = Get-PerfMetric -Kind Core
        $number = 0
        $core | ForEach-Object { Add-PerfMeasurement $_.Id (++$number) }
        $snapshot = Save-PerfBaseline app -NoEvaluation
        $snapshot.Measurements.Metric | Should -BeExactly ($core.Id + $secondary)
        ($snapshot.Measurements | Select-Object -First 13).Value | Should -Be (1..13)
    }

    It 'numbers snapshots from 1' {
        (Save-Value APP-001 (1, 2, 3)).Id | Should -Be 1, 2, 3
    }

    It 'saves nothing twice' {
        Add-PerfMeasurement APP-001 400
        (Save-PerfBaseline app).Measurements.Metric | Should -Contain 'APP-001'
        (Save-PerfBaseline app).Measurements.Metric | Should -Not -Contain 'APP-001'
    }

    It 'returns what Get-PerfSnapshot reads' {
        Add-PerfMeasurement APP-001 400
        Add-PerfMeasurement custom 7
        $saved = Save-PerfBaseline app -Environment lab -Tag @{ build = 12; note = 'x; y' } -NoEvaluation
        $read = Get-PerfSnapshot $saved.Id
        foreach ($property in 'Id', 'Application', 'Environment', 'Cold', 'SessionId', 'Commit', 'Branch', 'PerformanceIndex') {
            $read.$property | Should -BeExactly $saved.$property -Because $property
        }
        $read.Tags['build'] | Should -BeExactly '12'
        $read.Tags['note'] | Should -BeExactly 'x; y'
        $read.Measurements.Metric | Should -BeExactly $saved.Measurements.Metric
        $read.Measurements.Value | Should -BeExactly $saved.Measurements.Value
        [Math]::Abs(($read.Timestamp - $saved.Timestamp).TotalMilliseconds) | Should -BeLessThan 1
    }

    It 'is cold for the first three of an application in an hour, and warm then' {
        (Save-Value APP-001 (1, 1, 1, 1, 1)).Cold | Should -Be $true, $true, $true, $false, $false
        (Save-Value APP-001 1 another).Cold | Should -BeTrue
    }

    It 'tells of a snapshot of a later time, which would stay the latest, until it is removed' {
        $csv = Join-Path $TestDrive ahead.csv
        Set-Content $csv 'Timestamp,Metric,Value', '2099-01-02T03:04:05Z,APP-001,400'
        Import-PerfMeasurement $csv -Application clock -Environment here
        $null = Save-PerfBaseline clock -Environment here -NoEvaluation -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike "Snapshot 1 of 'clock' is of 2099-01-02 03:04:05 UTC, *: Remove-PerfSnapshot 1. ``[LaterSnapshot``]"
        Remove-PerfSnapshot 1
        $null = Save-PerfBaseline clock -Environment here -NoEvaluation -WarningVariable warning -WarningAction SilentlyContinue
        $warning | Should -BeNullOrEmpty
    }

    It 'makes the performance index of the metrics with targets' {
        Add-PerfMeasurement APP-001 1000   # target 500: 50
        Add-PerfMeasurement VAL-001 800    # target 1000: 100
        Add-PerfMeasurement MEM-001 1024   # target 512: 50
        $snapshot = Save-PerfBaseline app -NoEvaluation
        [Math]::Round($snapshot.PerformanceIndex, 9) | Should -Be ([Math]::Round(200 / 3, 9))
        ($snapshot.Measurements | Where-Object Metric -EQ IDX-001).Value | Should -Be $snapshot.PerformanceIndex
    }

    It 'names the application after the script that calls, or after the variable' {
        $script = Join-Path $TestDrive 'nightly-job.ps1'
        Set-Content $script 'Save-PerfBaseline'
        (& $script).Application | Should -BeExactly 'nightly-job'
        try {
            $env:PERFTRACKING_APPLICATION = 'by variable'
            (& $script).Application | Should -BeExactly 'by variable'
        }
        finally {
            $env:PERFTRACKING_APPLICATION = $null
        }
    }

    It 'reads commit and branch of the checkout it runs in' {
        $checkout = New-Item -ItemType Directory (Join-Path $TestDrive 'checkout/.git/refs/heads') -Force
        $commit = 'ab' * 20
        Set-Content (Join-Path $checkout '../../HEAD') 'ref: refs/heads/feature'
        Set-Content (Join-Path $checkout 'feature') $commit
        Push-Location (Join-Path $TestDrive 'checkout')
        try { $snapshot = Save-PerfBaseline app } finally { Pop-Location }
        $snapshot.Commit | Should -BeExactly $commit
        $snapshot.Branch | Should -BeExactly 'feature'
    }

    It 'refuses a name with a line break' {
        Save-PerfBaseline "two`nlines" -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NameNotValid,PerfTracking.Cmdlets.History.SavePerfBaselineCommand'
    }

    It 'saves to another store than the session''s' {
        $other = Join-Path $TestDrive 'elsewhere.db'
        $null = Save-PerfBaseline app -Store $other
        (Get-PerfStore -Store $other).Snapshots | Should -Be 1
        (Get-PerfStore).Snapshots | Should -Be 0
    }
}

Describe 'Save-PerfBaseline where the store has trouble' {
    BeforeEach {
        $null = Use-NewStore
        $garbage = Join-Path $TestDrive 'garbage.db'
        Set-Content $garbage ('this is no database ' * 1000)
    }

    It 'warns once, leaves the file as it is, and keeps the measurements for the next save' {
        $before = (Get-FileHash $garbage).Hash
        Add-PerfMeasurement kept 11
        Save-PerfBaseline app -Store $garbage -WarningVariable warning -WarningAction SilentlyContinue -ErrorVariable failure | Should -BeNullOrEmpty
        $warning.Count | Should -Be 1
        "$warning" | Should -BeLike "*'$([WildcardPattern]::Escape($garbage))'*The measurements are kept*``[NotAStore``]"
        $failure.Count | Should -Be 0
        (Get-FileHash $garbage).Hash | Should -BeExactly $before
        ((Save-PerfBaseline app).Measurements | Where-Object Metric -EQ kept).Value | Should -Be 11
    }

    It 'makes it an error with -ErrorAction Stop' {
        $exception = { Save-PerfBaseline app -Store $garbage -ErrorAction Stop } | Should -Throw -ErrorId 'NotAStore,PerfTracking.Cmdlets.History.SavePerfBaselineCommand' -PassThru
        $exception.CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'does not make it an error because the script stops on its own errors' {
        $ErrorActionPreference = 'Stop'
        { Save-PerfBaseline app -Store $garbage -WarningAction SilentlyContinue } | Should -Not -Throw
    }

    It 'makes it an error with PERFTRACKING_STRICT' {
        try {
            $env:PERFTRACKING_STRICT = '1'
            { Save-PerfBaseline app -Store $garbage } | Should -Throw -ErrorId 'NotAStore,PerfTracking.Cmdlets.History.SavePerfBaselineCommand'
        }
        finally {
            $env:PERFTRACKING_STRICT = $null
        }
    }

    It 'says that a folder is no store' {
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'folder.db') -Force
        { Save-PerfBaseline app -Store $folder.FullName -ErrorAction Stop } | Should -Throw -ErrorId 'Store*,PerfTracking.Cmdlets.History.SavePerfBaselineCommand'
    }
}

Describe 'Get-PerfSnapshot' {
    BeforeAll {
        $null = Use-NewStore
        $null = Save-Value APP-001 (1, 2, 3, 4) first
        $null = Save-Value APP-001 (5, 6) second
    }

    It 'gives all, oldest first' {
        (Get-PerfSnapshot).Id | Should -Be (1..6)
    }

    It 'gives the latest so many, oldest of them first' {
        (Get-PerfSnapshot -Last 2 -Application first).Id | Should -Be 3, 4
    }

    It 'restricts by application, warm and cold' {
        (Get-PerfSnapshot -Application sec*).Id | Should -Be 5, 6
        (Get-PerfSnapshot -Warm).Id | Should -Be 4
        (Get-PerfSnapshot -Cold).Id | Should -Be 1, 2, 3, 5, 6
    }

    It 'says of each number that it does not exist' {
        $found = Get-PerfSnapshot 2, 99, 4 -ErrorVariable failure -ErrorAction SilentlyContinue
        $found.Id | Should -Be 2, 4
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'SnapshotNotFound,PerfTracking.Cmdlets.History.GetPerfSnapshotCommand'
        $failure[0].TargetObject | Should -Be 99
    }

    It 'says of a store that it does not exist, and makes none' {
        $absent = Join-Path $TestDrive 'absent.db'
        Get-PerfSnapshot -Store $absent -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'StoreNotFound,PerfTracking.Cmdlets.History.GetPerfSnapshotCommand'
        $absent | Should -Not -Exist
    }
}

Describe 'Remove-PerfSnapshot' {
    It 'removes snapshots with their measurements, by number and from the pipeline' {
        $null = Use-NewStore
        $null = Save-Value APP-001 (1, 2, 3, 4)
        Remove-PerfSnapshot 2
        Get-PerfSnapshot -Last 1 | Remove-PerfSnapshot
        (Get-PerfSnapshot).Id | Should -Be 1, 3
        (Get-PerfMeasurement APP-001).Value | Should -Be 1, 3
    }

    It 'never gives a number out again' {
        $null = Use-NewStore
        $null = Save-Value APP-001 (1, 2)
        Remove-PerfSnapshot 2
        (Save-PerfBaseline app).Id | Should -Be 3
    }

    It 'says that a number does not exist' {
        $null = Use-NewStore
        Remove-PerfSnapshot 7 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'SnapshotNotFound,PerfTracking.Cmdlets.History.RemovePerfSnapshotCommand'
    }
}

Describe 'Get-PerfBaseline' {
    BeforeEach { $null = Use-NewStore }

    It 'computes the statistics of the series' {
        $null = Save-WarmHistory APP-001 (400, 410, 420, 430, 440)
        $baseline = Get-PerfBaseline APP-001 -Warm
        $baseline.Metric | Should -BeExactly 'APP-001'
        $baseline.Name | Should -BeExactly 'startup_time_ms'
        $baseline.Unit | Should -BeExactly 'ms'
        $baseline.Application | Should -BeExactly 'app'
        $baseline.Cold | Should -BeFalse
        $baseline.SampleCount | Should -Be 5
        $baseline.OutlierCount | Should -Be 0
        $baseline.Median | Should -Be 420
        $baseline.Mean | Should -Be 420
        $baseline.Minimum | Should -Be 400
        $baseline.Maximum | Should -Be 440
        $baseline.Mad | Should -Be 10
        [Math]::Round($baseline.P5, 9) | Should -Be 402
        [Math]::Round($baseline.P95, 9) | Should -Be 438
        [Math]::Round($baseline.StandardDeviation, 9) | Should -Be ([Math]::Round([Math]::Sqrt(250), 9))
        [Math]::Round($baseline.Confidence, 9) | Should -Be ([Math]::Round((5 / 9) / (1 + [Math]::Sqrt(250) / 420), 9))
    }

    It 'keeps cold starts apart from warm ones' {
        $null = Save-Value APP-001 (900, 910, 920, 400, 410)
        (Get-PerfBaseline APP-001 -Cold).Median | Should -Be 910
        (Get-PerfBaseline APP-001 -Warm).Median | Should -Be 405
    }

    It 'leaves outliers out, and counts them' {
        $null = Save-WarmHistory APP-001 (400, 410, 5000, 420, 430, 440)
        $baseline = Get-PerfBaseline APP-001 -Warm
        $baseline.OutlierCount | Should -Be 1
        $baseline.SampleCount | Should -Be 5
        $baseline.Maximum | Should -Be 440
        $baseline.Median | Should -Be 420
    }

    It 'looks at the latest 20, or so many as -Window says' {
        $null = Save-WarmHistory APP-001 (1..25)
        (Get-PerfBaseline APP-001 -Warm).SampleCount | Should -Be 20
        (Get-PerfBaseline APP-001 -Warm).Median | Should -Be 15.5
        (Get-PerfBaseline APP-001 -Warm -Window 5).Median | Should -Be 23
    }

    It 'does not divide by zero where all values are equal' {
        $null = Save-WarmHistory APP-001 (@(400) * 6)
        $baseline = Get-PerfBaseline APP-001 -Warm
        $baseline.StandardDeviation | Should -Be 0
        $baseline.Mad | Should -Be 0
        $baseline.Confidence | Should -Be 0.6
    }

    It 'is trusted to at least 0.7 for 20 samples with a spread of 10 per cent' {
        $null = Save-WarmHistory APP-001 (1..10 | ForEach-Object { 450; 550 })
        (Get-PerfBaseline APP-001 -Warm).Confidence | Should -BeGreaterOrEqual 0.7
    }

    It 'gives one for each series of the metrics' {
        Add-PerfMeasurement VAL-001 1
        Add-PerfMeasurement VAL-002 2
        $null = Save-PerfBaseline app -NoEvaluation
        (Get-PerfBaseline VAL-*).Metric | Should -BeExactly 'VAL-001', 'VAL-002'
    }

    It 'says that nothing was measured yet' {
        Get-PerfBaseline GEN-001 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NoHistory,PerfTracking.Cmdlets.History.GetPerfBaselineCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}

Describe 'Get-PerfStatus and Get-PerfReport' {
    BeforeAll {
        $null = Use-NewStore
        $null = Save-WarmHistory APP-001 (400, 410, 420, 430, 440, 600)
    }

    It 'hold the latest value against the target and the baseline before it' {
        $status = Get-PerfStatus APP-001
        $status.Current | Should -Be 600
        $status.Target | Should -Be 500
        $status.Median | Should -Be 420
        [Math]::Round($status.P5, 9) | Should -Be 402
        [Math]::Round($status.P95, 9) | Should -Be 438
        $status.SampleCount | Should -Be 5
        $status.SnapshotId | Should -Be 9
        $status.Cold | Should -BeFalse
        $status.Status | Should -Be 'Warning'
        $status.Message | Should -Not -BeNullOrEmpty
    }

    It 'leave secondary metrics out unless they are asked for' {
        (Get-PerfStatus).Metric | Should -BeExactly 'APP-001', 'MEM-001', 'MEM-002'
        (Get-PerfStatus -All).Metric | Should -BeExactly (@('APP-001', 'MEM-001', 'MEM-002') + $secondary)
    }

    It 'sum up a period' {
        $report = Get-PerfReport -Days 1 -Metric APP-001
        $report.Snapshots | Should -Be 9
        $warm = $report.Metrics | Where-Object Cold -EQ $false
        $warm.Metric | Should -BeExactly 'APP-001'
        $warm.Count | Should -Be 6
        $warm.Minimum | Should -Be 400
        $warm.Median | Should -Be 425
        $warm.Maximum | Should -Be 600
    }
}

Describe 'What people see' {
    BeforeAll {
        $null = Use-NewStore
        $null = Save-WarmHistory APP-001 (400, 410, 420)
    }

    It '<Command> has a view no wider than the terminal, with its numbers' -ForEach @(
        @{ Command = 'Get-PerfStatus'; Shown = '420' }
        @{ Command = 'Get-PerfMeasurement APP-001'; Shown = '410' }
        @{ Command = 'Get-PerfSnapshot'; Shown = 'app' }
        @{ Command = 'Get-PerfBaseline APP-001'; Shown = '410' }
        @{ Command = 'Get-PerfMetric APP-001'; Shown = 'startup_time_ms' }
        @{ Command = 'Get-PerfStore'; Shown = '6' }
    ) {
        $text = & ([scriptblock]::Create($Command)) | Out-String -Width 120
        $text | Should -BeLike "*$Shown*"
        ($text -split "`r?`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 160
    }
}
