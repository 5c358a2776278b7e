#requires -Version 7.4

# Every example of the help runs as it stands, in one session, with a store and a folder of its own.
BeforeDiscovery {
    $modulePath = if ($env:PERFTRACKING_MODULE) { $env:PERFTRACKING_MODULE } else { Join-Path $PSScriptRoot '../../out/PerfTracking' }
    Import-Module $modulePath -Force
    $examples = foreach ($cmdlet in Get-Command -Module PerfTracking) {
        foreach ($example in (Get-Help $cmdlet.Name).examples.example) {
            @{ Name = "$($cmdlet.Name), $($example.title.Trim('- '))"; Code = $example.code }
        }
    }
}

BeforeAll {
    . $PSScriptRoot/Fixture.ps1
    $folder = Join-Path $TestDrive examples
    $places = @{ '/srv/perf' = 'srv'; '/var/lib/backup' = 'backup'; '/mnt/share' = 'share'; '/backup' = 'backup'; '/run/secrets' = 'secrets' }
    foreach ($place in $places.Values + 'srv/damaged', 'publish', 'src', 'perf') {
        $null = New-Item -ItemType Directory -Path (Join-Path $folder $place) -Force
    }

    Push-Location $folder
    $hasGit = [bool] (Get-Command git -CommandType Application -ErrorAction Ignore)
    if ($hasGit) {
        git init --quiet --initial-branch=main .
    }

    Set-Content publish/app.dll, share/daily.zip 'content'
    Set-Content Start-Orders.ps1, Test-Orders.ps1 '"done"'
    Set-Content perf/Example.Perf.ps1 @'
New-PerfBenchmark validation -Metric VAL-001 -Tag core { foreach ($i in 1..100) { $i } }
New-PerfBenchmark vcs-start -FilePath git -ArgumentList '--version' -Tag program
'@
    if ($hasGit) {
        # A branch with one commit of its own.
        git add perf
        git -c user.name=A -c user.email=a@example.org commit --quiet -m base
        git switch --quiet --create topic
        git -c user.name=A -c user.email=a@example.org commit --quiet --allow-empty -m topic
        Set-Content perf/input.txt 'not committed'
    }

    Set-Content loadtest.csv 'Metric,Value', 'APP-001,410', 'APP-001,420', 'queue_length,3'
    Set-Content metrics.csv 'Name,Unit', 'queue_length,items', 'restore_time,s'
    Set-Content latency.csv (@('p99') + (1..30 | ForEach-Object { 100 + $_ % 3 }) + (1..30 | ForEach-Object { 150 + $_ % 3 }))

    Set-Content secrets/perf-token 'a token of a length that is enough'

    # Results of other tools, and of two sides.
    $null = New-Item -ItemType Directory reports -Force
    Copy-Item ([IO.Path]::Combine($PSScriptRoot, '..', 'PerfTracking.Formats.Tests', 'Samples', 'junit-dotnet.xml')) reports/unit.xml
    Set-Content base.json, head.json (@('Benchmark,Value') + (1..20 | ForEach-Object { "sort,$(100 + $_ % 4)" }))
    Set-Content session.csv (@('Benchmark,Arm,Round,Value') + (1..10 | ForEach-Object { "sort,base,$_,$(100 + $_ % 4)"; "sort,head,$_,$(100 + $_ % 3)" }))
    Set-Content trial.csv (@('variant,ms') + (1..10 | ForEach-Object { "A,$(50 + $_ % 3)"; "B,$(40 + $_ % 3)" }))
    Set-Content branches.csv (@('Timestamp,Metric,Value,Branch') + (1..10 | ForEach-Object {
        $day = [datetime]::UtcNow.AddDays(-$_).ToString('yyyy-MM-dd')
        "${day}T06:00:00Z,VAL-001,$(500 + $_ % 4),main"
        "${day}T07:00:00Z,VAL-001,$(450 + $_ % 4),faster-rules"
    }))

    # The history that the examples tell of: a start-up that got slower, a program of one name or another.
    $null = Use-NewStore -NoMemoryTarget
    Register-PerfMetric queue_length -Unit items
    foreach ($i in 1..45) {
        Add-PerfMeasurement APP-001 ($i -le 35 ? 400 + $i % 3 : 700 + $i % 3)
        Add-PerfMeasurement EXP-001 (860 + $i % 5)
        Add-PerfMeasurement queue_length $i
        $null = Save-PerfBaseline Orders.App -WarningAction Ignore
    }

    # Alert 42 of the page is one of a longer story than that of this test.
    foreach ($i in 1..45) {
        Set-PerfTarget "EXP-001" 1 -Application "app$i"
        Add-PerfMeasurement EXP-001 9999
        $null = Save-PerfBaseline "app$i" -WarningAction Ignore
    }

    foreach ($application in 'orders-ci', 'batch-import', 'interactive') {
        Add-PerfMeasurement VAL-002 5
        $null = Save-PerfBaseline $application -Environment ci-linux -WarningAction Ignore
    }

    Import-PerfMeasurement branches.csv -Application Orders.App

    $prepared = Join-Path $TestDrive prepared.db
    Optimize-PerfStore
    $original = (Get-PerfStore).Path
    Set-PerfStore -Default
    Copy-Item -LiteralPath $original -Destination $prepared

    # One session for all of them; 'exit' and 'throw' end what runs in it and nothing else.
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule((Get-Module PerfTracking).Path)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()

    function Invoke-InSession([string] $Script) {
        $shell = [powershell]::Create($runspace)
        try {
            $output = $shell.AddScript($Script).Invoke()
            [pscustomobject]@{ Output = $output; Errors = @($shell.Streams.Error); Warnings = @($shell.Streams.Warning) }
        }
        finally {
            $shell.Dispose()
        }
    }

    $null = Invoke-InSession @"
        Set-Location '$folder'
        # What only some systems have, or what is another program's business.
        function Get-Service { [pscustomobject]@{ Name = 'spooler'; Status = 'Running' } }
        function Start-Process { [pscustomobject]@{} | Add-Member WaitForInputIdle -MemberType ScriptMethod -Value { } -PassThru }
        function dotnet { }
        function hyperfine { Set-Content `$args[`$args.IndexOf('--export-json') + 1] (@{ results = @(@{ command = `$args[-1]; median = 0.003; times = 0.002, 0.003, 0.004 }) } | ConvertTo-Json -Depth 4) }
        function AfterAll([scriptblock] `$Block) { & `$Block }
        filter Should { }
"@
}

AfterAll {
    $runspace.Dispose()
    Pop-Location
    Close-PerfTracking
}

Describe 'The help' {
    It 'shows the code of <Name> apart from what it puts out' -ForEach $examples {
        $errors = $null
        $null = [Management.Automation.Language.Parser]::ParseInput($Code, [ref] $null, [ref] $errors)
        $errors | Should -BeNullOrEmpty
        $Code | Should -Not -Match '(?m)^-{3,}'
    }

    It 'has an example that runs: <Name>' -ForEach $examples {
        foreach ($place in $places.GetEnumerator() | Sort-Object { -$_.Key.Length }) {
            $Code = $Code.Replace($place.Key, (Join-Path $folder $place.Value))
        }

        # A program that is there everywhere, and quick.
        $Code = $Code.Replace('-Base main', '-Base main -TimeBudget 1') -replace '-TimeBudget \d+', '-TimeBudget 0.1'
        $Code = $Code.Replace('-FilePath dotnet', "-FilePath '$([Environment]::ProcessPath)'").Replace("-ArgumentList build, '-c', Release", '-ArgumentList --version').Replace('-ArgumentList build -W', '-ArgumentList --version -W').Replace('-FilePath false', "-FilePath '$([Environment]::ProcessPath)' -ArgumentList '-NoProfile', '-Command', 'exit 1'")

        # Nothing here is for others to reach, or goes on when the test is over.
        $Code = $Code.Replace("Start-PerfDashboard 8080 -Bind '*'", 'Start-PerfDashboard').Replace(' -Detached', '')
        if (-not $hasGit) {
            $Code = $Code.Replace('Get-Command git', "Get-Command '$([Environment]::ProcessPath)'").Replace('-ArgumentList status', '-ArgumentList --version')
        }

        $store = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).db"
        foreach ($path in $store, 'perf.db', 'a.db', 'b.db', 'srv/performance.db') {
            Copy-Item -LiteralPath $prepared -Destination ([IO.Path]::Combine($folder, $path)) -Force
        }

        # What an example before it wrote there, a session without git say, is not what this one tells of.
        Copy-Item -LiteralPath (Join-Path $folder session.csv) -Destination (Join-Path $folder results.json) -Force

        $null = Invoke-InSession "Get-PerfOperation | Stop-PerfOperation; `$null = Save-PerfBaseline left -Store '$(Join-Path $TestDrive left.db)' -NoEvaluation -WarningAction Ignore; Set-PerfStore '$store'; `$id = (Get-PerfSnapshot -Last 1).SessionId"
        $result = Invoke-InSession $Code
        $result.Errors | Should -BeNullOrEmpty -Because "it warned: $($result.Warnings -join '; ')"
    }
}
