@{
    ModuleVersion        = '0.1.0'
    GUID                 = '5f0c3b0e-6a8b-4c39-9d0b-0d9a4c2f7a61'
    Author               = 'PerfTracking contributors'
    CompanyName          = 'PerfTracking'
    Copyright            = '(c) PerfTracking contributors. MIT licence.'
    Description          = 'A performance memory for scripts: measures operations, keeps baselines, and tells what got slower.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    # In this order: the first one decides which build of the second this platform gets.
    NestedModules        = @('PerfTracking.Loader.dll', 'lib/PerfTracking.Cmdlets.dll')
    FormatsToProcess     = @('PerfTracking.Format.ps1xml')
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    # One array, with commas: a list of lines is bound and compiled as a script is, at each import.
    CmdletsToExport      = @(
        'Add-PerfAnnotation',
        'Add-PerfMeasurement',
        'Approve-PerfAlert',
        'Compare-PerfBenchmark',
        'Deny-PerfAlert',
        'Enable-PerfAssertion',
        'Export-PerfComparison',
        'Export-PerfReport',
        'Get-PerfAlert',
        'Get-PerfAnnotation',
        'Get-PerfBaseline',
        'Get-PerfChangePoint',
        'Get-PerfDashboard',
        'Get-PerfMeasurement',
        'Get-PerfMetric',
        'Get-PerfOperation',
        'Get-PerfPolicy',
        'Get-PerfRegression',
        'Get-PerfReport',
        'Get-PerfSnapshot',
        'Get-PerfStatus',
        'Get-PerfStore',
        'Import-PerfMeasurement',
        'Invoke-PerfBenchmark',
        'Invoke-PerfReplay',
        'Measure-PerfOperation',
        'New-PerfAlert',
        'New-PerfBenchmark',
        'Optimize-PerfStore',
        'Publish-PerfComparison',
        'Register-PerfMetric',
        'Remove-PerfAnnotation',
        'Remove-PerfSnapshot',
        'Remove-PerfTarget',
        'Save-PerfBaseline',
        'Set-PerfAlert',
        'Set-PerfPolicy',
        'Set-PerfStore',
        'Set-PerfTarget',
        'Start-PerfDashboard',
        'Start-PerfOperation',
        'Stop-PerfDashboard',
        'Stop-PerfOperation',
        'Test-PerfGate',
        'Test-PerfStore',
        'Unregister-PerfMetric'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('performance', 'baseline', 'regression', 'benchmark', 'CI', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ReleaseNotes = 'What changed with each version is in CHANGELOG.md, beside this manifest.'
        }
    }
}
