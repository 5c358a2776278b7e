BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')
    $manifest = Join-Path $modulePath 'PerfTracking.psd1'
    $declared = (Import-PowerShellDataFile $manifest).CmdletsToExport

    # For what must not touch this session: loading modules and other versions of libraries.
    function Invoke-InNewRunspace {
        param([string] $Script)

        $shell = [powershell]::Create([Management.Automation.Runspaces.InitialSessionState]::CreateDefault())
        try {
            $shell.AddScript($Script).AddArgument($manifest).Invoke()
            $shell.Streams.Error | ForEach-Object { throw $_ }
        }
        finally {
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }
}

AfterAll { Close-PerfTracking }

Describe 'Importing the module' {
    It 'has a manifest that PowerShell finds sound' {
        (Test-ModuleManifest $manifest).Name | Should -BeExactly 'PerfTracking'
    }

    It 'exports exactly the cmdlets that the manifest declares, and nothing else' {
        $module = Get-Module PerfTracking
        $module.ExportedCmdlets.Keys | Sort-Object | Should -BeExactly ($declared | Sort-Object)
        $module.ExportedFunctions.Count | Should -Be 0
        $module.ExportedAliases.Count | Should -Be 0
        $module.ExportedVariables.Count | Should -Be 0
    }

    It 'uses approved verbs' {
        $approved = (Get-Verb).Verb
        Get-Command -Module PerfTracking | Where-Object Verb -NotIn $approved | Should -BeNullOrEmpty
    }

    It 'still has its cmdlets after it was imported with -Force twice' {
        Import-Module $modulePath -Force
        Import-Module $modulePath -Force
        (Get-Command -Module PerfTracking).Name | Sort-Object | Should -BeExactly ($declared | Sort-Object)
        (Get-PerfMetric APP-001).Name | Should -BeExactly 'startup_time_ms'
    }

    It 'has its cmdlets again after it was removed' {
        Remove-Module PerfTracking
        Get-Command Get-PerfMetric -ErrorAction Ignore | Should -BeNullOrEmpty
        Import-Module $modulePath
        (Get-PerfMetric APP-001).Name | Should -BeExactly 'startup_time_ms'
    }

    It 'keeps what was measured when it is imported again' {
        $null = Use-NewStore
        Add-PerfMeasurement reimported 5
        Import-Module $modulePath -Force
        (Save-PerfBaseline app).Measurements | Where-Object Metric -EQ reimported | ForEach-Object Value | Should -Be 5
    }

    It 'imports into other runspaces at once' {
        $names = 1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
            Import-Module $using:manifest
            (Get-Command -Module PerfTracking).Count
        }
        $names | Should -Be (@($declared.Count) * 4)
    }

    It 'imports where nothing of this session is' {
        Invoke-InNewRunspace 'param($path) Import-Module $path; (Get-PerfMetric SVC-002).Unit' | Should -BeExactly 'count'
    }

    It 'lets users name its public types' {
        [PerfTracking.Metrics.MetricKind]::Core | Should -Be 'Core'
        (Get-PerfMetric APP-001).GetType().FullName | Should -BeExactly 'PerfTracking.Metrics.PerfMetric'
    }

    It 'keeps its packages out of the shared load context' {
        $null = Use-NewStore
        $null = Save-PerfBaseline app
        $null = Get-PerfStore
        $shared = [Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | ForEach-Object { $_.GetName().Name }
        $shared | Should -Not -Contain 'PerfTracking.Storage'
        $shared | Should -Not -Contain 'Dapper'
        $shared | Should -Not -Contain 'Microsoft.Data.Sqlite'
        $shared | Should -Contain 'PerfTracking.Core'
        $shared | Should -Contain 'PerfTracking.Cmdlets'
    }

    It 'closes the stores when it is removed' {
        $path = Use-NewStore
        $null = Save-PerfBaseline app
        Join-Path $TestDrive "$(Split-Path $path -Leaf)-wal" | Should -Exist
        Remove-Module PerfTracking
        Join-Path $TestDrive "$(Split-Path $path -Leaf)-wal" | Should -Not -Exist
        Remove-Item $path -ErrorAction Stop
        Import-Module $modulePath
    }
}

Describe 'A fresh process' {
    # What a save needs may be loaded by the import already, which does that beside it.
    It 'loads for <What> nothing but <Loaded>' -ForEach @(
        @{ What = 'an operation'; Work = 'Start-PerfOperation work; Stop-PerfOperation work'; Loaded = 'Machine', 'Storage'; Certain = @() }
        @{ What = 'a save that is not judged'; Work = '$null = Save-PerfBaseline app -Store $store -NoEvaluation'; Loaded = 'Machine', 'Storage'; Certain = 'Machine', 'Storage' }
        @{ What = 'a save'; Work = '$null = Save-PerfBaseline app -Store $store'; Loaded = 'Analysis', 'Machine', 'Storage'; Certain = 'Analysis', 'Machine', 'Storage' }
    ) {
        $pwsh = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
        if (-not (Test-Path $pwsh)) {
            $pwsh = (Get-Command pwsh -CommandType Application | Select-Object -First 1).Source
        }

        $script = Join-Path $TestDrive 'fresh.ps1'
        Set-Content $script "param(`$module, `$store) Import-Module `$module; $Work; [Runtime.Loader.AssemblyLoadContext]::All.Where{ `$_.Name -eq 'PerfTracking' }.Assemblies.ForEach{ `$_.GetName().Name -replace '^PerfTracking\.' }"
        $found = @(& $pwsh -NoProfile -File $script $manifest (Join-Path $TestDrive 'fresh.db'))
        $found | Where-Object { $_ -notin $Loaded } | Should -BeNullOrEmpty
        $Certain | Where-Object { $_ -notin $found } | Should -BeNullOrEmpty
    }
}
