BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
}

AfterAll { Close-PerfTracking }

Describe 'Objects from the pipeline' {
    BeforeEach {
        $null = Use-NewStore
        1..3 | ForEach-Object {
            Add-PerfMeasurement APP-001 900
            $null = Save-PerfBaseline app -WarningAction SilentlyContinue
        }
    }

    It 'remove no snapshot unless they are one or name one: <Name>' -TestCases @(
        @{ Name = 'an alert'; Source = { Get-PerfAlert } }
        @{ Name = 'a process'; Source = { Get-Process -Id $PID } }
        @{ Name = 'any object with an Id'; Source = { [pscustomobject]@{ Id = 1 } } }
    ) {
        & $Source | Remove-PerfSnapshot -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'InputObjectNotBound,*'
        (Get-PerfSnapshot).Count | Should -Be 3
    }

    It 'remove the snapshots that they are or name' {
        Get-PerfSnapshot 1 | Remove-PerfSnapshot
        Get-PerfMeasurement APP-001 | Select-Object -First 1 | Remove-PerfSnapshot
        (Get-PerfSnapshot).Id | Should -Be 3
    }

    It 'remove a snapshot or a metric once, however many of them name it' {
        1..3 | ForEach-Object {
            Add-PerfMeasurement queue_length 5
            $null = Save-PerfBaseline "app$_" -WarningAction SilentlyContinue
        }
        Get-PerfMeasurement -Application app | Remove-PerfSnapshot -ErrorVariable failed
        (Get-PerfSnapshot).Application | Should -Be app1, app2, app3
        Get-PerfBaseline queue_length | Unregister-PerfMetric -Confirm:$false -ErrorVariable +failed
        Get-PerfMetric queue_* | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }

    It 'have times that every parameter of a time takes' {
        $snapshot = Get-PerfSnapshot 2
        # Several may be of the same millisecond.
        (Get-PerfMeasurement APP-001 -Since $snapshot.Timestamp).SnapshotId | Should -Be (Get-PerfSnapshot | Where-Object Timestamp -GE $snapshot.Timestamp).Id
        (Get-PerfMeasurement APP-001 -Until $snapshot.Timestamp).SnapshotId | Should -Be (Get-PerfSnapshot | Where-Object Timestamp -LE $snapshot.Timestamp).Id
        (Get-PerfAlert -Since (Get-PerfAlert | Select-Object -First 1).RaisedAt).Count | Should -Be (Get-PerfAlert).Count
        ($snapshot | Add-PerfAnnotation 'from the pipeline' -PassThru).Timestamp | Should -Be $snapshot.Timestamp
        (Get-PerfAnnotation -Since $snapshot.Timestamp -Until $snapshot.Timestamp).Text | Should -Be 'from the pipeline'
        $null = Set-Content (Join-Path $TestDrive 'go.txt') "BenchmarkSort 1 5 ns/op"
        (Import-PerfMeasurement (Join-Path $TestDrive 'go.txt') -Application go -Timestamp $snapshot.Timestamp -PassThru).Timestamp | Should -Be $snapshot.Timestamp
    }

    It 'have an alert judged at its own snapshot and metric' {
        $verdict = Get-PerfAlert -Metric APP-001 | Get-PerfRegression
        $verdict.Metric.Id | Should -Be APP-001
        $verdict.SnapshotId | Should -Be 3
    }

    It 'save nothing for several applications, for a save makes one snapshot, and keep what was measured' {
        Add-PerfMeasurement EXP-001 5
        'first', 'second' | ForEach-Object { [pscustomobject]@{ Application = $_ } } |
            Save-PerfBaseline -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'ApplicationNotUnique,*'
        (Get-PerfSnapshot).Count | Should -Be 3
        $saved = 'app', 'APP' | ForEach-Object { [pscustomobject]@{ Application = $_ } } | Save-PerfBaseline
        $saved.Application | Should -Be app
        $saved.Measurements.Metric | Should -Contain EXP-001
    }

    It 'save nothing where what comes has no application, and keep what was measured' {
        Add-PerfMeasurement EXP-001 6
        'app' | Save-PerfBaseline -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'ApplicationNotGiven,*'
        ([pscustomobject]@{ Application = 'app' } | Save-PerfBaseline).Measurements.Metric | Should -Contain EXP-001
    }

    It 'stand for their application where they name no metric: <Name>' -TestCases @(
        @{ Name = 'a snapshot'; Source = { Get-PerfSnapshot 3 } }
        @{ Name = 'a row of a file'; Source = { 'Application', 'app' | ConvertFrom-Csv } }
    ) {
        $null = Save-PerfBaseline other
        (& $Source | Get-PerfStatus).Metric | Should -Contain APP-001
        (& $Source | Get-PerfStatus).Application | Select-Object -Unique | Should -Be app
        (& $Source | Get-PerfBaseline).Application | Select-Object -Unique | Should -Be app
        { Get-Process -Id $PID | Get-PerfStatus } | Should -Throw '*is no metric and names none*'
    }

    It 'have a metric judged at the snapshot that they name: <Name>' -TestCases @(
        @{ Name = 'a row of a file'; Source = { 'SnapshotId,Metric', '2,APP-001' | ConvertFrom-Csv } }
        @{ Name = 'any object'; Source = { [pscustomobject]@{ SnapshotId = 2; Metric = 'APP-001' } } }
    ) {
        (& $Source | Get-PerfRegression -All).SnapshotId | Should -Be 2
        (& $Source | Get-PerfSnapshot).Id | Should -Be 2
        { [pscustomobject]@{ SnapshotId = 'second'; Metric = 'APP-001' } | Get-PerfRegression } | Should -Throw '*is no number of a snapshot*'
    }

    It 'make a file the store' {
        $other = Join-Path $TestDrive 'other.db'
        $null = Save-PerfBaseline app -Store $other
        Get-Item $other | Set-PerfStore -PassThru | ForEach-Object Snapshots | Should -Be 1
    }
}

Describe 'The summary in colour' {
    It 'says each colour once and ends it' {
        $null = Use-NewStore
        Add-PerfMeasurement APP-001 900
        $before = $PSStyle.OutputRendering
        try {
            $PSStyle.OutputRendering = 'Ansi'
            $text = Save-PerfBaseline app -Summary -WarningAction SilentlyContinue | Out-String -Width 200
        }
        finally {
            $PSStyle.OutputRendering = $before
        }

        $text | Should -Match "`e\[31;1m✗ critical`e\[0m"
        $text -replace "`e\[[0-9;]+m[^`e`n]+`e\[0m" | Should -Not -Match "`e"
    }
}
