BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    function Get-Completion {
        param([string] $Line)

        (TabExpansion2 $Line -cursorColumn $Line.Length).CompletionMatches
    }
}

AfterAll { Close-PerfTracking }

Describe 'Tab completion' {
    BeforeAll {
        $null = Use-NewStore
        Register-PerfMetric 'queue length'
        $null = Save-Value APP-001 (1, 2) watch-launch
        $null = Save-Value APP-001 3 "bob's job"
    }

    It 'offers the built-in operations that begin so' {
        (Get-Completion 'Start-PerfOperation ap').CompletionText | Should -BeExactly 'app_startup', 'api_call'
    }

    It 'offers the running operations first' {
        Start-PerfOperation apple
        try { (Get-Completion 'Stop-PerfOperation ap').CompletionText | Should -BeExactly 'apple', 'app_startup', 'api_call' } finally { Stop-PerfOperation apple }
    }

    It 'offers identifiers of metrics, and says what they are' {
        $found = Get-Completion 'Add-PerfMeasurement MEM'
        $found.CompletionText | Should -BeExactly 'MEM-001', 'MEM-002'
        $found[0].ToolTip | Should -BeExactly 'MEM-001 Peak memory (MiB)'
    }

    It 'offers names of metrics for <Command>' -ForEach @(
        @{ Command = 'Get-PerfBaseline' }, @{ Command = 'Get-PerfMeasurement' }, @{ Command = 'Get-PerfMetric' }
        @{ Command = 'Set-PerfTarget' }, @{ Command = 'Remove-PerfTarget' }, @{ Command = 'Get-PerfStatus' }, @{ Command = 'Get-PerfRegression' }
    ) {
        (Get-Completion "$Command start").CompletionText | Should -BeExactly 'startup_time_ms'
    }

    It 'quotes what needs quotes, with an opening quote too' {
        (Get-Completion 'Get-PerfMetric queue').CompletionText | Should -BeExactly "'queue length'"
        (Get-Completion "Get-PerfMetric 'queue").CompletionText | Should -BeExactly "'queue length'"
        (Get-Completion 'Get-PerfSnapshot -Application bob').CompletionText | Should -BeExactly "'bob''s job'"
    }

    It 'offers applications of the store' {
        (Get-Completion 'Save-PerfBaseline ').CompletionText | Should -BeExactly "'bob''s job'", 'watch-launch'
    }

    It 'offers snapshots, the latest first' {
        $found = Get-Completion 'Remove-PerfSnapshot '
        $found.CompletionText | Should -BeExactly '3', '2', '1'
        $found[2].ToolTip | Should -BeLike '#1 watch-launch *'
    }

    It 'offers the values of enumerations and presets' {
        (Get-Completion 'Get-PerfMetric -Kind ').CompletionText | Should -BeExactly 'Core', 'Custom', 'Secondary'
        (Get-Completion 'Set-PerfPolicy T').CompletionText | Should -BeExactly 'Tiered'
    }

    It 'offers what a store given with -Store holds' {
        $other = Join-Path $TestDrive 'other.db'
        $null = Save-PerfBaseline elsewhere -Store $other -NoEvaluation
        (Get-Completion "Get-PerfSnapshot -Store '$other' -Application ").CompletionText | Should -BeExactly 'elsewhere'
    }

    It 'offers nothing, without an error, where the store is no store' {
        $garbage = Join-Path $TestDrive 'garbage.db'
        Set-Content $garbage ('garbage ' * 1000)
        $Error.Clear()
        (Get-Completion "Get-PerfSnapshot -Store '$garbage' -Application w").CompletionText | Should -Not -Contain 'watch-launch'
        (Get-Completion "Get-PerfMetric -Store '$garbage' MEM-001").CompletionText | Should -BeExactly 'MEM-001'
        $Error.Count | Should -Be 0
    }
}
