<#
.SYNOPSIS
Takes the pictures of docs/images anew, from a host that shows the store of examples/New-DemoStore.ps1.
.EXAMPLE
./examples/New-DemoStore.ps1 -Path out/demo.db
$dashboard = Start-PerfDashboard -Store out/demo.db
./build/Update-PagePicture.ps1 -Uri $dashboard.StartUrl
$dashboard | Stop-PerfDashboard
#>
[CmdletBinding()]
param(
    # Where the pages are, with what its host wants to know in the address.
    [Parameter(Mandatory)]
    [uri] $Uri
)
$ErrorActionPreference = 'Stop'
$pages = @(
    @{ Name = 'overview'; Path = '/'; Query = 'app=Portal&env=build-agent-1'; Height = 930; Theme = 'light' }
    @{ Name = 'metric'; Path = '/metric'; Query = 'app=Portal&metric=APP-001&env=build-agent-1&range=all'; Height = 900; Theme = 'dark' }
    @{ Name = 'alerts'; Path = '/alerts'; Query = 'range=30d'; Height = 960; Theme = 'light' }
)
$own = $Uri.Query.TrimStart('?')
$pages | ForEach-Object {
    [pscustomobject]@{
        Uri = [uri]::new($Uri, "$($_.Path)?$(($own, $_.Query | Where-Object { $_ }) -join '&')")
        Path = Join-Path $PSScriptRoot "../docs/images/$($_.Name).png"; Width = 1280; Height = $_.Height; Theme = $_.Theme
    }
} | & $PSScriptRoot/Save-PageScreenshot.ps1
