BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    function Get-SavedRow {
        param([string] $Metric)

        (Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ $Metric
    }
}

AfterAll { Close-PerfTracking }

Describe 'Add-PerfMeasurement' {
    BeforeEach { $null = Use-NewStore }

    It 'takes a built-in metric by identifier or name, in any case' {
        Add-PerfMeasurement APP-001 500
        Add-PerfMeasurement startup_time_ms 520
        Add-PerfMeasurement app-001 540
        $row = Get-SavedRow APP-001
        $row.Count | Should -Be 3
        $row.Value | Should -Be 520
        $row.Minimum | Should -Be 500
        $row.Maximum | Should -Be 540
    }

    It 'takes values by property name from the pipeline' {
        [pscustomobject]@{ Metric = 'API-002'; Value = 1200 }, [pscustomobject]@{ Id = 'API-003'; Value = '0.75' } | Add-PerfMeasurement
        $snapshot = Save-PerfBaseline app -NoEvaluation
        ($snapshot.Measurements | Where-Object Metric -EQ API-002).Value | Should -Be 1200
        ($snapshot.Measurements | Where-Object Metric -EQ API-003).Value | Should -Be 0.75
    }

    It 'takes bare numbers from the pipeline' {
        1, 2, 6 | Add-PerfMeasurement VAL-001
        (Get-SavedRow VAL-001).Value | Should -Be 2
    }

    It 'keeps the last value of a gauge and the count of all' {
        5, 9, 7 | Add-PerfMeasurement queue_length
        $row = Get-SavedRow queue_length
        $row.Value | Should -Be 7
        $row.Count | Should -Be 3
        $row.Minimum | Should -Be 5
        $row.Maximum | Should -Be 9
        $row.Unit | Should -BeExactly ''
    }

    It 'lets a value measured by the script stand for one read at save' {
        Add-PerfMeasurement MEM-001 77
        (Get-SavedRow MEM-001).Value | Should -Be 77
    }

    It 'takes a value below zero of a custom gauge, and zero of a duration' {
        Add-PerfMeasurement temperature -4.5
        Add-PerfMeasurement APP-001 0
        $snapshot = Save-PerfBaseline app -NoEvaluation
        ($snapshot.Measurements | Where-Object Metric -EQ temperature).Value | Should -Be -4.5
        ($snapshot.Measurements | Where-Object Metric -EQ APP-001).Value | Should -Be 0
    }

    It 'keeps <Value> to the last bit' -ForEach @(
        @{ Value = 0.1 }, @{ Value = 1e300 }, @{ Value = 5e-324 }, @{ Value = 123456789.12345679 }, @{ Value = -1.7976931348623157e308 }
    ) {
        Add-PerfMeasurement exact $Value
        $null = Save-PerfBaseline app -NoEvaluation
        (Get-PerfMeasurement exact).Value | Should -BeExactly $Value
    }

    It 'takes 100,000 values before one save' {
        1..100000 | Add-PerfMeasurement VAL-002
        $row = Get-SavedRow VAL-002
        $row.Count | Should -Be 100000
        $row.Value | Should -Be 50000.5
        $row.Maximum | Should -Be 100000
    }
}

Describe 'Bad input of Add-PerfMeasurement' {
    BeforeEach { $null = Use-NewStore }

    It 'refuses <Value> of <Metric>, with a stable id' -ForEach @(
        @{ Metric = 'APP-001'; Value = [double]::NaN }
        @{ Metric = 'APP-001'; Value = [double]::PositiveInfinity }
        @{ Metric = 'APP-001'; Value = [double]::NegativeInfinity }
        @{ Metric = 'APP-001'; Value = -1 }
        @{ Metric = 'API-002'; Value = -0.001 }
        @{ Metric = 'my_gauge'; Value = [double]::NaN }
        @{ Metric = 'my_gauge'; Value = [double]::NegativeInfinity }
    ) {
        Add-PerfMeasurement $Metric $Value -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'ValueNotValid,PerfTracking.Cmdlets.Operations.AddPerfMeasurementCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failure[0].ToString() | Should -BeLike "*'$Metric*"
        (Save-PerfBaseline app).Measurements.Metric | Should -Not -Contain $Metric
    }

    It 'refuses an unknown identifier of the built-in form' {
        Add-PerfMeasurement XYZ-999 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'MetricNotFound,PerfTracking.Cmdlets.Operations.AddPerfMeasurementCommand'
        $failure[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failure[0].TargetObject | Should -BeExactly 'XYZ-999'
        (Save-PerfBaseline app).Measurements.Metric | Should -Not -Contain 'XYZ-999'
    }

    It 'takes an identifier of that form that was registered' {
        Register-PerfMetric restore_count -Id BAK-001 -Unit count
        Add-PerfMeasurement BAK-001 3
        $row = Get-SavedRow BAK-001
        $row.Value, $row.Name | Should -Be 3, restore_count
    }

    It 'refuses <Case> as a name' -ForEach @(
        @{ Case = '10,000 characters'; Name = 'm' * 10000 }
        @{ Case = '257 characters'; Name = 'm' * 257 }
        @{ Case = 'a line break'; Name = "first`nsecond" }
        @{ Case = 'a carriage return'; Name = "first`rsecond" }
        @{ Case = 'a null character'; Name = "first`0second" }
        @{ Case = 'an escape sequence'; Name = "`e[31mred" }
        @{ Case = 'blanks'; Name = " `u{2003}" }
    ) {
        Add-PerfMeasurement $Name 1 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NameNotValid,PerfTracking.Cmdlets.Operations.AddPerfMeasurementCommand'
        $failure[0].ToString().Length | Should -BeLessThan 300
    }

    It 'takes <Name> as a name' -ForEach @(
        @{ Name = '🚀🔥 émoji' }
        @{ Name = "Robert'); DROP TABLE performance_measurements;--" }
        @{ Name = 'a "quoted" name' }
        @{ Name = 'm' * 256 }
        @{ Name = '日本語' }
    ) {
        Add-PerfMeasurement $Name 42
        $null = Save-PerfBaseline app
        $row = Get-PerfMeasurement ([WildcardPattern]::Escape($Name))
        $row.Metric | Should -BeExactly $Name
        $row.Value | Should -Be 42
        Test-PerfStore | Should -BeTrue
    }

    It 'goes on after a bad row of the pipeline' {
        1, [double]::NaN, 3 | Add-PerfMeasurement VAL-003 -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 1
        (Get-SavedRow VAL-003).Count | Should -Be 2
    }

    It 'refuses the text <Text>, which is no number' -ForEach @(
        @{ Text = 'fast' }
        @{ Text = '' }
        @{ Text = ' ' }
        @{ Text = '1,5' }
        @{ Text = '1.000,5' }
    ) {
        { Add-PerfMeasurement APP-001 $Text } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,PerfTracking.Cmdlets.Operations.AddPerfMeasurementCommand' -ExpectedMessage "*'$Text' is no number*"
    }

    It 'goes on after a cell of a CSV file that is empty or no number' {
        'Metric,Value', 'VAL-003,0.5', 'VAL-003,', 'VAL-003,"0,7"', 'VAL-003,9e-1' | ConvertFrom-Csv | Add-PerfMeasurement -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure.Count | Should -Be 2
        $row = Get-SavedRow VAL-003
        $row.Count, $row.Minimum, $row.Maximum | Should -Be 2, 0.5, 0.9
    }

    It 'stops where -ErrorAction Stop asks for it' {
        { Add-PerfMeasurement APP-001 ([double]::NaN) -ErrorAction Stop } | Should -Throw -ErrorId 'ValueNotValid,PerfTracking.Cmdlets.Operations.AddPerfMeasurementCommand'
    }
}

Describe 'Get-PerfMeasurement' {
    BeforeAll {
        $null = Use-NewStore
        $ids = (Save-Value VAL-001 (10, 20, 30) checker).Id
        $null = Save-Value VAL-001 (99) other
    }

    It 'gives flat rows, oldest first' {
        $rows = Get-PerfMeasurement VAL-001 -Application checker
        $rows.Value | Should -Be 10, 20, 30
        $rows.SnapshotId | Should -Be $ids
        $rows[0].PSObject.Properties.Value | Where-Object { $_ -is [Collections.IEnumerable] -and $_ -isnot [string] } | Should -BeNullOrEmpty
    }

    It 'gives the latest so many of each series' {
        (Get-PerfMeasurement VAL-001 -Last 2 -Application checker).Value | Should -Be 20, 30
    }

    It 'gives those of a snapshot from the pipeline' {
        (Get-PerfSnapshot $ids[1] | Get-PerfMeasurement VAL-001).Value | Should -Be 20
    }

    It 'takes wildcards for metrics and applications' {
        (Get-PerfMeasurement VAL-* -Application che*, oth*).Value | Should -Be 10, 20, 30, 99
    }

    It 'says of a metric that it was never measured' {
        Get-PerfMeasurement GEN-001 -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NoHistory,PerfTracking.Cmdlets.History.GetPerfMeasurementCommand'
    }

    It 'restricts by time' {
        Get-PerfMeasurement VAL-001 -Since (Get-Date).AddHours(1) | Should -BeNullOrEmpty
        (Get-PerfMeasurement VAL-001 -Since (Get-Date).AddHours(-1)).Count | Should -Be 4
        Get-PerfMeasurement VAL-001 -Until (Get-Date).AddHours(-1) | Should -BeNullOrEmpty
    }

    It 'goes to a CSV file and back with equal values' {
        Add-PerfMeasurement API-003 0.1
        Add-PerfMeasurement '🚀, "quoted"' 123456789.12345679
        $null = Save-PerfBaseline csv -Tag @{ note = 'a, "b"' } -NoEvaluation
        $rows = Get-PerfMeasurement -Application csv
        $file = Join-Path $TestDrive 'measurements.csv'
        $rows | Export-Csv $file
        $back = Import-Csv $file

        $back.Count | Should -Be $rows.Count
        $back[0].PSObject.Properties.Name | Should -BeExactly $rows[0].PSObject.Properties.Name
        foreach ($i in 0..($rows.Count - 1)) {
            $back[$i].Metric | Should -BeExactly $rows[$i].Metric
            [double]::Parse($back[$i].Value, [cultureinfo]::CurrentCulture) | Should -BeExactly $rows[$i].Value
            [double]::Parse($back[$i].Minimum, [cultureinfo]::CurrentCulture) | Should -BeExactly $rows[$i].Minimum
            [long] $back[$i].SnapshotId | Should -Be $rows[$i].SnapshotId
            [guid] $back[$i].SessionId | Should -Be $rows[$i].SessionId
            $back[$i].Tags | Should -BeExactly 'note=a, "b"'
        }
    }

    It 'goes to JSON with the numbers as numbers' {
        $row = Get-PerfMeasurement VAL-001 -Application other | ConvertTo-Json | ConvertFrom-Json
        $row.Value | Should -Be 99
        $row.Metric | Should -BeExactly 'VAL-001'
    }
}
