BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Start-PerfOperation and Stop-PerfOperation' {
    BeforeEach { $null = Use-NewStore }

    It 'write nothing to any stream' {
        & { Start-PerfOperation quiet; Stop-PerfOperation quiet } *>&1 | Should -BeNullOrEmpty
    }

    It 'give a running operation, and the same one ended' {
        $started = Start-PerfOperation load -PassThru
        $started.GetType().FullName | Should -BeExactly 'PerfTracking.Tracking.PerfOperation'
        $started.Name | Should -BeExactly 'load'
        $started.Status | Should -Be 'Running'
        $started.EndTime | Should -BeNullOrEmpty
        $started.Duration | Should -BeNullOrEmpty

        $ended = Stop-PerfOperation load -PassThru
        [object]::ReferenceEquals($started, $ended) | Should -BeTrue
        $ended.Status | Should -Be 'Completed'
        $ended.EndTime | Should -Be ($ended.StartTime + $ended.Duration)
        $ended.ElapsedMs | Should -Be $ended.Duration.TotalMilliseconds
        $ended.ElapsedMs | Should -BeGreaterThan 0
    }

    It 'number operations in the order in which they start' {
        $first = Start-PerfOperation a -PassThru
        $second = Start-PerfOperation b -PassThru
        $second.Id | Should -Be ($first.Id + 1)
    }

    It 'make the duration a measurement of the metric that claims the name' {
        Start-PerfOperation APP_Startup
        $ended = Stop-PerfOperation app_startup -PassThru
        $row = (Save-PerfBaseline app).Measurements | Where-Object Metric -EQ APP-001
        $row.Value | Should -Be $ended.ElapsedMs
        $row.Name | Should -BeExactly 'startup_time_ms'
        $row.Unit | Should -BeExactly 'ms'
        $row.Count | Should -Be 1
    }

    It 'make any other name a custom metric in ms' {
        Start-PerfOperation 'nightly copy'
        Stop-PerfOperation 'nightly copy'
        $row = (Save-PerfBaseline app).Measurements | Where-Object Metric -EQ 'nightly copy'
        $row.Unit | Should -BeExactly 'ms'
        $row.Name | Should -BeExactly 'nightly copy'
    }

    It 'nest: the operation around is the parent' {
        $outer = Start-PerfOperation outer -PassThru
        $inner = Start-PerfOperation inner -PassThru
        Stop-PerfOperation inner
        Stop-PerfOperation outer
        $outer.Parent | Should -BeNullOrEmpty
        [object]::ReferenceEquals($inner.Parent, $outer) | Should -BeTrue
        $outer.ElapsedMs | Should -BeGreaterOrEqual $inner.ElapsedMs
    }

    It 'overlap: the one around may end first' {
        $outer = Start-PerfOperation outer -PassThru
        $inner = Start-PerfOperation inner -PassThru
        Stop-PerfOperation outer
        $outer.Status | Should -Be 'Completed'
        $inner.Status | Should -Be 'Running'
        Stop-PerfOperation inner
        $inner.Status | Should -Be 'Completed'
    }

    It 'pass operations through the pipeline as handles' {
        $handles = 'one', 'two', 'three' | Start-PerfOperation -PassThru
        $handles | Stop-PerfOperation
        $handles.Name | Should -BeExactly 'one', 'two', 'three'
        $handles.Status | Should -Be 'Completed', 'Completed', 'Completed'
    }

    It 'attach tags as text in the invariant culture' {
        $operation = Start-PerfOperation tagged -Tag @{ size = 1.5; region = 'eu' } -PassThru
        Stop-PerfOperation tagged
        $operation.Tags['size'] | Should -BeExactly '1.5'
        $operation.Tags['region'] | Should -BeExactly 'eu'
        $operation.Tags.Count | Should -Be 2
    }

    It 'mark a failed operation with its error' {
        Start-PerfOperation failing
        try { throw 'disk on fire' } catch { $failed = Stop-PerfOperation failing -ErrorRecord $_ -PassThru }
        $failed.Status | Should -Be 'Failed'
        $failed.Failure.Message | Should -BeExactly 'disk on fire'
        $failed.Failure.ErrorId | Should -BeExactly 'disk on fire'
        ((Save-PerfBaseline app).Measurements | Where-Object Metric -EQ ERR-001).Value | Should -Be 1
    }

    It 'combine several runs by the median, and keep count, minimum and maximum' {
        $ms = foreach ($run in 1..5) {
            Start-PerfOperation app_startup
            (Stop-PerfOperation app_startup -PassThru).ElapsedMs
        }
        $sorted = $ms | Sort-Object
        $row = (Save-PerfBaseline app).Measurements | Where-Object Metric -EQ APP-001
        $row.Count | Should -Be 5
        $row.Value | Should -Be $sorted[2]
        $row.Minimum | Should -Be $sorted[0]
        $row.Maximum | Should -Be $sorted[4]
    }
}

Describe 'Slips with operations' {
    BeforeEach { $null = Use-NewStore -NoMemoryTarget }

    It 'warns of stopping what never started' {
        Stop-PerfOperation ghost -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike "No operation 'ghost' is running*``[OperationNotRunning``]"
    }

    It 'measures once what is stopped twice, and warns' {
        $operation = Start-PerfOperation twice -PassThru
        $operation | Stop-PerfOperation
        $operation | Stop-PerfOperation -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike '*`[OperationNotRunning`]'
        ((Save-PerfBaseline app).Measurements | Where-Object Metric -EQ twice).Count | Should -Be 1
    }

    It 'warns of a name that already runs, and measures both' {
        $first = Start-PerfOperation same -PassThru
        $second = Start-PerfOperation same -PassThru -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike "The operation 'same' was already running*``[OperationAlreadyRunning``]"
        (Stop-PerfOperation same -PassThru).Id | Should -Be $second.Id
        (Stop-PerfOperation same -PassThru).Id | Should -Be $first.Id
        ((Save-PerfBaseline app).Measurements | Where-Object Metric -EQ same).Count | Should -Be 2
    }

    It 'warns of one left running at save, and saves it once it is stopped' {
        Start-PerfOperation left
        $early = Save-PerfBaseline app -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -BeLike "Still running*'left'*``[OperationStillRunning``]"
        $early.Measurements.Metric | Should -Not -Contain 'left'
        Stop-PerfOperation left
        (Save-PerfBaseline app).Measurements.Metric | Should -Contain 'left'
    }

    It 'refuses <Case> as a name, with a stable id' -ForEach @(
        @{ Case = '10,000 characters'; Name = 'n' * 10000 }
        @{ Case = 'a line break'; Name = "two`nlines" }
        @{ Case = 'blanks'; Name = '   ' }
    ) {
        Start-PerfOperation $Name -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NameNotValid,PerfTracking.Cmdlets.Operations.StartPerfOperationCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure[0].ToString().Length | Should -BeLessThan 300
        Get-PerfOperation | Should -BeNullOrEmpty
    }

    It 'takes <Name> as it is' -ForEach @(
        @{ Name = '🚀 launch' }
        @{ Name = "it's; DROP TABLE performance_snapshots; --" }
        @{ Name = 'Größe "quoted" %s {0}' }
        @{ Name = 'n' * 256 }
    ) {
        Start-PerfOperation $Name
        Stop-PerfOperation $Name
        (Save-PerfBaseline app).Measurements[-1].Metric | Should -BeExactly $Name
        (Get-PerfMeasurement ([WildcardPattern]::Escape($Name))).Metric | Should -BeExactly $Name
        Test-PerfStore | Should -BeTrue
    }
}

Describe 'Get-PerfOperation' {
    BeforeEach { $null = Use-NewStore }

    It 'lists the running ones, oldest first, and none that ended' {
        Start-PerfOperation alpha
        Start-PerfOperation beta
        Start-PerfOperation gamma
        Stop-PerfOperation beta
        (Get-PerfOperation).Name | Should -BeExactly 'alpha', 'gamma'
    }

    It 'takes wildcards' {
        Start-PerfOperation copy-files
        Start-PerfOperation copy-logs
        Start-PerfOperation other
        (Get-PerfOperation copy-*).Name | Should -BeExactly 'copy-files', 'copy-logs'
        Get-PerfOperation nothing* -ErrorAction Stop | Should -BeNullOrEmpty
    }

    It 'says that a name does not run' {
        Get-PerfOperation ghost -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'OperationNotFound,PerfTracking.Cmdlets.Operations.GetPerfOperationCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }
}
