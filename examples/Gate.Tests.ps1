#requires -Version 7.4
# A performance gate as Pester tests, for Pester 5 and 6: Invoke-Pester ./Gate.Tests.ps1
# Its store is a new one in a temporary folder; a real gate names one that outlives the build.

BeforeAll {
    # The module that this clone has built; a copy of the file elsewhere uses the installed one.
    $built = Join-Path $PSScriptRoot .. out PerfTracking
    Import-Module ((Test-Path $built) ? $built : 'PerfTracking')
    Enable-PerfAssertion
    Set-PerfStore (Join-Path $TestDrive performance.db)
}

AfterAll {
    Set-PerfStore -Default
}

Describe 'The performance of a shell' {
    It 'is there within ten seconds' {
        { & ([Environment]::ProcessPath) -NoProfile -NonInteractive -Command exit } | Should -RunWithin 10s
    }

    It 'sorts ten thousand numbers within five seconds' {
        { 10000..1 | Sort-Object } | Should -RunWithin 5s
    }

    It 'is not slower than it was' {
        1..3 | ForEach-Object {
            Measure-PerfOperation validation { 1000..1 | Sort-Object }
            $null = Save-PerfBaseline Sort.App
        }

        'Sort.App' | Should -Not -Regress
        'Sort.App' | Should -HavePerfIndex -AtLeast 80
    }
}

Describe 'Two sides beside each other' {
    It 'are not more than 20 % apart' {
        $base = 100, 103, 101, 102, 100, 104, 101, 102
        $head = 101, 102, 103, 101, 100, 103, 102, 101
        Compare-PerfBenchmark $base $head | Should -Not -Regress -FailPercent 20
    }
}
