#requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests, measures and packs PerfTracking.
.DESCRIPTION
    A thin front: every task is one call of dotnet or Pester, which can be called by hand as well.

    Build    dotnet build: the finished module in out/PerfTracking.
    Test     dotnet test: everything, Pester too.
    Pester   The Pester tests alone, on this PowerShell.
    Wine     The Pester tests in a Windows PowerShell, and the store's and the machine's tests, under Wine on Linux.
    Analyze  Formatting and analyzers.
    Bench    The cost table, and the quality of detection.
    Pack     The module compiled ahead for all platforms, as out/PerfTracking.zip.
    Install  Copies the built module to the current user's modules.
.EXAMPLE
    ./build.ps1 Build, Test
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Pester', 'Wine', 'Analyze', 'Bench', 'Pack', 'Install')]
    [string[]] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true
Push-Location -LiteralPath $PSScriptRoot
try {
    switch ($Task) {
        Build { dotnet build }
        Test { dotnet test }
        Pester { & ./tests/pester/Invoke-PesterSuite.ps1 }
        Wine {
            dotnet build -p:ModulePlatforms=all
            dotnet build tests/wine/PerfTracking.Wine.csproj
            dotnet build tests/wine/PerfTracking.Storage.Windows
            dotnet build tests/wine/PerfTracking.Machine.Windows
            & ./tests/wine/Invoke-WineSuite.ps1
        }
        Analyze { dotnet format --verify-no-changes }
        Bench {
            dotnet run -c Release --project benchmarks/PerfTracking.Benchmarks
            dotnet run -c Release --project benchmarks/PerfTracking.Evaluation
        }
        Pack {
            dotnet build -p:ModulePlatforms=all
            Compress-Archive -Path out/PerfTracking -DestinationPath out/PerfTracking.zip -Force
        }
        Install {
            $version = (Import-PowerShellDataFile -LiteralPath out/PerfTracking/PerfTracking.psd1).ModuleVersion
            $modules = $IsWindows ? (Join-Path ([Environment]::GetFolderPath('MyDocuments')) PowerShell Modules) : (Join-Path $HOME .local share powershell Modules)
            $destination = Join-Path $modules PerfTracking $version
            if ($PSCmdlet.ShouldProcess($destination, 'Install module')) {
                New-Item -ItemType Directory -Path $destination -Force | Out-Null
                Copy-Item -Path out/PerfTracking/* -Destination $destination -Recurse -Force
            }
        }
    }
}
finally {
    Pop-Location
}
