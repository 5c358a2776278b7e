BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    function New-Series([double] $Level, [int] $Count = 30) {
        foreach ($i in 1..$Count) { $Level + $i % 5 }
    }

    # A session whose arms ran in turns, as Invoke-PerfBenchmark writes it.
    function New-SessionFile([string] $Path, [hashtable] $Arms, [object[]] $Problems = @()) {
        $results = foreach ($arm in $Arms.Keys) {
            $values = @($Arms[$arm])
            @{ name = 'work'; arm = $arm; series = @(@{ metric = 'time'; unit = 'ms'; values = $values; rounds = @(if ($values) { 0..($values.Count - 1) }) }) }
        }

        @{ format = 'PerfTracking.BenchmarkResults'; schemaVersion = 1; source = 'test'; results = @($results); problems = $Problems } |
            ConvertTo-Json -Depth 9 | Set-Content $Path
        $Path
    }

    $slow = New-Series 125
    $fast = New-Series 100
}

AfterAll { Close-PerfTracking }

Describe 'Compare-PerfBenchmark' {
    It 'compares two sets of numbers, as arguments and piped' {
        foreach ($comparison in (Compare-PerfBenchmark $fast $slow), ((, $fast) + (, $slow) | Compare-PerfBenchmark)) {
            $comparison.Status | Should -Be 'Regressed'
            $comparison.ChangePercent | Should -BeGreaterThan 23
            $comparison.ChangePercent | Should -BeLessThan 26
            $comparison.Method | Should -Be 'independent samples'
        }
    }

    It 'compares two groups of piped rows' {
        $rows = @($fast | ForEach-Object { [pscustomobject]@{ Variant = 'A'; Ms = "$_" } }) + @($slow | ForEach-Object { [pscustomobject]@{ Variant = 'B'; Ms = "$_" } })
        ($rows | Compare-PerfBenchmark A B -By Variant -Property Ms).Status | Should -Be 'Regressed'
        { $rows | Compare-PerfBenchmark A C -By Variant -Property Ms -ErrorAction Stop } | Should -Throw -ErrorId 'GroupNotFound,*'
    }

    It 'pairs the rounds of one file and leaves two files unpaired' {
        $file = New-SessionFile (Join-Path $TestDrive paired.json) @{ base = $fast; head = $slow; control = $fast }
        $comparison = Compare-PerfBenchmark $file
        $comparison.Method | Should -Be 'paired by round'
        $comparison.NoiseFloorPercent | Should -Be 0
        (Get-Item $file | Compare-PerfBenchmark).ChangePercent | Should -Be $comparison.ChangePercent
        (Compare-PerfBenchmark $file $file).Method | Should -Be 'independent samples'
    }

    It 'writes a file too, in the format of its ending' {
        $file = Join-Path $TestDrive comparison.json
        $comparison = Compare-PerfBenchmark -Baseline $fast -Current $slow -Threshold 10 -OutFile $file
        $comparison.Status | Should -Be 'Regressed'
        $written = Get-Content $file -Raw | ConvertFrom-Json
        $written.comparisons.status, $written.comparisons.thresholdPercent, $written.comparisons.changePercent | Should -Be 'regressed', 10, $comparison.ChangePercent
        $null = Compare-PerfBenchmark $fast $slow -OutFile (Join-Path $TestDrive comparison.md)
        Get-Content (Join-Path $TestDrive comparison.md) -Raw | Should -BeLike '*| numbers, value |*'
    }

    It 'writes no file with -WhatIf, of nothing, or of an unknown ending' {
        $file = Join-Path $TestDrive none.json
        (Compare-PerfBenchmark $fast $slow -OutFile $file -WhatIf).Status | Should -Be 'Regressed'
        $null = Compare-PerfBenchmark $fast -OutFile $file -ErrorAction SilentlyContinue
        $file | Should -Not -Exist
        { Compare-PerfBenchmark $fast $slow -OutFile (Join-Path $TestDrive none.txt) } | Should -Throw -ErrorId 'FormatNotGiven,*'
        { Compare-PerfBenchmark $fast $slow -OutFile (Join-Path $TestDrive nofolder none.json) -ErrorAction Stop } | Should -Throw -ErrorId 'ReportNotWritten,*'
    }

    It 'compares two groups of stored history' {
        $null = Use-NewStore
        foreach ($i in 1..12) {
            foreach ($variant in 'A', 'B') {
                Add-PerfMeasurement startup_time_ms ($(if ($variant -eq 'A') { 400 } else { 440 }) + $i % 3)
                $null = Save-PerfBaseline App -Tag @{ variant = $variant }
            }
        }

        $comparison = Compare-PerfBenchmark A B -By tag:variant -Metric APP-001 -Warm
        $comparison.Benchmark | Should -Be 'App'
        $comparison.Metric | Should -Be 'startup_time_ms'
        $comparison.Status | Should -Be 'Regressed'
        { Compare-PerfBenchmark A C -By tag:variant -ErrorAction Stop } | Should -Throw -ErrorId 'GroupNotFound,*'
        { Compare-PerfBenchmark A B -By colour -ErrorAction Stop } | Should -Throw -ErrorId 'GroupingNotValid,*'
    }

    It 'takes the beginning of a commit, where it is that of one alone' {
        $null = Use-NewStore
        $hour = 0
        $rows = foreach ($commit in 'abc1', 'abd2', 'fff3') {
            $hour++
            foreach ($i in 10..21) {
                [pscustomobject]@{ Timestamp = "2026-01-01T0${hour}:${i}:00Z"; Application = 'App'; Metric = 'startup_time_ms'; Value = 100 * $hour; Commit = $commit }
            }
        }

        $history = Join-Path $TestDrive history.csv
        $rows | Export-Csv $history
        $null = Import-PerfMeasurement $history
        $comparison = Compare-PerfBenchmark abd f -By commit
        $comparison.Baseline, $comparison.Current | Should -Be 200, 300
        { Compare-PerfBenchmark ab f -By commit -ErrorAction Stop } | Should -Throw -ErrorId 'GroupNotUnique,*' -ExpectedMessage "'ab' is the beginning of 2 commits: abc1, abd2. Give more of it."
        { Compare-PerfBenchmark '' f -By commit -ErrorAction Stop } | Should -Throw -ErrorId 'GroupNotFound,*'
    }

    It 'says what a list without a number is' {
        $null = Compare-PerfBenchmark $fast @('a', 'b') -ErrorVariable errors -ErrorAction SilentlyContinue
        $errors[-1].Exception.Message | Should -BeLike 'A list without a number cannot be compared*'
    }

    It 'says <Id> of <What>' -ForEach @(
        @{ What = 'a file that is not there'; Id = 'ResultFileNotFound'; Call = { Compare-PerfBenchmark none.json $fast -ErrorAction Stop } }
        @{ What = 'one arm alone'; Id = 'OneSideOnly'; Call = { Compare-PerfBenchmark $fast -ErrorAction Stop } }
        @{ What = 'three sets'; Id = 'NotTwoSides'; Call = { (, $fast) + (, $fast) + (, $fast) | Compare-PerfBenchmark -ErrorAction Stop } }
        @{ What = 'a mistyped benchmark'; Id = 'BenchmarkNotCompared'; Call = { Compare-PerfBenchmark $fast $slow -Name wrok -ErrorAction Stop } }
        @{ What = 'a mistyped metric'; Id = 'MetricNotCompared'; Call = { Compare-PerfBenchmark $fast $slow -Metric tmie -ErrorAction Stop } }
        @{ What = 'what is nothing to compare'; Id = 'ComparisonInputNotValid'; Call = { Compare-PerfBenchmark (Get-Date) $slow -ErrorAction Stop } }
        @{ What = 'an empty list'; Id = 'ComparisonInputNotValid'; Call = { Compare-PerfBenchmark $fast @() -ErrorAction Stop } }
        @{ What = 'a confidence of one'; Id = 'LimitNotValid'; Call = { Compare-PerfBenchmark $fast $slow -Confidence 1 } }
    ) {
        $Call | Should -Throw -ErrorId "$Id,*"
    }

    It 'takes one value, which PowerShell makes of a list that has no more' {
        $comparison = Compare-PerfBenchmark 5 @(5, 6, 7)
        $comparison.Baseline, $comparison.Current | Should -Be 5, 6
    }

    It 'tells what a session could not measure, of which a comparison has nothing' {
        $problems = @(@{ id = 'BenchmarkFileFailed'; message = "'b.Perf.ps1' of head cannot be read." })
        $file = New-SessionFile (Join-Path $TestDrive problems.json) @{ base = $fast; head = $fast; control = $fast } $problems
        $null = Compare-PerfBenchmark $file -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike "'b.Perf.ps1' of head cannot be read.*BenchmarkFileFailed*"
        $null = Compare-PerfBenchmark $fast $file -WarningVariable warnings -WarningAction SilentlyContinue
        $warnings | Should -BeLike '*BenchmarkFileFailed*'
    }

    It 'warns where two files are of unlike machines' {
        $text = Get-Content (New-SessionFile (Join-Path $TestDrive one.json) @{ head = $fast }) -Raw
        $one, $other = foreach ($name in 'here', 'there') {
            $path = Join-Path $TestDrive "$name.json"
            $text.Replace('"source"', "`"environment`": `"$name`", `"source`"") | Set-Content $path
            $path
        }

        $null = Compare-PerfBenchmark $one $other -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*`[EnvironmentsDiffer`]'
    }
}

Describe 'Test-PerfGate' {
    It 'passes what is equal and says so' {
        $result = Test-PerfGate (New-SessionFile (Join-Path $TestDrive equal.json) @{ base = $fast; head = $fast; control = $fast })
        $result.Outcome | Should -Be 'Passed'
        $LASTEXITCODE | Should -Be 0
    }

    It 'ends with an error that holds the result where a regression is confirmed' {
        $file = New-SessionFile (Join-Path $TestDrive slow.json) @{ base = $fast; head = $slow; control = $fast }
        $caught = { Test-PerfGate $file } | Should -Throw -ErrorId 'PerfGateFailed,*' -PassThru
        $caught.TargetObject.ExitCode | Should -Be 1
        $caught.TargetObject.Findings[0].Id | Should -BeExactly 'MetricRegressed'
        $LASTEXITCODE | Should -Be 1
    }

    It 'hands the result on before it fails' {
        $seen = [Collections.Generic.List[object]]::new()
        { Compare-PerfBenchmark $fast $slow | Test-PerfGate | ForEach-Object { $seen.Add($_) } } | Should -Throw -ErrorId 'PerfGateFailed,*'
        $seen.Outcome | Should -Be 'Failed'
    }

    It 'never passes <What>' -ForEach @(
        @{ What = 'nothing'; Id = 'NothingCompared'; Call = { @() | Test-PerfGate -PassThru } }
        @{ What = 'null'; Id = 'NothingCompared'; Call = { $null | Test-PerfGate -PassThru } }
        @{ What = 'what is nothing to judge'; Id = 'InputNotValid'; Call = { 'x' | Test-PerfGate -PassThru } }
        @{ What = 'a file that is not there'; Id = 'ResultsNotRead'; Call = { Test-PerfGate none.json -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'a session without a base'; Id = 'MetricAdded'; Call = { Test-PerfGate (New-SessionFile (Join-Path $TestDrive f.json) @{ head = $fast }) -PassThru } }
        @{ What = 'a benchmark that head lacks'; Id = 'MetricRemoved'; Call = { Test-PerfGate (New-SessionFile (Join-Path $TestDrive f.json) @{ base = $fast }) -PassThru } }
        @{ What = 'an arm without samples'; Id = 'MetricFailed'; Call = { Test-PerfGate (New-SessionFile (Join-Path $TestDrive f.json) @{ base = $fast; head = @() }) -PassThru } }
        @{ What = 'a base that was not found'; Id = 'BaseNotFound'; Call = { Test-PerfGate (New-SessionFile (Join-Path $TestDrive f.json) @{ base = $fast; head = $fast } @(@{ id = 'BaseNotFound'; message = 'There is none.' })) -PassThru } }
        @{ What = 'a mistyped name that is required'; Id = 'RequiredNotCompared'; Call = { Compare-PerfBenchmark $fast $fast | Test-PerfGate -Required wrok -PassThru } }
        @{ What = 'an empty file'; Id = 'ResultsNotRead'; Call = { Set-Content (Join-Path $TestDrive f.json) '' -NoNewline; Test-PerfGate (Join-Path $TestDrive f.json) -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'a file with NaN'; Id = 'ResultsNotRead'; Call = { Set-Content (Join-Path $TestDrive f.json) '{"results":[{"command":"x","median":1,"times":[NaN]}]}'; Test-PerfGate (Join-Path $TestDrive f.json) -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'a file of a newer version'; Id = 'ResultsNotRead'; Call = { Set-Content (Join-Path $TestDrive f.json) '{"format":"PerfTracking.BenchmarkResults","schemaVersion":99,"results":[]}'; Get-Item (Join-Path $TestDrive f.json) | Test-PerfGate -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'a file of another tool, which has one arm'; Id = 'NothingCompared'; Call = { Test-PerfGate (Join-Path $PSScriptRoot ../PerfTracking.Formats.Tests/Samples/hyperfine.json) -PassThru } }
        @{ What = 'a file of something else'; Id = 'ResultsNotRead'; Call = { Set-Content (Join-Path $TestDrive f.json) '{"hello":1}'; Test-PerfGate (Join-Path $TestDrive f.json) -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'a folder'; Id = 'ResultsNotRead'; Call = { Get-Item $TestDrive | Test-PerfGate -PassThru -ErrorAction SilentlyContinue } }
        @{ What = 'two files, one of which has no value'; Id = 'NothingCompared'; Call = { Set-Content (Join-Path $TestDrive f.csv) 'Name,Value'; Compare-PerfBenchmark (Join-Path $TestDrive f.csv) $fast -ErrorAction SilentlyContinue | Test-PerfGate -PassThru } }
        @{ What = 'a history without verdicts'; Id = 'NothingCompared'; Call = { $null = Use-NewStore; Get-PerfRegression -ErrorAction SilentlyContinue | Test-PerfGate -PassThru } }
    ) {
        $result = & $Call
        $result.ExitCode | Should -Be 2
        $result.Findings.Id | Should -Contain $Id
        $LASTEXITCODE | Should -Be 2
    }

    It 'never passes nothing, whatever was asked for' {
        { @() | Test-PerfGate -ReportOnly -OnUndecided Pass } | Should -Throw -ErrorId 'PerfGateNotCompared,*'
    }

    It 'leaves no exit code of before where <What>' -ForEach @(
        @{ What = 'its limits cannot be read'; Id = 'GateFileNotFound,*'; Call = { Compare-PerfBenchmark $fast $fast | ForEach-Object { & (Get-Process -Id $PID).Path --version > $null; $_ } | Test-PerfGate -LimitFile none.json } }
        @{ What = 'a limit is none'; Id = 'LimitNotValid,*'; Call = { Compare-PerfBenchmark $fast $fast | Test-PerfGate -FailPercent -1 } }
        @{ What = 'what stands before it throws'; Id = 'no data'; Call = { 1 | ForEach-Object { throw 'no data' } | Test-PerfGate } }
    ) {
        $global:LASTEXITCODE = 0
        $Call | Should -Throw -ErrorId $Id
        $LASTEXITCODE | Should -Be 2
    }

    It 'warns with the id of what it found' {
        $null = Compare-PerfBenchmark $fast (New-Series 114) | Test-PerfGate -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -BeLike '*The limit is 10 %. `[MetricRegressed`]'
    }

    It 'fails what is undecided only where that was asked for' {
        $few = Compare-PerfBenchmark (100, 101) (130, 131)
        ($few | Test-PerfGate -WarningAction SilentlyContinue).Outcome | Should -Be 'Undecided'
        { $few | Test-PerfGate -FailOnUncertain } | Should -Throw -ErrorId 'PerfGateUndecided,*'
        $LASTEXITCODE | Should -Be 2
        $passed = $few | Test-PerfGate -OnUndecided Pass -WarningVariable warnings
        $passed.ExitCode | Should -Be 0
        $warnings | Should -BeNullOrEmpty

        $undecided = $few | Test-PerfGate -WarningAction SilentlyContinue
        $before = @{ GITHUB_ACTIONS = $env:GITHUB_ACTIONS; GITHUB_STEP_SUMMARY = $env:GITHUB_STEP_SUMMARY; GITHUB_REF = $env:GITHUB_REF; GITHUB_EVENT_PATH = $env:GITHUB_EVENT_PATH }
        try {
            $env:GITHUB_ACTIONS, $env:GITHUB_STEP_SUMMARY, $env:GITHUB_REF, $env:GITHUB_EVENT_PATH = 'true', (Join-Path $TestDrive summary.md), 'refs/heads/main', ''
            ($undecided | Publish-PerfComparison 6> $null).Place | Should -Contain 'annotations'
            ($passed | Publish-PerfComparison 6> $null).Place | Should -Not -Contain 'annotations'
        }
        finally { $before.GetEnumerator() | ForEach-Object { [Environment]::SetEnvironmentVariable($_.Key, $_.Value) } }
    }

    It 'only tells what would have failed' {
        $result = Compare-PerfBenchmark $fast $slow | Test-PerfGate -ReportOnly
        $result.Outcome | Should -Be 'Failed'
        $LASTEXITCODE | Should -Be 0
    }

    It 'takes the limits of perfgate.json, and what is typed before them' {
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive limits))
        try {
            '{ "failPercent": 50, "warnPercent": 40, "indexFallPercent": 40 }' | Set-Content perfgate.json
            (Compare-PerfBenchmark $fast $slow | Test-PerfGate).Outcome | Should -Be 'Passed'
            (Compare-PerfBenchmark $fast $slow | Test-PerfGate -FailPercent 20 -PassThru).Outcome | Should -Be 'Failed'
            '{ "failPercnt": 50 }' | Set-Content perfgate.json
            { Compare-PerfBenchmark $fast $slow | Test-PerfGate } | Should -Throw -ErrorId 'GateFileMalformed,*'
            { Compare-PerfBenchmark $fast $slow | Test-PerfGate -LimitFile none.json } | Should -Throw -ErrorId 'GateFileNotFound,*'
        }
        finally {
            Pop-Location
        }
    }

    It 'finds perfgate.json beside the benchmarks that ran, and nowhere outside' {
        $root = New-Item -ItemType Directory (Join-Path $TestDrive beside here bench sub)
        $here = $root.Parent.Parent
        Push-Location $here
        try {
            '{ "failPercent": 80, "indexFallPercent": 80, "warnPercent": 70 }' | Set-Content bench/perfgate.json
            Copy-Item bench/perfgate.json ..
            $text = Get-Content (New-SessionFile (Join-Path $TestDrive located.json) @{ base = $fast; head = $slow; control = $fast }) -Raw | ConvertFrom-Json
            foreach ($case in @('bench/sub/App.Perf.ps1', 'Passed'), @('../App.Perf.ps1', 'Failed'), @('other/App.Perf.ps1', 'Failed')) {
                $text.results | ForEach-Object { $_ | Add-Member file $case[0] -Force }
                $text | ConvertTo-Json -Depth 9 | Set-Content located.json
                (Test-PerfGate located.json -PassThru).Outcome | Should -Be $case[1] -Because $case[0]
            }
        }
        finally { Pop-Location }
    }

    It 'takes a file from the pipeline' {
        (Get-Item (New-SessionFile (Join-Path $TestDrive piped.json) @{ base = $fast; head = $fast }) | Test-PerfGate).Outcome | Should -Be 'Passed'
    }

    It 'compares a session by a threshold no wider than its narrowest limit' {
        $file = New-SessionFile (Join-Path $TestDrive narrow.json) @{ base = $fast; head = (New-Series 102); control = $fast }
        (Test-PerfGate $file).Comparisons.Status | Should -Be 'Unchanged'
        $result = Test-PerfGate $file -FailPercent 1 -PassThru
        $result.Comparisons.Status | Should -Be 'Regressed'
        $result.ExitCode | Should -Be 1
    }

    It 'judges verdicts on stored history by the same limits' {
        $null = Use-NewStore
        $verdict = Get-PerfRegression APP-001 -Value 651 -All
        ($verdict | Test-PerfGate -PassThru).Outcome | Should -Be 'Failed'
        (Get-PerfRegression APP-001 -Value 500 -All | Test-PerfGate).Outcome | Should -Be 'Passed'
    }

    It 'calls a value far from a noisy history undecided, and not unchanged' {
        $null = Use-NewStore
        $null = Save-WarmHistory VAL-002 (100, 140, 60, 120, 80, 150, 70, 110, 90, 130, 100, 140, 60, 120, 80)
        Add-PerfMeasurement VAL-002 145
        $result = Save-PerfBaseline app -WarningAction Ignore | ForEach-Object { Get-PerfRegression VAL-002 -Application app -All } | Test-PerfGate -WarningVariable warnings -WarningAction SilentlyContinue
        $result.Comparisons.Status, $result.Outcome, $result.ExitCode | Should -Be 'Uncertain', 'Undecided', 0
        "$warnings" | Should -BeLike '*Its history lies between 60 ms and 1*Whether it regressed by more than the limit of 20 % is not decided. `[MetricUndecided`]'
    }
}

Describe 'A file of a stranger' {
    BeforeAll {
        $hostile = "x`e]0;title`a`n::error::y ##vso[task.complete result=Failed] ##[add-mask]z"
        $commit = '0f4c; Remove-Item *'
        $file = New-SessionFile (Join-Path $TestDrive stranger.json) @{ base = $fast; head = $slow; control = $fast }
        $session = Get-Content $file -Raw | ConvertFrom-Json -AsHashtable
        $session.arms = @(@{ name = 'base'; commit = $commit; foundBy = $hostile }, @{ name = 'head' }, @{ name = 'control' })
        $session.problems = @(@{ id = $hostile; message = $hostile; benchmark = $hostile; arm = 'head' })
        foreach ($result in $session.results) { $result.name = "::error::$hostile" }
        $session | ConvertTo-Json -Depth 9 | Set-Content $file
        $result = Test-PerfGate $file -PassThru
    }

    It 'commands neither a terminal nor a run' {
        $shown = $result, $result.Comparisons | Out-String -Width 200
        $shown | Should -Match 'title'
        $shown -replace '\e\[[\d;]*m' | Should -Not -Match '[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|(?m:^\s*::)|##(vso)?\['
        $log = $result | Publish-PerfComparison 6>&1 | Out-String -Width 9999
        $log | Should -Not -Match '(?m:^\s*::)|##(vso)?\['
    }

    It 'gets no command of its own into what is to be copied' {
        foreach ($ending in 'md', 'html') {
            $report = Join-Path $TestDrive "stranger.$ending"
            $result | Export-PerfComparison $report
            $report | Should -Not -FileContentMatch 'Remove-Item \* \|'
            $report | Should -Not -FileContentMatch 'Invoke-PerfBenchmark'
        }
    }

    It 'cannot keep JUnit from being written' {
        $report = Join-Path $TestDrive stranger.xml
        $result | Export-PerfComparison $report
        ([xml](Get-Content $report -Raw)).testsuites.failures | Should -BeGreaterThan 0
    }

    It 'says what is wrong with limits in plain text' {
        $limits = Join-Path $TestDrive stranger.perfgate.json
        @{ "x$hostile" = 1 } | ConvertTo-Json | Set-Content $limits
        $caught = { Test-PerfGate $file -LimitFile $limits } | Should -Throw -ErrorId 'GateFileMalformed,*' -PassThru
        $caught.Exception.Message | Should -Not -Match '[\x00-\x1f]|##(vso)?\['
    }
}

Describe 'The exit code of a process' {
    It 'is <ExitCode> where a script exits by it' -ForEach @(
        @{ ExitCode = 0; Head = 100 }
        @{ ExitCode = 1; Head = 125 }
        @{ ExitCode = 2; Head = $null }
    ) {
        $head = if ($Head) { "(1..30 | ForEach-Object { $Head + `$_ % 5 })" } else { '@()' }
        & (Get-Process -Id $PID).Path -NoProfile -Command "Import-Module '$(Resolve-Path $modulePath)'; Compare-PerfBenchmark (1..30 | ForEach-Object { 100 + `$_ % 5 }) $head -ErrorAction SilentlyContinue | Test-PerfGate -PassThru | Out-Null; exit `$LASTEXITCODE" 2> $null
        $LASTEXITCODE | Should -Be $ExitCode
    }

    Context 'The scripts of docs/ci.md' {
        BeforeAll {
            # A script of the page, with what is changed in it, run in a folder of its own.
            function Invoke-PageScript([string] $Name, [hashtable] $Change, [string] $Folder) {
                (Get-Content (Join-Path $PSScriptRoot '../../docs/ci.md') -Raw) -match "(?s)# perf/$Name\.ps1\n(.*?)``````" | Should -BeTrue
                $text = $Matches[1].Replace("`nImport-Module PerfTracking", "`nImport-Module '$(Resolve-Path $modulePath)'") -replace '(?m)^if \(-not \(Get-Module.*$'
                foreach ($one in $Change.GetEnumerator()) {
                    $text.Contains($one.Key) | Should -BeTrue -Because $one.Key
                    $text = $text.Replace($one.Key, $one.Value)
                }

                $script = Join-Path $Folder "$Name.ps1"
                Set-Content $script $text
                Push-Location $Folder
                try { & (Get-Process -Id $PID).Path -NoProfile -File $script *>&1 } finally { Pop-Location }
            }
        }

        It 'is 1 where one has a mistyped parameter' {
            $null = Invoke-PageScript gate @{ '-PassThru' = '-PassThru -FailPercnt 20' } (New-Item -ItemType Directory (Join-Path $TestDrive mistyped))
            $LASTEXITCODE | Should -Be 1
        }

        It 'is 2 where there is no benchmark, and the report says so' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive nothing)
            $said = Invoke-PageScript gate @{} $folder
            $LASTEXITCODE | Should -Be 2
            "$said" | Should -BeLike '*There is no file or folder*with benchmarks*'
            Get-Content (Join-Path $folder performance.xml) -Raw | Should -BeLike '*type="PathNotFound"*'
        }

        It 'makes a history that outlives the run' {
            $folder = New-Item -ItemType Directory (Join-Path $TestDrive history perf)
            Set-Content (Join-Path $folder Quick.Perf.ps1) "New-PerfBenchmark quick $(Get-ProgramText)"
            $before = $env:PERFTRACKING_STORE
            $env:PERFTRACKING_STORE = Join-Path $folder.Parent .perf performance.db
            try {
                1..2 | ForEach-Object {
                    $said = Invoke-PageScript history @{ '-NoBase' = '-NoBase -Invocation 2' } $folder.Parent
                    $LASTEXITCODE | Should -Be 0 -Because "$said"
                }

                @(Get-PerfSnapshot -Application my-app -Store $env:PERFTRACKING_STORE).Count | Should -Be 2
            }
            finally { $env:PERFTRACKING_STORE = $before }
        }
    }
}
