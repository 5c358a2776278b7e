BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
    $samples = Join-Path $PSScriptRoot '..' 'PerfTracking.Formats.Tests' 'Samples'
}

AfterAll { Close-PerfTracking }

Describe 'Import-PerfMeasurement' {
    BeforeEach { $null = Use-NewStore }

    It 'makes a snapshot of a tool''s file, with the time and commit that were given' {
        Import-PerfMeasurement (Join-Path $samples 'hyperfine.json') -Application demo -Timestamp '2026-03-01T12:00:00Z' -Commit abc -Branch main -Environment box
        $rows = @(Get-PerfMeasurement -Application demo)
        $rows.Name | Should -Be 'true', 'sleep 0.01'
        $rows[0].Timestamp.UtcDateTime | Should -Be ([datetime]'2026-03-01T12:00:00Z').ToUniversalTime()
        $rows[0].Commit, $rows[0].Branch, $rows[0].Environment | Should -Be 'abc', 'main', 'box'
        $rows[0].Count | Should -Be 12
        $rows[1].Unit | Should -BeExactly 'ms'
    }

    It 'brings the same file twice and has it once' {
        1..2 | ForEach-Object { Import-PerfMeasurement (Join-Path $samples 'go-bench.txt') -Application demo -Timestamp '2026-03-01T12:00:00Z' }
        @(Get-PerfSnapshot -Application demo).Count | Should -Be 1
    }

    It 'knows what the store itself wrote, and what is no longer the same' {
        $null = Save-Value APP-001 (410, 420, 430)
        $file = Join-Path $TestDrive 'own.csv'
        Get-PerfMeasurement APP-001, MEM-001 | Export-Csv $file
        Remove-PerfSnapshot 2
        (Import-PerfMeasurement $file -PassThru).Id | Should -Be 1, 4, 3
        Import-PerfMeasurement $file -Evaluate
        (Get-PerfMeasurement APP-001).Value | Should -Be 410, 420, 430
        (Import-Csv $file) | ForEach-Object { $_.Value = $_.Maximum = [double]$_.Maximum + 1; $_ } | Export-Csv $file
        Import-PerfMeasurement $file
        Import-PerfMeasurement $file -Application copy
        (Get-PerfSnapshot -Application app).Count, (Get-PerfSnapshot -Application copy).Count | Should -Be 6, 3
    }

    It 'takes files from the pipeline and wildcards, and goes on after one that cannot be read' {
        Get-ChildItem $samples -Filter *.xml | Import-PerfMeasurement -Application piped
        # Two of the three are reports of one run, which is there once.
        @(Get-PerfSnapshot -Application piped).Count | Should -Be 2
        Set-Content (Join-Path $TestDrive 'a.json') '{"results":[{"command":"x","median":1,"times":[1,'
        Copy-Item (Join-Path $samples 'jmh.json') (Join-Path $TestDrive 'b.json')
        Import-PerfMeasurement (Join-Path $TestDrive '*.json') -Application wild -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem.FullyQualifiedErrorId | Should -Be 'ResultFileTruncated,PerfTracking.Cmdlets.Benchmarks.ImportPerfMeasurementCommand'
        @(Get-PerfSnapshot -Application wild).Count | Should -Be 1
    }

    It 'knows that more of a throughput is better' {
        Import-PerfMeasurement (Join-Path $samples 'jmh.json') -Application demo
        (Get-PerfMetric 'org.example.Words.count throughput').Direction | Should -Be 'HigherIsBetter'
    }

    It 'reads back what Export-Csv wrote, with times and commits' {
        $null = Save-Value APP-001 (410, 420)
        $file = Join-Path $TestDrive 'history.csv'
        $before = @(Get-PerfMeasurement)
        $before | Export-Csv $file
        $null = Use-NewStore
        $snapshots = @(Import-PerfMeasurement $file -PassThru)
        $snapshots.Count | Should -Be 2
        $snapshots[0].Id | Should -Be 1
        $after = @(Get-PerfMeasurement)
        $after.Count | Should -Be $before.Count
        for ($i = 0; $i -lt $before.Count; $i++) {
            $after[$i].Metric, $after[$i].Value, $after[$i].Commit, $after[$i].Environment, $after[$i].SessionId |
                Should -Be $before[$i].Metric, $before[$i].Value, $before[$i].Commit, $before[$i].Environment, $before[$i].SessionId
            [Math]::Abs(($after[$i].Timestamp - $before[$i].Timestamp).TotalMilliseconds) | Should -BeLessThan 1.001
        }
    }

    It 'reads back what a machine with decimal commas wrote' {
        Add-PerfMeasurement APP-001 812.5
        $null = Save-PerfBaseline app -NoEvaluation
        $file = Join-Path $TestDrive 'comma.csv'
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'de-DE'
            Get-PerfMeasurement APP-001 | Export-Csv $file
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }

        Get-Content $file -Raw | Should -BeLike '*"812,5"*'
        $null = Use-NewStore
        Import-PerfMeasurement $file
        (Get-PerfMeasurement APP-001).Value | Should -Be 812.5
    }

    Context 'a history whose level shifts' {
        BeforeAll {
            $history = Join-Path $TestDrive 'shift.csv'
            $start = [datetime]::SpecifyKind('2026-03-01', 'Utc')
            0..59 | ForEach-Object {
                [pscustomobject]@{ Timestamp = $start.AddHours($_).ToString('o'); Metric = 'APP-001'; Value = ($_ -lt 40 ? 400 : 470) + $_ % 5; Environment = 'box' }
            } | Export-Csv $history
        }

        It 'raises no alert unless it is judged' {
            Import-PerfMeasurement $history -Application demo -WarningVariable told
            $told | Should -BeNullOrEmpty
            Get-PerfAlert -All | Should -BeNullOrEmpty
        }

        It 'is judged with -Evaluate as it would have been at its own time, and told of once' {
            $snapshots = @(Import-PerfMeasurement $history -Application demo -Evaluate -PassThru -WarningVariable told -WarningAction SilentlyContinue)
            $again = @(Import-PerfMeasurement $history -Application demo -Evaluate -WarningVariable +told -WarningAction SilentlyContinue)
            $alert = Get-PerfAlert -Application demo
            $alert.RaisedAt | Should -BeGreaterThan $start.AddHours(40)
            $alert.RaisedAt | Should -BeLessThan $start.AddHours(50)
            $alert.Since.UtcDateTime | Should -Be $start.AddHours(40)
            @($told).Count | Should -Be 1
            "$told" | Should -BeLike '*startup_time_ms of demo*PerfAlertRaised*'
            $snapshots.Count, $again.Count, @(Get-PerfSnapshot -Application demo).Count | Should -Be 60, 0, 60
        }

        It 'tells a further step that a later file brings' {
            $later = Join-Path $TestDrive 'later.csv'
            60..79 | ForEach-Object {
                [pscustomobject]@{ Timestamp = $start.AddHours($_).ToString('o'); Metric = 'APP-001'; Value = 490 + $_ % 5; Environment = 'box' }
            } | Export-Csv $later
            Import-PerfMeasurement $history -Application demo -Evaluate -WarningAction SilentlyContinue
            Import-PerfMeasurement $later -Application demo -Evaluate -WarningVariable told -WarningAction SilentlyContinue
            @(Get-PerfAlert -Application demo).Steps.Count | Should -Be 2
            "$told" | Should -BeLike '*startup_time_ms of demo*PerfAlertRaised*'
        }
    }

    It 'reads a pipe' -Skip:$IsWindows {
        $pipe = Join-Path $TestDrive 'pipe'
        mkfifo $pipe
        sh -c '(cat "$0" > "$1") > /dev/null 2>&1 < /dev/null &' (Join-Path $samples 'go-bench.txt') $pipe
        Import-PerfMeasurement $pipe -Application piped
        @(Get-PerfSnapshot -Application piped).Count | Should -Be 1
    }

    It 'refuses values in another unit than those that are there' {
        $file = Join-Path $TestDrive 'unit.csv'
        'Timestamp,Metric,Value,Unit', '2026-03-01T12:00:00Z,nightly,5,s' | Set-Content $file
        Import-PerfMeasurement $file -Application demo
        (Get-Content $file) -replace ',s$', ',ms' -replace '12:00', '13:00' | Set-Content $file
        { Import-PerfMeasurement $file -Application demo -ErrorAction Stop } | Should -Throw "*values of 'nightly' in 'ms', and others are in 's'." -ErrorId 'ResultFileMalformed,*'
    }

    It 'needs to know the application' {
        { Import-PerfMeasurement (Join-Path $samples 'hyperfine.json') -ErrorAction Stop } | Should -Throw -ErrorId 'ApplicationNotGiven,*'
    }

    It 'changes nothing with -WhatIf' {
        Import-PerfMeasurement (Join-Path $samples 'hyperfine.json') -Application demo -WhatIf
        (Get-PerfStore).Exists | Should -BeFalse
    }
}
