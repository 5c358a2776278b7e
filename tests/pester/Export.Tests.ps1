#requires -Version 7.4

# Every type that comes out of a cmdlet can be written to a CSV file, flat, readable, with exact times, and as JSON.
BeforeDiscovery {
    $sources = 'Get-PerfSnapshot', 'Save-PerfBaseline shop -Tag @{ list = 1, 2; table = @{ a = 1 }; object = [pscustomobject] @{ a = 1 } } -Summary -WarningAction Ignore', 'Get-PerfMeasurement', 'Get-PerfBaseline',
    'Get-PerfStatus -All', 'Get-PerfReport', 'Get-PerfMetric', 'Get-PerfAlert -All', 'Get-PerfRegression -All', 'Get-PerfChangePoint *', 'Invoke-PerfReplay *',
    'Invoke-PerfReplay * -Finding', 'Get-PerfPolicy', 'Get-PerfStore', 'Get-PerfOperation', 'Stop-PerfOperation outer -PassThru', 'Measure-PerfOperation failing -AsOperation -FilePath $pwsh -ArgumentList "-NoProfile", "-Command", "exit 3"',
    'Measure-PerfOperation many -AsSummary -Repeat 12 { }', 'Get-PerfAnnotation', 'New-PerfBenchmark one -Tag a, b { }', 'Invoke-PerfBenchmark $perf -Invocation 2', 'Invoke-PerfBenchmark $perf -Invocation 2 -AsResult',
    'Compare-PerfBenchmark (1..9) (2..10)', 'Compare-PerfBenchmark (1..9) (2..10) | Test-PerfGate -PassThru -WarningAction Ignore', 'Compare-PerfBenchmark (1..9) (2..10) | Publish-PerfComparison 6> $null'
}

BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $pwsh = [Environment]::ProcessPath
    $null = Use-NewStore
    foreach ($i in 1..30) {
        Add-PerfMeasurement APP-001 ($i -le 20 ? 400 + $i % 3 : 700 + $i % 3)
        $null = Save-PerfBaseline shop -Tag @{ build = $i; parts = 'a', 'b' } -WarningAction Ignore
    }

    Add-PerfAnnotation 'Runner image changed'
    $perf = Join-Path $TestDrive Program.Perf.ps1
    Set-Content $perf "New-PerfBenchmark program -Tag a, b -FilePath '$pwsh' -ArgumentList '-NoProfile', '-Command', 'exit'"

    Start-PerfOperation outer -Tag @{ parts = 'a', 'b' }
    Start-PerfOperation inner
    $exported = [Collections.Generic.HashSet[string]]::new()
}

AfterAll {
    Close-PerfTracking
}

Describe 'Export-Csv of <_>' -ForEach $sources {
    It 'writes cells that a person can read, and times to the millisecond; ConvertTo-Json takes it as well' {
        $path = Join-Path $TestDrive out.csv
        . ([scriptblock]::Create("$_ | Tee-Object -Variable objects | Export-Csv -Path '$path'"))
        foreach ($object in $objects) {
            $null = $exported.Add($object.PSObject.BaseObject.GetType().FullName)
        }

        $rows = @(Import-Csv $path)
        $rows.Count | Should -Be @($objects).Count

        # One assertion for all: there are thousands of cells.
        $unreadable = foreach ($row in $rows) {
            foreach ($cell in $row.PSObject.Properties) {
                $isTime = $objects[0].($cell.Name) -is [datetimeoffset]
                if ($cell.Value -match 'System\.|PerfTracking\.[A-Z]|\w+ \{ |`\d|\[\]$' -or $isTime -and $cell.Value -notmatch '^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)?$') {
                    "$($cell.Name): $($cell.Value)"
                }
            }
        }

        $unreadable | Should -BeNullOrEmpty

        # What it cannot take is an error, such as a table whose keys are no text.
        $objects | ConvertTo-Json -Depth 2 -WarningAction Ignore -ErrorAction Stop | Should -Not -BeNullOrEmpty
    }
}

Describe 'Exported objects' {
    BeforeAll {
        function ConvertFrom-Job($Objects) {
            [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($Objects, 1))
        }
    }

    # A dashboard needs ASP.NET Core: Dashboard.Tests.ps1 has it.
    It 'are of every type there is' {
        $types = (Get-Command -Module PerfTracking).OutputType.Name | Where-Object { $_ -like 'PerfTracking.*' -and $_ -ne 'PerfTracking.Dashboards.PerfDashboard' } | Sort-Object -Unique
        $types | Where-Object { -not $exported.Contains($_) } | Should -BeNullOrEmpty
    }

    It 'keep their times as times' {
        $time = (Get-PerfMeasurement -Last 1)[0].Timestamp
        $time | Should -BeOfType datetimeoffset
        $time.ToString('yyyy') | Should -BeExactly $time.Year.ToString()
        $time.ToString('o', [cultureinfo]::InvariantCulture) | Should -BeExactly $time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'+00:00'")
        $time | Should -BeGreaterThan ([datetimeoffset]::Now.AddDays(-1))
        ($time | ConvertTo-Json) | Should -Match '^"\d{4}-\d\d-\d\dT'
    }

    It 'are shown from a file and in every culture as they were: <_>' -ForEach 'Get-PerfSnapshot -Last 1', 'Get-PerfMeasurement -Last 1', 'Get-PerfAlert', 'Get-PerfAnnotation',
    'Get-PerfChangePoint *', 'Invoke-PerfReplay *', 'Invoke-PerfReplay * -Finding', 'Get-PerfBaseline', 'Get-PerfStatus', 'Get-PerfRegression', 'Get-PerfMetric' {
        $objects = & ([scriptblock]::Create($_))

        # So wide that PowerShell breaks no line, which it does by the rules of the culture.
        $width = 500
        $shown = $objects | Out-String -Width $width
        $path = Join-Path $TestDrive shown.xml
        $objects | Export-Clixml $path
        Import-Clixml $path | Out-String -Width $width | Should -BeExactly $shown

        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = 'th-TH'
            $objects | Out-String -Width $width | Should -BeExactly $shown
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    # A job, and Invoke-Command, give the objects in an object as their texts.
    It 'are shown from a job as they were: <_>' -ForEach 'Get-PerfSnapshot -Last 1', 'Get-PerfMeasurement -Last 1', 'Get-PerfAlert', 'Get-PerfAnnotation',
    'Get-PerfChangePoint *', 'Invoke-PerfReplay *', 'Invoke-PerfReplay * -Finding', 'Get-PerfBaseline', 'Get-PerfStatus', 'Get-PerfMetric' {
        $objects = & ([scriptblock]::Create($_))
        ConvertFrom-Job $objects | Out-String -Width 500 | Should -BeExactly ($objects | Out-String -Width 500)
    }

    It 'name the metric of a verdict from a job' {
        ConvertFrom-Job (Get-PerfRegression MEM-001 -All) | Out-String -Width 500 | Should -Match ' peak_memory_mb '
    }

    It 'say from a job what they hold where their own text is made of more: <_>' -ForEach 'Get-PerfReport', 'Save-PerfBaseline -Summary -Store (Join-Path $TestDrive job.db)' {
        $shown = ConvertFrom-Job (& ([scriptblock]::Create($_))) | Out-String -Width 500
        $shown | Should -Match '(?m)^\S*PerformanceIndex +: '
        $shown | Should -Match '(?m)^\S*Alerts +: '
    }

    It 'are shown in strict mode without an error, where they are of plain numbers too' {
        $script = { Import-Module $args[0]; Set-StrictMode -Version Latest; 1..20 | Invoke-PerfReplay | Out-String; $Error }
        $shell = [powershell]::Create()
        try {
            $shown = $shell.AddScript($script).AddArgument((Get-Module PerfTracking).Path).Invoke()
            $shown | Should -HaveCount 1
            $shown | Should -Match 'numbers'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'give a list or an object in a tag as its values' {
        (Get-PerfSnapshot -Last 1).Tags['list'] | Should -BeExactly '1, 2'
        (Get-PerfSnapshot -Last 1).Tags['object'] | Should -BeExactly '@{a=1}'
        (Get-PerfSnapshot -Last 1).Tags['table'] | Should -BeExactly 'a=1'
        (Get-PerfSnapshot 1).Tags['parts'] | Should -BeExactly 'a, b'
    }

    It 'can be analysed again with their times and commits' {
        $path = Join-Path $TestDrive again.csv
        Get-PerfMeasurement APP-001 -Warm | Export-Csv -Path $path
        $known = Get-PerfChangePoint APP-001 -Warm
        foreach ($change in (Import-Csv $path | Get-PerfChangePoint -Property Value), (Get-PerfMeasurement APP-001 -Warm | Get-PerfChangePoint -Property Value)) {
            $change.Index | Should -Be $known.Index
            $change.SnapshotId | Should -Be $known.SnapshotId
            $change.Timestamp.ToUnixTimeMilliseconds() | Should -Be $known.Timestamp.ToUnixTimeMilliseconds()
        }
    }

    It 'read the same from a variable, and have a time once it is known' {
        $operation = Start-PerfOperation later -PassThru
        $snapshot = Save-PerfBaseline shop -NoEvaluation -WarningAction Ignore
        $began = $operation | ConvertTo-Csv | ConvertFrom-Csv
        Stop-PerfOperation later
        $ended = $operation | ConvertTo-Csv | ConvertFrom-Csv
        $began.EndTime | Should -BeNullOrEmpty
        $iso = '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$'
        $began.StartTime, $ended.EndTime, ($snapshot | ConvertTo-Csv | ConvertFrom-Csv).Timestamp | Should -Match $iso
        "$($operation.EndTime.UtcDateTime.ToString('o'))" | Should -Be "$($operation.PSObject.BaseObject.EndTime.UtcDateTime.ToString('o'))"
        { $snapshot.Timestamp = [datetimeoffset]::Now } | Should -Throw '*ReadOnly*'
    }
}
