BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    # Everything the store holds, as text.
    function Get-StoreContent {
        Get-PerfSnapshot | ConvertTo-Json -Depth 4
        Get-PerfMetric | ConvertTo-Json -Depth 4
        Get-PerfAlert -All | ConvertTo-Json
        Get-PerfPolicy | ConvertTo-Json
        Get-PerfStore | Select-Object Path, Snapshots, Series, RetentionDays | ConvertTo-Json
    }
}

AfterAll { Close-PerfTracking }

Describe '-WhatIf' {
    BeforeAll {
        $path = Use-NewStore
        Register-PerfMetric custom
        Set-PerfTarget VAL-002 10
        Add-PerfMeasurement APP-001 9999
        $null = Save-PerfBaseline app -WarningAction SilentlyContinue
        $before = Get-StoreContent
    }

    It 'of <Command> changes nothing' -ForEach @(
        @{ Command = 'Save-PerfBaseline app' }
        @{ Command = 'Remove-PerfSnapshot 1' }
        @{ Command = 'Register-PerfMetric another' }
        @{ Command = 'Register-PerfMetric custom -Unit MiB -PassThru' }
        @{ Command = 'Unregister-PerfMetric custom' }
        @{ Command = 'Set-PerfTarget APP-001 1 -PassThru' }
        @{ Command = 'Remove-PerfTarget *' }
        @{ Command = 'Set-PerfStore other.db -PassThru' }
        @{ Command = 'Set-PerfStore -RetentionDays 1' }
        @{ Command = 'Optimize-PerfStore -PassThru' }
        @{ Command = 'Approve-PerfAlert 1 -Rebaseline -PassThru' }
        @{ Command = 'Deny-PerfAlert 1 -PassThru' }
        @{ Command = 'Set-PerfPolicy Tiered -PassThru' }
    ) {
        & ([scriptblock]::Create("$Command -WhatIf")) | Should -BeNullOrEmpty
        Get-StoreContent | Should -BeExactly $before
    }

    It 'of Save-PerfBaseline keeps what was measured' {
        Add-PerfMeasurement kept 3
        Save-PerfBaseline app -WhatIf
        ((Save-PerfBaseline app -Store (Join-Path $TestDrive 'kept.db')).Measurements | Where-Object Metric -EQ kept).Value | Should -Be 3
    }

    It 'of Save-PerfBaseline makes no file' {
        $absent = Join-Path $TestDrive 'absent.db'
        Save-PerfBaseline app -Store $absent -WhatIf
        $absent | Should -Not -Exist
    }

    It 'is there for every cmdlet that changes the store' {
        $changing = Get-Command -Module PerfTracking -Verb Save, Set, Remove, Register, Unregister, Optimize, Approve, Deny, Import, Export, Publish
        $changing.Count | Should -Be 17
        $changing | Where-Object { -not $_.Parameters.ContainsKey('WhatIf') } | Should -BeNullOrEmpty
    }

    It 'is not needed where nothing is changed' {
        Get-Command -Module PerfTracking -Verb Get, Test, Measure, Start, Stop, Add, Invoke, Compare, Enable |
            Where-Object { $_.Parameters.ContainsKey('WhatIf') -and $_.Name -notin 'Add-PerfAnnotation', 'Compare-PerfBenchmark', 'Start-PerfDashboard', 'Stop-PerfDashboard' } | Should -BeNullOrEmpty
    }
}
