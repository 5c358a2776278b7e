#requires -Version 7.4

# What a terminal shows: every view, with the longest names and the largest numbers there may be, in the three usual widths.
BeforeDiscovery {
    $views = 'Get-PerfSnapshot', 'Get-PerfMeasurement', 'Get-PerfBaseline', 'Get-PerfStatus -All', 'Get-PerfMetric', 'Get-PerfAlert -All', 'Get-PerfAnnotation', 'Get-PerfRegression -All',
    'Get-PerfChangePoint *', 'Invoke-PerfReplay *', 'Invoke-PerfReplay * -Finding', 'Get-PerfOperation', '$numbers | Get-PerfChangePoint', '$numbers | Invoke-PerfReplay',
    'New-PerfBenchmark $benchmark { 1 } -Metric VAL-001 -Tag $benchmark, x', '$session.Results', 'Compare-PerfBenchmark $session $session', 'Compare-PerfBenchmark $numbers[0..19] $numbers[20..39]'
}

BeforeAll {
    . $PSScriptRoot/Fixture.ps1

    function Get-Line([object[]] $Object, [int] $Width) {
        $Object | Out-String -Width $Width -Stream | ForEach-Object { $_ -replace '\e\[[\d;]*m' }
    }

    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'Ansi'
    $null = Use-NewStore
    $application = 'contoso.' * 31 + 'backend'
    $metric = 'compile.' * 30 + 'duration_total'
    Register-PerfMetric $metric -Unit ('furlong' * 30) -OperationName ('operation' * 28)
    Register-PerfMetric failures -Unit count
    Set-PerfTarget $metric 1234567890
    foreach ($i in 1..30) {
        Add-PerfMeasurement $metric ($i -le 20 ? 1234567 * (1 + $i % 3 / 100) : 98765432109876 * (1 + $i % 3 / 100))
        Add-PerfMeasurement startup_time_ms ($i -le 20 ? 0.0000123 : 1234567)
        Add-PerfMeasurement failures ($i -le 20 ? 0 : 5)
        Add-PerfMeasurement container_init_time_ms 400
        $null = Save-PerfBaseline $application -Environment ('agent' * 50) -Tag @{ build = 'x' * 900 } -WarningAction Ignore
    }

    Add-PerfAnnotation ('runner image changed ' * 40) -Application $application -Metric $metric
    Start-PerfOperation ('outer.' * 40)
    Start-PerfOperation ('inner.' * 40)
    $numbers = @(0.0000123) * 20 + @(98765432109876) * 20
    $benchmark = 'contoso.' * 31 + 'backend'
    $null = New-Item TestDrive:/perf -ItemType Directory
    "New-PerfBenchmark '$benchmark' { 1 }" | Set-Content TestDrive:/perf/Long.Perf.ps1
    $session = Invoke-PerfBenchmark TestDrive:/perf -Invocation 2 -WarningAction Ignore
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Close-PerfTracking
}

Describe 'A table of <_>' -ForEach $views {
    BeforeAll {
        $objects = @(& ([scriptblock]::Create($_)))
    }

    It 'has each object in one line, whole numbers, and no squeezed column in a window of <_>' -ForEach 80, 120, 200 {
        $objects.Count | Should -BeGreaterThan 0
        $lines = @(Get-Line $objects $_)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_

        # A group of a table begins with an empty line or its label, the header, and the line under it.
        $under = @(0..($lines.Count - 1) | Where-Object { $lines[$_] -match '^[ -]*--[ -]*$' })
        $under.Count | Should -BeGreaterThan 0
        $rows = foreach ($i in $under) {
            $lines[$i - 2] | Should -BeNullOrEmpty -Because 'a header of several lines is that of a squeezed column'
            for ($j = $i + 1; $lines[$j]; $j++) { $lines[$j] }
        }

        @($rows).Count | Should -Be $objects.Count
        $rows | Where-Object { $_ -match '…[\d.,]|\d…(?= )' } | Should -BeNullOrEmpty -Because 'a number has all its digits'
        $rows | Where-Object { $_ -match '[✓!✗]' -and $_ -notmatch '✓ ok|! warning|✗ error|✗ critical' } | Should -BeNullOrEmpty
    }
}

Describe 'Every table' {
    It 'is looked at above' -ForEach @{ Views = $views } {
        $module = (Get-Module PerfTracking).ModuleBase
        $format = [xml](Get-Content (Join-Path $module PerfTracking.Format.ps1xml) -Raw)
        $tables = $format.SelectNodes('//View[TableControl]/ViewSelectedBy/TypeName').InnerText | Sort-Object
        $seen = $Views | ForEach-Object { @(& ([scriptblock]::Create($_)))[0].GetType().FullName } | Sort-Object -Unique
        Compare-Object $tables $seen | Should -BeNullOrEmpty
    }
}

Describe 'The report' {
    It 'has a line for each metric in a window of <_>' -ForEach 80, 120, 200 {
        $report = Get-PerfReport
        $lines = @(Get-Line $report $_)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        @($lines -match '^  \S+ +[\d,E]+ +\S+ +.*(%|-|→\S+)$').Count | Should -Be $report.ShownMetrics.Count
    }

    It 'does not praise what has an open critical alert' {
        (Get-PerfReport).WorstOpenAlert | Should -Be 'Critical'
        Get-Line (Get-PerfReport) 120 | Should -Contain 'Performance index: none while a critical alert is open (it knows targets alone)'
    }
}

Describe 'The summary of a save' {
    It 'has a line for each key metric in a window of <_>' -ForEach 80, 120, 200 {
        Add-PerfMeasurement $metric 98765432109876
        $snapshot = Save-PerfBaseline $application -Environment ('agent' * 50) -Summary -WarningAction Ignore
        $lines = @(Get-Line $snapshot $_)
        ($lines | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual $_
        $lines -match '^  …\S+duration_total +9\.88E13 fu\S*… ' | Should -Not -BeNullOrEmpty
        $lines -match ' in 7 d .*(✓ ok|✗ critical)$' | Should -Not -BeNullOrEmpty
        $lines -match ', index ' | Should -BeNullOrEmpty -Because 'a critical alert is open'
    }
}

Describe 'A table of snapshots' {
    It 'has the alerts that a save has found, and no 0 where a snapshot that is read knows of none' {
        Add-PerfMeasurement startup_time_ms 9999
        $saved = Save-PerfBaseline found -WarningAction Ignore
        Get-Line $saved 80 | Where-Object { $_ -match '^ *\d' } | Should -Match " $($saved.Alerts.Count)$"
        $saved.Alerts.Count | Should -BeGreaterThan 0
        Get-Line (Get-PerfSnapshot $saved.Id) 80 | Where-Object { $_ -match '^ *\d' } | Should -Match ' -$'
    }
}
