BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
    Enable-PerfAssertion
    Enable-PerfAssertion
    $hasFunctions = [bool] (Get-Command New-ShouldAssertion -ErrorAction Ignore)

    # What an assertion says when it fails.
    function Get-Failure([scriptblock] $Assertion) {
        try { & $Assertion; 'no failure' } catch { $_.Exception.Message }
    }

    $slower = Compare-PerfBenchmark (1..20 | ForEach-Object { 100 + $_ % 4 }) (1..20 | ForEach-Object { 150 + $_ % 4 })
    $same = Compare-PerfBenchmark (1..20 | ForEach-Object { 100 + $_ % 4 }) (1..20 | ForEach-Object { 100 + ($_ + 1) % 4 })
}

AfterAll { Close-PerfTracking }

Describe 'Should -RunWithin' {
    It 'runs a block until its median is known, and says what it took' {
        $count = @(0)
        { $count[0]++ } | Should -RunWithin 10s
        $count[0] | Should -Be 3
        Get-Failure { { [Threading.Thread]::Sleep(20) } | Should -RunWithin 2ms -Because 'it is a button' } |
            Should -Match '^Expected to run within 2 ms, because it is a button, but it took [\d.]+ ms, the median of 3 runs \(.*\)\.'
    }

    It 'takes times as people write them' {
        [timespan]::FromMilliseconds(90) | Should -RunWithin '0.1s'
        90 | Should -RunWithin 100
        Get-Failure { 1500 | Should -RunWithin 1s } | Should -BeLike 'Expected to run within 1,000 ms, but it took 1,500 ms.*'
        Get-Failure { 1500 | Should -Not -RunWithin 2s } | Should -BeLike 'Expected to run longer than*'
        1 | Should -RunWithin 2000us
        Get-Failure { 1 | Should -RunWithin 0.2s } | Should -BeLike '*write 500ms*'
        Get-Failure { 1 | Should -RunWithin soon } | Should -BeLike "'soon' is no time*"
    }

    It 'takes what was measured already' {
        Measure-PerfOperation block { 1 } -AsOperation | Should -RunWithin 10s
        Get-Failure { 'text' | Should -RunWithin 1s } | Should -BeLike "'text' is nothing that takes a time*"
    }
}

Describe 'Should -Regress' {
    It 'judges comparisons' {
        $same | Should -Not -Regress
        $slower | Should -Regress
        Get-Failure { $slower | Should -Not -Regress } | Should -BeLike 'Expected not to regress, but it did: The gate failed*+5*%*'
        $slower | Should -Not -Regress -FailPercent 80
    }

    It 'judges a gate''s result by the limit that is given, and each of several' {
        $passed = $same | Test-PerfGate -PassThru
        $lax = $slower | Test-PerfGate -PassThru -FailPercent 80 -IndexFallPercent 90 -WarningAction Ignore
        $lax | Should -Not -Regress
        Get-Failure { $lax | Should -Not -Regress -FailPercent 20 } | Should -BeLike 'Expected not to regress, but it did:*The limit is 20 %.*'
        Get-Failure { $passed, ($slower | Test-PerfGate -PassThru) | Should -Not -Regress } | Should -BeLike 'Expected not to regress, but it did: The gate failed*'
        Get-Failure { @() | Test-PerfGate -PassThru | Should -Not -Regress -FailPercent 20 } | Should -BeLike '*Nothing was compared*'
    }

    It 'judges an application by its history' {
        $null = Use-NewStore -NoMemoryTarget
        Set-PerfTarget APP-001 500
        $null = Save-Value APP-001 (410, 420)
        'app' | Should -Not -Regress
        Add-PerfMeasurement APP-001 900
        $snapshot = Save-PerfBaseline app -WarningAction Ignore
        $snapshot | Should -Regress
        Get-Failure { 'app' | Should -Not -Regress } | Should -BeLike '*Critical: startup_time_ms of app is 900 ms*'
    }

    It 'says what was expected and how far the history spreads' {
        $null = Use-NewStore -NoMemoryTarget
        $null = Save-WarmHistory VAL-002 (1..25 | ForEach-Object { 400 + ($_ * 7) % 23 })
        foreach ($i in 1..6) { Add-PerfMeasurement VAL-002 (560 + $i); $null = Save-PerfBaseline app -WarningAction Ignore }
        Get-Failure { 'app' | Should -Not -Regress -Because 'rules are cached' } |
            Should -Match '^Expected not to regress, because rules are cached, but it did: (Error|Critical): rule_loading_time_ms of app is 566 ms, expected 411 ms\. .* \(36 to 38 %\) beyond the old one.* Its history lies between 401 ms and 421 ms \(p5 and p95\)\.'
        Get-Failure { 'app' | Should -Regress -FailPercent 50 } | Should -Be 'Expected to regress, but it did not. There is no finding beyond 50 %.'
    }

    It 'takes what is too much from -FailPercent, of history too' {
        $null = Use-NewStore -NoMemoryTarget
        Set-PerfTarget APP-001 500
        $null = Save-Value APP-001 560
        'app' | Should -Not -Regress
        'app' | Should -Regress -FailPercent 10
        'app' | Should -Not -Regress -FailPercent 13
    }

    It 'takes the limits of perfgate.json where -FailPercent is not given' {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive limits))
        try {
            '{ "failPercent": 80, "indexFallPercent": 80 }' | Set-Content perfgate.json
            $slower | Should -Not -Regress
            $slower | Should -Regress -FailPercent 20
        }
        finally { Pop-Location }
    }

    It 'never passes by having looked at nothing' {
        $null = Use-NewStore
        Get-Failure { 'nobody' | Should -Not -Regress } | Should -Not -Be 'no failure'
        Get-Failure { @() | Should -Not -Regress } | Should -Not -Be 'no failure'
    }
}

Describe 'Should -HavePerfIndex' {
    It 'judges a snapshot, and says its index' {
        $null = Use-NewStore -NoMemoryTarget
        Set-PerfTarget APP-001 500
        Add-PerfMeasurement APP-001 1000
        $snapshot = Save-PerfBaseline app -WarningAction Ignore
        $snapshot | Should -HavePerfIndex -AtLeast 10
        'app' | Should -HavePerfIndex -AtLeast 10
        Get-Failure { $snapshot | Should -HavePerfIndex -AtLeast 100 } | Should -Match '^Expected a performance index of at least 100, but it is [\d.]+: startup_time_ms is 1,000 ms, its target 500 ms'
        Get-Failure { $slower | Test-PerfGate -PassThru | Should -HavePerfIndex -AtLeast 80 } | Should -BeLike 'Expected a performance index of at least 80, but it is 67: The gate failed: 1 regressed.*'
    }
}

Describe 'The functions of Pester 6' {
    It 'say the same' {
        if ($hasFunctions) {
            $null = Use-NewStore
            90 | Should-RunWithin 100ms
            $same | Should-NotRegress
            Get-Failure { 1500 | Should-RunWithin 1s -Because 'it matters' } | Should -BeLike 'Expected to run within 1,000 ms, because it matters, but it took 1,500 ms.*'
            Get-Failure { $slower | Should-NotRegress } | Should -BeLike 'Expected not to regress, but it did: The gate failed*The limit is 20 %.'
            Get-Failure { 'nobody' | Should-NotRegress } | Should -Not -Be 'no failure'
            Get-Failure { @() | Should-NotRegress } | Should -BeLike '*nothing was compared*'
            $same, $same | Should-NotRegress
            Get-Failure { Save-PerfBaseline none -WarningAction Ignore | Should-HavePerfIndex 101 } | Should -BeLike 'Expected a performance index of at least 101*'
        }
        else {
            Get-Command Should-RunWithin -ErrorAction Ignore | Should -BeNullOrEmpty
        }
    }
}

Describe 'Enable-PerfAssertion' {
    It 'needs Pester' {
        $shell = [powershell]::Create()
        $shell.AddScript("`$PSModuleAutoLoadingPreference = 'None'; Import-Module '$((Get-Module PerfTracking).Path)'; Enable-PerfAssertion").Invoke() *>&1 | Out-Null
        $shell.Streams.Error.Count + [int] ($shell.InvocationStateInfo.State -eq 'Failed') | Should -BeGreaterThan 0
    }
}
