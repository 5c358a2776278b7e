# For whoever imports the script module by its path. The manifest does not go through it: a script at its root is compiled in
# every process, and costs a fresh one some 7 ms more than the compiled modules alone.
Import-Module -Name (Join-Path $PSScriptRoot 'PerfTracking.psd1')
Export-ModuleMember -Cmdlet *
