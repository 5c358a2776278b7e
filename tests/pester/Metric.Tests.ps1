BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Get-PerfMetric' {
    BeforeAll { $null = Use-NewStore }

    It 'lists thirteen core and eight secondary metrics in the order of the catalogue' {
        (Get-PerfMetric).Id | Should -BeExactly @(
            'APP-001', 'SVC-001', 'SVC-002', 'VAL-001', 'VAL-002', 'VAL-003', 'GEN-001', 'API-001', 'API-002', 'API-003', 'EXP-001', 'MEM-001', 'MEM-002'
            'IDX-001', 'ERR-001', 'CPU-001', 'GC-001', 'GC-002', 'THR-001', 'HDL-001', 'TRK-001')
        (Get-PerfMetric -Kind Core).Count | Should -Be 13
        (Get-PerfMetric -Kind Secondary).Count | Should -Be 8
        Get-PerfMetric -Kind Custom | Should -BeNullOrEmpty
    }

    It 'gives <Id> the target <Target> <Unit> and the operation "<Operation>"' -ForEach @(
        @{ Id = 'APP-001'; Target = 500; Unit = 'ms'; Operation = 'app_startup' }
        @{ Id = 'SVC-001'; Target = 200; Unit = 'ms'; Operation = 'container_init' }
        @{ Id = 'SVC-002'; Target = 1; Unit = 'count'; Operation = $null }
        @{ Id = 'VAL-001'; Target = 1000; Unit = 'ms'; Operation = 'validation' }
        @{ Id = 'VAL-002'; Target = $null; Unit = 'ms'; Operation = 'rule_loading' }
        @{ Id = 'GEN-001'; Target = 5000; Unit = 'ms'; Operation = 'generation' }
        @{ Id = 'API-001'; Target = 2000; Unit = 'ms'; Operation = 'api_call' }
        @{ Id = 'EXP-001'; Target = 2000; Unit = 'ms'; Operation = 'export' }
        @{ Id = 'MEM-001'; Target = 512; Unit = 'MiB'; Operation = $null }
    ) {
        $metric = Get-PerfMetric $Id
        $metric.Target.Value | Should -Be $Target
        $metric.Unit | Should -BeExactly $Unit
        $metric.OperationName | Should -BeExactly $Operation
    }

    It 'finds by name, identifier and wildcard, in any case' {
        (Get-PerfMetric STARTUP_TIME_MS).Id | Should -BeExactly 'APP-001'
        (Get-PerfMetric api-00?).Id | Should -BeExactly 'API-001', 'API-002', 'API-003'
        (Get-PerfMetric *_mb).Id | Should -BeExactly 'MEM-001', 'MEM-002'
    }

    It 'goes on into what takes a metric from the pipeline' {
        $null = Save-WarmHistory APP-001 100, 101, 102
        (Get-PerfMetric APP-001 | Get-PerfMeasurement -Last 1).Value | Should -Be 1, 102
        (Get-PerfMetric APP-001 | Get-PerfRegression -All).Metric.Id | Select-Object -Unique | Should -BeExactly 'APP-001'
        (Get-PerfMetric startup* | Get-PerfBaseline).Metric | Select-Object -Unique | Should -BeExactly 'APP-001'
        (Get-PerfMetric APP-001 | Get-PerfStatus -Application app).Metric | Select-Object -Unique | Should -BeExactly 'APP-001'
        (Get-PerfMetric APP-001 | Add-PerfAnnotation 'another machine' -PassThru).Metric | Should -BeExactly 'APP-001'
        Get-PerfMetric APP-001 | Add-PerfMeasurement -Value 7
        (Get-PerfMetric APP-001).Metric | Should -BeExactly 'APP-001'
    }

    It 'says that a metric does not exist' {
        Get-PerfMetric NOPE -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'MetricNotFound,PerfTracking.Cmdlets.Metrics.GetPerfMetricCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -BeExactly 'NOPE'
    }
}

Describe 'Register-PerfMetric and Unregister-PerfMetric' {
    BeforeEach { $null = Use-NewStore }

    It 'make a metric known with all it was given' {
        $metric = Register-PerfMetric cache_hits -Id CACHE-001 -Title 'Cache hits' -Unit ratio -Direction HigherIsBetter -Aggregation Mean -OperationName warm_cache -PassThru
        $metric.Kind | Should -Be 'Custom'
        $read = Get-PerfMetric CACHE-001
        foreach ($property in 'Id', 'Name', 'Title', 'Unit', 'Direction', 'Aggregation', 'Kind', 'OperationName') {
            $read.$property | Should -BeExactly $metric.$property -Because $property
        }
        $read.Title | Should -BeExactly 'Cache hits'
        $read.Direction | Should -Be 'HigherIsBetter'
    }

    It 'combine values as the metric says: <Aggregation> is <Expected>' -ForEach @(
        @{ Aggregation = 'Median'; Expected = 3 }
        @{ Aggregation = 'Last'; Expected = 2 }
        @{ Aggregation = 'Sum'; Expected = 19 }
        @{ Aggregation = 'Mean'; Expected = 3.8 }
        @{ Aggregation = 'Minimum'; Expected = 1 }
        @{ Aggregation = 'Maximum'; Expected = 8 }
    ) {
        Register-PerfMetric size -Unit KiB -Aggregation $Aggregation
        5, 3, 8, 1, 2 | Add-PerfMeasurement size
        $row = (Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ size
        $row.Value | Should -Be $Expected
        $row.Count | Should -Be 5
        $row.Minimum | Should -Be 1
        $row.Maximum | Should -Be 8
    }

    It 'claim an operation for the metric' {
        Register-PerfMetric sync_time_ms -OperationName sync
        Start-PerfOperation sync
        Stop-PerfOperation sync
        $metrics = (Save-PerfBaseline app).Measurements.Metric
        $metrics | Should -Contain 'sync_time_ms'
        $metrics | Should -Not -Contain 'sync'
    }

    It 'take the duration of an operation in their unit of time: <Unit>' -ForEach @(
        @{ Unit = 's'; InMs = 1000 }
        @{ Unit = 'us'; InMs = 0.001 }
        @{ Unit = 'ms'; InMs = 1 }
    ) {
        Register-PerfMetric sync_time -Unit $Unit -OperationName sync
        Register-PerfMetric named -Unit $Unit
        $operations = (Measure-PerfOperation sync { Start-Sleep -Milliseconds 20 } -AsOperation), (Measure-PerfOperation named { } -AsOperation)
        $rows = (Save-PerfBaseline app).Measurements | Where-Object Metric -In sync_time, named
        $rows.Unit | Should -BeExactly $Unit, $Unit
        foreach ($i in 0, 1) {
            [math]::Abs($rows[$i].Value * $InMs / $operations[$i].ElapsedMs - 1) | Should -BeLessThan 1e-9
        }
    }

    It 'replace the definition of a metric that is registered again' {
        Register-PerfMetric size -Unit KiB
        Register-PerfMetric size -Unit MiB
        (Get-PerfMetric size).Unit | Should -BeExactly 'MiB'
        (Get-PerfMetric -Kind Custom).Count | Should -Be 1
    }

    It 'take definitions from the pipeline by property name' {
        'Name,Unit,Direction', 'first,ms,LowerIsBetter', 'second,ratio,HigherIsBetter' | ConvertFrom-Csv | Register-PerfMetric
        (Get-PerfMetric -Kind Custom).Name | Should -BeExactly 'first', 'second'
        (Get-PerfMetric second).Direction | Should -Be 'HigherIsBetter'
    }

    It 'take an empty cell of a CSV file for nothing given' {
        'Name,Id,Title,Aggregation,OperationName', 'first,,,,', 'second,SEC,Second,Sum,sorting' | ConvertFrom-Csv | Register-PerfMetric
        (Get-PerfMetric -Kind Custom).Id | Should -BeExactly 'first', 'SEC'
        (Get-PerfMetric first).Title, (Get-PerfMetric first).OperationName | Should -Be 'first', $null
    }

    It 'refuse a built-in metric' {
        Register-PerfMetric startup_time_ms -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'MetricBuiltIn,PerfTracking.Cmdlets.Metrics.RegisterPerfMetricCommand'
        Unregister-PerfMetric APP-001 -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'MetricBuiltIn,PerfTracking.Cmdlets.Metrics.UnregisterPerfMetricCommand'
        (Get-PerfMetric).Count | Should -Be 21
    }

    It 'remove a metric with its history, and nothing else' {
        Register-PerfMetric gone
        Add-PerfMeasurement gone 1
        Add-PerfMeasurement APP-001 2
        $null = Save-PerfBaseline app -NoEvaluation
        Unregister-PerfMetric gone -Confirm:$false
        Get-PerfMetric gone* | Should -BeNullOrEmpty
        Get-PerfMeasurement gone* | Should -BeNullOrEmpty
        (Get-PerfMeasurement APP-001).Value | Should -Be 2
    }

    It 'say that a metric does not exist' {
        Unregister-PerfMetric absent -Confirm:$false -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'MetricNotFound,PerfTracking.Cmdlets.Metrics.UnregisterPerfMetricCommand'
    }
}

Describe 'Set-PerfTarget and Remove-PerfTarget' {
    BeforeEach { $null = Use-NewStore }

    It 'set the value and its percentages' {
        $metric = Set-PerfTarget APP-001 300 -WarningPercent 5 -ErrorPercent 15 -PassThru
        $metric.Target.Value | Should -Be 300
        $target = (Get-PerfMetric APP-001).Target
        $target.Value | Should -Be 300
        $target.WarningPercent | Should -Be 5
        $target.ErrorPercent | Should -Be 15
        $target.CriticalPercent | Should -Be 22.5
    }

    It 'use 10 and 20 per cent unless said otherwise' {
        Set-PerfTarget VAL-002 50
        $target = (Get-PerfMetric VAL-002).Target
        $target.WarningPercent | Should -Be 10
        $target.ErrorPercent | Should -Be 20
        $target.CriticalPercent | Should -Be 30
    }

    It 'set one for a single application' {
        Set-PerfTarget APP-001 900 -Application slow
        (Get-PerfMetric APP-001 -Application slow).Target.Value | Should -Be 900
        $null = Save-PerfBaseline other -NoEvaluation
        (Get-PerfMetric APP-001 -Application other).Target.Value | Should -Be 500
        (Get-PerfMetric APP-001).Target.Value | Should -Be 500
    }

    It 'know an application by targets of its own that are those of all' {
        Set-PerfTarget APP-001 500 -Application same
        (Get-PerfMetric APP-001 -Application same).Target.Value | Should -Be 500
        Remove-PerfTarget APP-001, SVC-001 -Application same
        Remove-PerfTarget APP-001, SVC-001
        Get-PerfMetric APP-001 -Application same | Should -Not -BeNullOrEmpty
    }

    It 'change the performance index of the next save' {
        Set-PerfTarget APP-001 250
        Remove-PerfTarget MEM-001
        Add-PerfMeasurement APP-001 500
        (Save-PerfBaseline app -NoEvaluation).PerformanceIndex | Should -Be 50
    }

    It 'take a target away, a built-in one too' {
        Remove-PerfTarget APP-001
        (Get-PerfMetric APP-001).Target | Should -BeNullOrEmpty
        (Get-PerfMetric SVC-001).Target.Value | Should -Be 200
    }

    It 'take a target away from an application that has one, and not from a name that nothing has' {
        Set-PerfTarget APP-001 900 -Application slow
        Remove-PerfTarget APP-001 -Application slow
        (Get-PerfMetric APP-001 -Application slow).Target | Should -BeNullOrEmpty
        Remove-PerfTarget APP-001 -Application slwo -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.FullyQualifiedErrorId | Should -BeExactly 'ApplicationNotFound,PerfTracking.Cmdlets.Metrics.RemovePerfTargetCommand'
        (Get-PerfMetric APP-001).Target.Value | Should -Be 500
    }

    It 'take an empty percentage of a CSV file for the usual one' {
        'Metric,Value,WarningPercent,ErrorPercent,Application', 'APP-001,450.5,,,', 'EXP-001,900,5,,' | ConvertFrom-Csv | Set-PerfTarget
        $target = (Get-PerfMetric APP-001).Target
        $target.Value, $target.WarningPercent, $target.ErrorPercent | Should -Be 450.5, 10, 20
        $target = (Get-PerfMetric EXP-001).Target
        $target.Value, $target.WarningPercent, $target.ErrorPercent | Should -Be 900, 5, 20
    }

    It 'refuse text that is no number: <_>' -ForEach '450,5', '', 'fast' {
        { Set-PerfTarget APP-001 $_ } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*'
        (Get-PerfMetric APP-001).Target.Value | Should -Be 500
    }

    It 'refuse <Case>' -ForEach @(
        @{ Case = 'zero'; Value = 0; Percent = @{} }
        @{ Case = 'a value below zero'; Value = -5; Percent = @{} }
        @{ Case = 'NaN'; Value = [double]::NaN; Percent = @{} }
        @{ Case = 'infinity'; Value = [double]::PositiveInfinity; Percent = @{} }
        @{ Case = 'a percentage below zero'; Value = 5; Percent = @{ WarningPercent = -1 } }
        @{ Case = 'an error before the warning'; Value = 5; Percent = @{ WarningPercent = 30; ErrorPercent = 20 } }
    ) {
        Set-PerfTarget APP-001 $Value @Percent -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'TargetNotValid,PerfTracking.Cmdlets.Metrics.SetPerfTargetCommand'
        (Get-PerfMetric APP-001).Target.Value | Should -Be 500
    }
}
