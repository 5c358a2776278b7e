BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Get-PerfRegression' {
    BeforeAll { $null = Use-NewStore }

    It 'judges <Value> against a target of 500 as <Severity>' -ForEach @(
        @{ Value = 550; Severity = 'Ok' }
        @{ Value = 551; Severity = 'Warning' }
        @{ Value = 600; Severity = 'Warning' }
        @{ Value = 601; Severity = 'Error' }
        @{ Value = 650; Severity = 'Error' }
        @{ Value = 651; Severity = 'Critical' }
    ) {
        $verdict = Get-PerfRegression APP-001 -Value $Value -All
        $verdict.Severity | Should -Be $Severity
        $verdict.Value | Should -Be $Value
        $verdict.Metric.Id | Should -BeExactly 'APP-001'
        $verdict.Tiers.Count | Should -Be 4
    }

    It 'gives findings alone unless all verdicts are asked for' {
        Get-PerfRegression APP-001 -Value 500 | Should -BeNullOrEmpty
        (Get-PerfRegression APP-001 -Value 500 -All).Severity | Should -Be 'Ok'
    }

    It 'refuses what is no finite number' {
        Get-PerfRegression APP-001 -Value ([double]::NaN) -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'ValueNotValid,PerfTracking.Cmdlets.Detection.GetPerfRegressionCommand'
    }

    It 'judges by distance from the history with the policy Tiered' {
        $null = Use-NewStore
        $null = Save-WarmHistory VAL-002 (380, 420, 380, 420, 380, 420, 380, 420, 380, 420)
        Get-PerfRegression VAL-002 -Value 405 -Policy Tiered | Where-Object Cold -EQ $false | Should -BeNullOrEmpty
        (Get-PerfRegression VAL-002 -Value 460 -Policy Tiered | Where-Object Cold -EQ $false).Severity | Should -Be 'Error'
    }

    It 'judges a stored snapshot' {
        $null = Use-NewStore -NoMemoryTarget
        $snapshot = Save-Value APP-001 700
        $verdict = Get-PerfRegression -SnapshotId $snapshot.Id
        $verdict.SnapshotId | Should -Be $snapshot.Id
        $verdict.Severity | Should -Be 'Critical'
        $verdict.Kind | Should -Be 'Threshold'
        $verdict.DeviationPercent | Should -Be 40
    }
}

Describe 'Get-PerfChangePoint and Invoke-PerfReplay' {
    BeforeAll {
        $null = Use-NewStore
        $level = foreach ($i in 0..59) { ($i -lt 30 ? 100 : 150) + ($i * 7 % 5) }
    }

    It 'find where the level of piped numbers changed' {
        $change = $level | Get-PerfChangePoint
        @($change).Count | Should -Be 1
        $change.Index | Should -Be 30
        $change.Before | Should -Be 102
        $change.After | Should -Be 152
        $change.Shift | Should -Be 50
        $change.PValue | Should -BeLessThan 0.001
    }

    It 'find nothing in a constant series' {
        @(5) * 40 | Get-PerfChangePoint | Should -BeNullOrEmpty
    }

    It 'read numbers from a property, as of a CSV file, and say which are none' {
        $rows = $level | ForEach-Object { [pscustomobject]@{ Value = $_.ToString([cultureinfo]::InvariantCulture) } }
        ($rows | Get-PerfChangePoint -Property Value).Index | Should -Be 30
        $null = 1, 'x', 2 | Get-PerfChangePoint -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NumberNotValid,PerfTracking.Cmdlets.Detection.GetPerfChangePointCommand'
    }

    It 'replay a policy point by point' {
        $replay = $level | Invoke-PerfReplay
        $replay.PointCount | Should -Be 60
        $replay.Policy | Should -BeExactly 'Calibrated'
        @($replay.Findings).Count | Should -BeGreaterOrEqual 1
        $replay.Findings[0].RaisedIndex | Should -BeGreaterOrEqual 30
        (@(5) * 40 | Invoke-PerfReplay).Findings | Should -BeNullOrEmpty
    }

    It 'say that nothing was measured of a metric' {
        Get-PerfChangePoint GEN-001 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NoHistory,PerfTracking.Cmdlets.Detection.GetPerfChangePointCommand'
    }
}

Describe 'Alerts' {
    BeforeEach {
        $null = Use-NewStore -NoMemoryTarget
        Add-PerfMeasurement APP-001 700
        $snapshot = Save-PerfBaseline app -WarningVariable warning -WarningAction SilentlyContinue
    }

    It 'tell a rise from zero by its ends, for the worse or for the better as the metric has it' {
        Register-PerfMetric hits -Unit count -Direction HigherIsBetter
        foreach ($value in @(0) * 18 + @(5) * 8) {
            Add-PerfMeasurement failures $value
            Add-PerfMeasurement hits $value
            $null = Save-PerfBaseline zero -WarningAction Ignore
        }

        $alert = Get-PerfAlert -Application zero -Metric failures, hits
        $alert.Name | Should -BeExactly 'failures'
        $alert.Message | Should -BeLike 'The level went from 0 to 5, for the worse, *'
        (Get-PerfRegression hits -Application zero -All).Message | Should -BeLike 'The level went from 0 to 5, for the better, *'
        (Get-PerfRegression failures -Application zero | Out-String -Width 120) | Should -Match ' 0→5 '
    }

    It 'are raised by a save, told once, and open' {
        "$warning" | Should -BeLike 'Critical: APP-001 startup_time_ms of app is 700 ms, expected 500 ms.*`[PerfAlertRaised`]'
        $alert = Get-PerfAlert
        $alert.Id | Should -Be 1
        $alert.State | Should -Be 'Open'
        $alert.Severity | Should -Be 'Critical'
        $alert.Metric | Should -BeExactly 'APP-001'
        $alert.Value | Should -Be 700
        $alert.FirstSnapshotId | Should -Be $snapshot.Id
        $snapshot.Alerts.Id | Should -Be 1
        $snapshot.Alerts[0].IsNew | Should -BeTrue
    }

    It 'are counted, not raised again, by the next save that shows the same' {
        Add-PerfMeasurement APP-001 710
        $null = Save-PerfBaseline app -WarningVariable second
        $second | Should -BeNullOrEmpty
        $alert = Get-PerfAlert
        @($alert).Count | Should -Be 1
        $alert.Count | Should -Be 2
    }

    It 'are approved with notes' {
        $alert = Get-PerfAlert | Approve-PerfAlert -Notes 'new hardware 🚀' -PassThru
        $alert.State | Should -Be 'Approved'
        $alert.Notes | Should -BeExactly 'new hardware 🚀'
        Get-PerfAlert | Should -BeNullOrEmpty
        (Get-PerfAlert -All).State | Should -Be 'Approved'
    }

    It 'are denied as false alarms' {
        Deny-PerfAlert 1
        (Get-PerfAlert 1).State | Should -Be 'Denied'
        (Get-PerfAlert -State Denied).Id | Should -Be 1
    }

    It 'are not raised with -NoEvaluation' {
        $null = Use-NewStore
        $null = Save-Value APP-001 9999
        Get-PerfAlert -All | Should -BeNullOrEmpty
    }

    It 'say that a number does not exist: <Command>' -ForEach @(
        @{ Command = 'Get-PerfAlert' }, @{ Command = 'Approve-PerfAlert' }, @{ Command = 'Deny-PerfAlert' }
    ) {
        & $Command 42 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'AlertNotFound,PerfTracking.Cmdlets.Alerts.*'
        $failure[0].TargetObject | Should -Be 42
    }
}

Describe 'Get-PerfPolicy and Set-PerfPolicy' {
    BeforeEach { $null = Use-NewStore }

    It 'begin with Calibrated' {
        (Get-PerfPolicy).Name | Should -BeExactly 'Calibrated'
        (Get-PerfPolicy Tiered).CountsTrend | Should -BeTrue
    }

    It 'choose a preset, and change limits of it' {
        Set-PerfPolicy Tiered -WarningZ 1.5 -BaselineWindow 30
        $policy = Get-PerfPolicy
        $policy.Name | Should -BeExactly 'Tiered'
        $policy.WarningZ | Should -Be 1.5
        $policy.BaselineWindow | Should -Be 30
    }

    It 'refuse a limit out of range' {
        Set-PerfPolicy -BaselineWindow 0 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'LimitNotValid,PerfTracking.Cmdlets.Detection.SetPerfPolicyCommand'
        (Get-PerfPolicy).BaselineWindow | Should -Be 20
    }
}

Describe 'A limit' {
    It 'is no text that is no number: <Command>' -ForEach @(
        @{ Command = 'Set-PerfPolicy'; Limit = @{ MinimumEffectPercent = '1,5' } }
        @{ Command = 'Get-PerfChangePoint'; Limit = @{ Metric = 'APP-001'; MinimumEffectPercent = '1,5' } }
        @{ Command = 'Test-PerfGate'; Limit = @{ FailPercent = '1,5' } }
        @{ Command = 'Compare-PerfBenchmark'; Limit = @{ Threshold = '1,5' } }
    ) {
        $null = Use-NewStore
        { & $Command @Limit } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*'1,5' is no number*"
        (Get-PerfPolicy).MinimumEffectPercent | Should -Be 1.5
    }
}
