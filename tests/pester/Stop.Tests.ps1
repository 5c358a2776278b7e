#requires -Version 7.4

BeforeAll {
    . $PSScriptRoot/Fixture.ps1
}

AfterAll {
    Close-PerfTracking
}

Describe 'A long replay' {
    It 'ends when its pipeline is stopped, as by Ctrl+C' {
        $began = [Threading.ManualResetEventSlim]::new()
        $shell = [powershell]::Create()
        try {
            $null = $shell.AddScript({
                    param($module, $began)
                    Import-Module $module
                    1..200000 | ForEach-Object { $_ % 97 } -End { $began.Set() } | Invoke-PerfReplay
                }).AddArgument((Get-Module PerfTracking).Path).AddArgument($began)
            $running = $shell.BeginInvoke()
            $began.Wait([timespan]::FromMinutes(2)) | Should -BeTrue
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()

            # Two hundred thousand points take most of a minute; one takes no time.
            $clock.Elapsed | Should -BeLessThan ([timespan]::FromSeconds(5))
            $shell.InvocationStateInfo.State | Should -Be 'Stopped'
            $running.IsCompleted | Should -BeTrue
        }
        finally {
            $shell.Dispose()
        }
    }
}
