# Real programs, each run from its start to its end. To measure them:
#
#     Invoke-PerfBenchmark ./examples/benchmarks -Name git-*, pwsh-start
#
# and beside another version of this folder's repository: -Base main.

New-PerfBenchmark git-version -Tag start -FilePath git -ArgumentList '--version'

# What a prompt asks of git each time it is drawn.
New-PerfBenchmark git-status -Tag prompt -FilePath git -ArgumentList '-C', (Split-Path (Split-Path $PSScriptRoot)), 'status', '--porcelain=v2', '--branch'

New-PerfBenchmark pwsh-start -Tag start -FilePath ([Environment]::ProcessPath) -ArgumentList '-NoLogo', '-NoProfile', '-NonInteractive', '-Command', 'exit'

# With something to work on, which is made before and goes afterwards.
$files = Join-Path ([IO.Path]::GetTempPath()) "perf-example-$PID"
New-PerfBenchmark tar-pack -Tag work -Setup {
    $null = New-Item -ItemType Directory -Path $files
    foreach ($i in 1..20) {
        Set-Content -Path (Join-Path $files "$i.txt") -Value ("line $i`n" * 20000)
    }
} -FilePath tar -ArgumentList '-czf', "$files.tgz", '-C', $files, '.' -Cleanup {
    Remove-Item -LiteralPath $files, "$files.tgz" -Recurse
}
