BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'ForEach-Object -Parallel' {
    BeforeEach { $path = Use-NewStore }

    It 'measures the operations of all runspaces for one save' {
        1..20 | ForEach-Object -ThrottleLimit 5 -Parallel {
            Import-Module $using:modulePath
            Start-PerfOperation app_startup
            Stop-PerfOperation app_startup
        }
        $row = (Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ APP-001
        $row.Count | Should -Be 20
        Get-PerfOperation | Should -BeNullOrEmpty
    }

    It 'keeps operations of one name in many runspaces apart' {
        $results = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:modulePath
            $started = Start-PerfOperation same -PassThru -WarningVariable warning
            $ended = Stop-PerfOperation same -PassThru -WarningVariable +warning
            [pscustomobject]@{ Same = $started.Id -eq $ended.Id; Warnings = $warning.Count }
        }
        $results.Count | Should -Be 8
        $results.Same | Should -Not -Contain $false
        ($results.Warnings | Measure-Object -Sum).Sum | Should -Be 0
    }

    It 'does not take operations of another runspace for parents' {
        Start-PerfOperation outside
        $parents = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:modulePath
            $operation = Start-PerfOperation inside -PassThru
            $null = $operation | Stop-PerfOperation
            "[$($operation.Parent)]"
        }
        Stop-PerfOperation outside
        $parents | Should -BeExactly '[]', '[]', '[]', '[]'
    }

    It 'loses no measurement' {
        1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:modulePath
            1..500 | Add-PerfMeasurement shared
        }
        $row = (Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ shared
        $row.Count | Should -Be 4000
        $row.Minimum | Should -Be 1
        $row.Maximum | Should -Be 500
    }

    It 'saves from all runspaces at once into a new store, every snapshot under its own number' {
        $ids = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:modulePath
            foreach ($i in 1..5) { (Save-PerfBaseline "app $_" -NoEvaluation -ErrorAction Stop).Id }
        }
        $ids | Sort-Object | Should -Be (1..40)
        (Get-PerfStore).Snapshots | Should -Be 40
        Test-PerfStore | Should -BeTrue
    }

    It 'measures blocks in parallel without mixing their output' {
        $out = 1..6 | ForEach-Object -ThrottleLimit 6 -Parallel {
            Import-Module $using:modulePath
            $number = $_
            Measure-PerfOperation work { $number; $number * 10 }
        }
        $out | Sort-Object | Should -Be 1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60
        ((Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ work).Count | Should -Be 6
    }

    It 'uses the store of the session in thread jobs too' -Skip:(-not (Get-Command Start-ThreadJob -ErrorAction Ignore)) {
        Start-ThreadJob { Import-Module $using:modulePath; (Get-PerfStore).Path } | Receive-Job -Wait -AutoRemoveJob | Should -BeExactly $path
    }
}
