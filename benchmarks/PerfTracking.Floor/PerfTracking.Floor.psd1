@{
    RootModule        = 'PerfTracking.Floor.dll'
    ModuleVersion     = '1.0.0'
    GUID              = '0c3c2ef4-0f5e-4f43-a3a5-5a8f6a0d9a11'
    PowerShellVersion = '7.4'
    CmdletsToExport   = @('Test-Nothing')
    FunctionsToExport = @()
    AliasesToExport   = @()
    VariablesToExport = @()
}
