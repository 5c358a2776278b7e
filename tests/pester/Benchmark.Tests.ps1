BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    # A new folder with benchmark files, by their names without the ending.
    function New-Suite {
        param([hashtable] $File)

        $folder = New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')))
        foreach ($name in $File.Keys) {
            $path = Join-Path $folder "$name.Perf.ps1"
            $null = New-Item -ItemType Directory (Split-Path $path) -Force
            Set-Content $path $File[$name]
        }

        $folder.FullName
    }

    # Work that is done at once.
    $quick = Get-ProgramText

    # One round of one run of each benchmark: enough to see what happens.
    $once = @{ Warmup = 0; Invocation = 1; Iteration = 1 }

    function Get-Value {
        param($Result, [string] $Metric)

        ($Result.Series | Where-Object Metric -EQ $Metric).Samples.Value
    }
}

AfterAll { Close-PerfTracking }

Describe 'Defining benchmarks' {
    It 'runs nothing, and says what would run' {
        $found = New-PerfBenchmark sum -Metric VAL-001 -Tag a, b { throw 'ran' }
        $found.Name, $found.Metric, "$($found.Tags)", $found.Work | Should -BeExactly 'sum', 'VAL-001', 'a b', "throw 'ran'"
        $found.File | Should -BeExactly $PSCommandPath
    }

    It 'finds the program where it is defined, and keeps each argument' {
        $program = Get-Program -Unix 'exit 0' -Windows 'exit 0'
        $found = New-PerfBenchmark app @program
        $found.Program.FilePath | Should -BeExactly (Get-Command $program.FilePath).Source
        $found.Program.Arguments | Should -BeExactly $program.ArgumentList
    }

    It 'refuses a name that cannot be one' {
        { New-PerfBenchmark ' ' { } -ErrorAction Stop } | Should -Throw -ErrorId 'NameNotValid,*'
    }
}

Describe 'Running benchmarks' {
    It 'measures a script block in a process of its own, with what its file and its set-up made' {
        $suite = New-Suite @{ A = @'
$fromFile = 2
function Get-Three { 3 }
New-PerfBenchmark sum -Metric VAL-001 -Tag core -Setup { $fromSetup = $PID } -ScriptBlock {
    Set-Content (Join-Path $PSScriptRoot out.txt) "$fromFile $(Get-Three) $($fromSetup -eq $PID) $PID"
    $null = [byte[]]::new(5MB)
} -Cleanup { Set-Content (Join-Path $PSScriptRoot cleaned.txt) $fromSetup }
'@ }
        $session = Invoke-PerfBenchmark $suite -Invocation 2 -Iteration 3 -Environment lab
        $result = $session.Results
        $session.Problems | Should -BeNullOrEmpty
        $result.Error | Should -BeNullOrEmpty
        $result.Name, $result.Arm, $result.Metric, $result.Tags, $result.Invocations | Should -BeExactly 'sum', 'head', 'VAL-001', 'core', 2
        $result.Series.Metric | Should -BeExactly 'time', 'cpu_time', 'peak_memory', 'allocated', 'collections'
        $result.Series[0].Samples.ForEach({ "$($_.Round).$($_.Iteration)" }) | Should -BeExactly '0.0', '0.1', '0.2', '1.0', '1.1', '1.2'
        (Get-Value $result peak_memory).Count | Should -Be 2
        foreach ($bytes in Get-Value $result allocated) { $bytes | Should -BeGreaterThan 5MB; $bytes | Should -BeLessThan 6MB }
        $said = (Get-Content (Join-Path $suite out.txt)) -split ' '
        $said[0..2] | Should -BeExactly '2', '3', 'True'
        $said[3] | Should -Not -Be $PID
        Join-Path $suite cleaned.txt | Should -Exist
        $session.Environment, $session.Source | Should -BeExactly 'lab', "PerfTracking $((Get-Module PerfTracking).Version)"
        $session.Seed | Should -Not -BeNullOrEmpty
    }

    It 'measures the block and not the process around it' {
        $suite = New-Suite @{ A = 'New-PerfBenchmark nap { [Threading.Thread]::Sleep(20) }; New-PerfBenchmark nothing { }' }
        $results = (Invoke-PerfBenchmark $suite -Invocation 1 -Iteration 5).Results
        $nap, $nothing = foreach ($one in $results) { (Get-Value $one time | Sort-Object)[0] }
        $nap | Should -BeGreaterOrEqual 19.5
        $nap | Should -BeLessThan 25
        $nothing | Should -BeLessThan 0.5
    }

    It 'starts a program anew for each run, and tells its time, memory and exit code' {
        $suite = New-Suite @{ A = "New-PerfBenchmark app -FilePath '$((Get-Process -Id $PID).Path)' -ArgumentList '-Version'" }
        $result = (Invoke-PerfBenchmark $suite -Invocation 3).Results
        $result.Error | Should -BeNullOrEmpty
        # What is counted is there where the system counts: instructions, processes.
        $result.Series.Metric | Where-Object { $_ -in 'time', 'cpu_time', 'exit_code' } | Should -BeExactly 'time', 'cpu_time', 'exit_code'
        (Get-Value $result time).Count | Should -Be 3
        (Get-Value $result exit_code) | Should -Be 0, 0, 0

        # Absent on Windows where a program starts others, as a console's own does under some systems.
        if (-not $IsWindows) {
            (Get-Value $result peak_memory)[0] | Should -BeGreaterThan 10
        }
    }

    It 'runs script around a program too' {
        $program = Get-Program -Unix 'test -f "$0"' -Windows 'if not exist made.txt exit 1'
        $suite = New-Suite @{ A = @"
New-PerfBenchmark app -FilePath '$($program.FilePath)' -ArgumentList $(($program.ArgumentList + 'made.txt').ForEach({ "'$_'" }) -join ', ') -WorkingDirectory `$PSScriptRoot ``
    -Setup { Set-Content (Join-Path `$PSScriptRoot made.txt) 1 } -Cleanup { Remove-Item (Join-Path `$PSScriptRoot made.txt) }
"@ }
        $result = (Invoke-PerfBenchmark $suite -Invocation 1 -Iteration 2).Results
        $result.Error | Should -BeNullOrEmpty
        (Get-Value $result time).Count | Should -Be 2
        Join-Path $suite made.txt | Should -Not -Exist
    }

    It 'makes a result with an error of work that fails, and runs the others: <Case>' -ForEach @(
        @{ Case = 'a throw'; Work = "{ throw 'no way' }"; Says = 'no way*A.Perf.ps1, line 1*' }
        @{ Case = 'an error that would go on'; Work = '{ Get-Item nosuchitem }'; Says = '*nosuchitem*' }
        @{ Case = 'an error of its own that would go on'; Work = "{ Write-Error 'no luck' }"; Says = 'no luck*' }
        @{ Case = 'an exit'; Work = '{ exit 7 }'; Says = "It called 'exit'*" }
        @{ Case = 'a set-up that fails'; Work = "-Setup { throw 'not ready' } { }"; Says = 'not ready*' }
        @{ Case = 'a program that is not there'; Work = '-FilePath nosuchprogram'; Says = '*nosuchprogram*' }
        @{ Case = 'an exit code'; Work = "-FilePath '{0}' -ArgumentList {1}"; Says = '*ended with the exit code 3.*' }
    ) {
        $program = Get-Program -Unix 'exit 3' -Windows 'exit 3'
        $work = $Work.Replace('{0}', $program.FilePath).Replace('{1}', $program.ArgumentList.ForEach({ "'$_'" }) -join ', ')
        $suite = New-Suite @{ A = "New-PerfBenchmark bad $work`nNew-PerfBenchmark good $quick" }
        $session = Invoke-PerfBenchmark $suite @once -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Results.Name | Should -BeExactly 'bad', 'good'
        $session.Results[0].Error | Should -BeLike $Says
        $session.Results[1].Error | Should -BeNullOrEmpty
        $warnings | Should -BeLike "The benchmark 'bad' failed:*BenchmarkFailed*"
    }

    It 'tells a program that a signal ended as that' -Skip:$IsWindows {
        $suite = New-Suite @{ A = "New-PerfBenchmark bad -FilePath sh -ArgumentList '-c', 'kill -KILL `$`$'" }
        (Invoke-PerfBenchmark $suite @once -WarningAction SilentlyContinue).Results[0].Error | Should -BeLike '*was killed by signal 9 (SIGKILL).'
    }

    It 'takes an exit code for what it is where it is asked to' {
        $suite = New-Suite @{ A = "New-PerfBenchmark app -IgnoreExitCode $(Get-ProgramText 'exit 3' 'exit 3')" }
        $result = (Invoke-PerfBenchmark $suite @once).Results
        $result.Error | Should -BeNullOrEmpty
        Get-Value $result exit_code | Should -Be 3
    }

    It 'puts out each result when it is there' {
        $suite = New-Suite @{ A = "New-PerfBenchmark first $quick; New-PerfBenchmark second { Set-Content (Join-Path `$PSScriptRoot 2) 2 }" }
        $seen = Invoke-PerfBenchmark $suite @once -AsResult | ForEach-Object { "$($_.Name) $(Test-Path (Join-Path $suite 2))" }
        $seen | Should -BeExactly 'first False', 'second True'
    }

    It 'writes every sample to a file' {
        $suite = New-Suite @{ A = "New-PerfBenchmark sum $quick" }
        $file = Join-Path $suite results.json
        $session = Invoke-PerfBenchmark $suite -Invocation 2 -Iteration 2 -OutFile $file
        $json = Get-Content $file -Raw | ConvertFrom-Json
        ($json.results[0].series | Where-Object metric -EQ time).values | Should -Be (Get-Value $session.Results[0] time)
        $json.seed | Should -Be $session.Seed
    }

    It 'refuses a file in a folder that is not there before it measures anything' {
        $suite = New-Suite @{ A = 'New-PerfBenchmark sum { Set-Content (Join-Path $PSScriptRoot ran) 1 }' }
        { Invoke-PerfBenchmark $suite @once -OutFile (Join-Path $suite no such.json) } | Should -Throw -ErrorId 'ResultFolderNotFound,*'
        Join-Path $suite ran | Should -Not -Exist
    }

    It 'leaves no file behind' {
        $suite = New-Suite @{ A = 'New-PerfBenchmark sum { Set-Content (Join-Path $PSScriptRoot where.txt) ([Environment]::CommandLine) }' }
        $null = Invoke-PerfBenchmark $suite @once
        $request = [regex]::Match((Get-Content (Join-Path $suite where.txt) -Raw), "'([^']*request)'").Groups[1].Value
        $request | Should -Not -BeNullOrEmpty
        Split-Path $request | Should -Not -Exist
    }
}

Describe 'Choosing benchmarks' {
    BeforeAll {
        $suite = New-Suite @{
            'A'     = "New-PerfBenchmark sum -Tag fast, core $quick; New-PerfBenchmark sort -Tag slow $quick"
            'sub/B' = "New-PerfBenchmark start -Tag fast $quick"
        }
    }

    It 'finds the files below a folder, by <Case>' -ForEach @(
        @{ Case = 'all'; With = @{}; Expected = 'sum', 'sort', 'start' }
        @{ Case = 'a name'; With = @{ Name = 'SORT' }; Expected = , 'sort' }
        @{ Case = 'a wildcard'; With = @{ Name = 's?rt*', 'st*' }; Expected = 'sort', 'start' }
        @{ Case = 'a tag'; With = @{ Tag = 'fast' }; Expected = 'sum', 'start' }
        @{ Case = 'a tag that is left out'; With = @{ ExcludeTag = 'c*' }; Expected = 'sort', 'start' }
        @{ Case = 'all of them'; With = @{ Name = 's*'; Tag = 'fast'; ExcludeTag = 'core' }; Expected = , 'start' }
    ) {
        (Invoke-PerfBenchmark $suite @once @With).Results.Name | Should -BeExactly $Expected
    }

    It 'takes files from the pipeline, and a wildcard' {
        (Get-ChildItem $suite -Filter A.Perf.ps1 | Invoke-PerfBenchmark @once).Results.Name | Should -BeExactly 'sum', 'sort'
        (Invoke-PerfBenchmark (Join-Path $suite '*' 'B.Perf.ps1') @once).Results.Name | Should -BeExactly 'start'
    }

    It 'takes a literal path, of which no character is a wildcard' {
        $folder = New-Suite @{ 'x1' = "New-PerfBenchmark matched $quick" }
        Set-Content -LiteralPath (Join-Path $folder 'x[1].Perf.ps1') "New-PerfBenchmark literal $quick"
        (Invoke-PerfBenchmark -LiteralPath (Join-Path $folder 'x[1].Perf.ps1') @once).Results.Name | Should -BeExactly 'literal'
        (Get-Item -LiteralPath (Join-Path $folder 'x[1].Perf.ps1') | Invoke-PerfBenchmark @once).Results.Name | Should -BeExactly 'literal'
        (Invoke-PerfBenchmark (Join-Path $folder 'x[1].Perf.ps1') @once).Results.Name | Should -BeExactly 'matched'
    }

    It 'follows no linked folder: one that leads back to where the search began ends it' -Skip:$IsWindows {
        $folder = New-Suite @{ A = "New-PerfBenchmark one $quick" }
        $null = New-Item -ItemType SymbolicLink (Join-Path $folder back) -Target $folder
        $null = New-Item -ItemType SymbolicLink (Join-Path $folder Linked.Perf.ps1) -Target (New-Item (Join-Path $folder other.ps1) -Value "New-PerfBenchmark linked $quick").FullName
        $session = Invoke-PerfBenchmark $folder @once -WarningVariable warned
        $session.Results.Name | Should -BeExactly 'one', 'linked'
        "$warned$($session.Problems)" | Should -BeNullOrEmpty
    }

    It 'tells where nothing such is, and the session says so too: <Id>' -ForEach @(
        @{ Id = 'PathNotFound'; With = @{ Path = 'nosuchfolder' } }
        @{ Id = 'NoBenchmarkFile'; With = @{ Path = $null } }
        @{ Id = 'BenchmarkNotFound'; With = @{ Name = 'sum', 'nosuch' } }
        @{ Id = 'TagNotFound'; With = @{ Tag = 'nosuch' } }
        @{ Id = 'NoBenchmarkFound'; With = @{ Name = 'nosuch*' } }
    ) {
        $path = if (-not $With.ContainsKey('Path')) { $suite } elseif ($With.Path) { Join-Path $TestDrive $With.Path } else { New-Suite @{} }
        $rest = $With.Clone()
        $rest.Remove('Path')
        $session = Invoke-PerfBenchmark $path @once @rest -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -BeLike "$Id,*"
        $session.Problems.Id | Should -Contain $Id
    }

    It 'tells of a file that cannot be read, and of a name given twice, and runs the rest' {
        $broken = New-Suite @{ A = "throw 'bad file'"; B = "New-PerfBenchmark sum $quick"; C = "New-PerfBenchmark Sum { throw 'the other' }" }
        $session = Invoke-PerfBenchmark $broken @once -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Results.Name, $session.Results.Error | Should -BeExactly 'sum', $null
        $session.Problems.Id | Should -BeExactly 'BenchmarkFileFailed', 'BenchmarkNameTaken'
        $session.Problems[0].Message | Should -BeLike '*A.Perf.ps1*bad file*'
        $warnings.Count | Should -Be 2
    }

    It 'says why nothing is known where the only file cannot be read' {
        $broken = New-Suite @{ A = "throw 'bad file'" }
        $null = Invoke-PerfBenchmark $broken @once -Name sum -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue
        $failed[0].ToString() | Should -BeLike "There is no benchmark 'sum'. *A.Perf.ps1* cannot be read: bad file*"
        $failed[1].ToString() | Should -BeLike 'No benchmark is known. *A.Perf.ps1* cannot be read: bad file*'
    }

    It 'does not take work that <_> leaves for work that was measured' -ForEach 'break', 'continue', 'exit' {
        $left = New-Suite @{ A = "New-PerfBenchmark early { 1..3 | ForEach-Object { if (`$_ -eq 2) { $_ } } }" }
        $session = Invoke-PerfBenchmark $left @once -WarningAction SilentlyContinue
        $session.Results.Error | Should -BeExactly "It called 'exit', 'break' or 'continue' out of its script, which leaves nothing to measure."
    }

    It 'names a folder that is not there for a program to start in' {
        $nowhere = Join-Path $TestDrive nowhere
        $session = Invoke-PerfBenchmark (New-Suite @{ A = "New-PerfBenchmark a -FilePath git -WorkingDirectory '$nowhere'" }) @once -WarningAction SilentlyContinue
        $session.Results.Error | Should -BeLike "There is no folder '$nowhere' for '*git*' to start in."
    }

    It 'refuses a file that imports another copy of PerfTracking, for it would measure this one' {
        $copy = Join-Path $TestDrive copy PerfTracking
        Copy-Item (Get-Module PerfTracking).ModuleBase $copy -Recurse
        $self = New-Suite @{ A = "Import-Module '$copy'; New-PerfBenchmark start { Start-PerfOperation x; Stop-PerfOperation x }" }
        $session = Invoke-PerfBenchmark $self @once -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        $session.Problems[0].Message | Should -BeLike '*already runs the PerfTracking that measures*'
    }

    It 'completes names and tags as they stand in the files, without running them' {
        $lazy = New-Suite @{ A = "throw 'ran'; New-PerfBenchmark 'by hand' -Tag quick, slow { 'not a name' }; New-PerfBenchmark -Tag other -Name named { }" }
        Push-Location $lazy
        try {
            $line = 'Invoke-PerfBenchmark -Name '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly "'by hand'", 'named'
            foreach ($line in 'Test-PerfGate results.json -Required ', 'Compare-PerfBenchmark base.json head.json -Name ') {
                (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly "'by hand'", 'named'
            }

            $line = "Invoke-PerfBenchmark -Path '$suite' -Tag "
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly 'fast', 'core', 'slow'
            $line = 'Invoke-PerfBenchmark . -ExcludeTag s'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly 'slow'
        }
        finally { Pop-Location }
    }
}

Describe 'Comparing with a base' -Skip:(-not (Get-Command git -CommandType Application -ErrorAction Ignore)) {
    BeforeAll {
        # A place for temporary files of its own, so that what others leave in the machine's is nobody's fault here.
        $places = @{ TMPDIR = $env:TMPDIR; TEMP = $env:TEMP; TMP = $env:TMP }
        $temporary = (New-Item -ItemType Directory (Join-Path $TestDrive temporary)).FullName
        $env:TMPDIR = $env:TEMP = $env:TMP = $temporary

        # A repository whose branch topic says 'head' where main says 'base'. The block 'say' says all there is to know; the program
        # 'tell', which takes no PowerShell for a run, says the content, and where it ran except on Windows.
        function New-Repository {
            $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')) repo perf)).Parent.FullName
            Set-Content (Join-Path $folder perf Tell.Perf.ps1) "New-PerfBenchmark tell $(Get-ProgramText 'echo "$(cat "$0") $0 $PWD" >> "$PERF_SAID"' '>>%PERF_SAID% type'), (Join-Path `$PSScriptRoot .. work.txt)"
            Set-Content (Join-Path $folder perf A.Perf.ps1) @'
New-PerfBenchmark say -Tag block -ScriptBlock {
    Add-Content $env:PERF_SAID "$(Get-Content $PSScriptRoot/../work.txt) $PSScriptRoot $PWD $($env:PERFTRACKING_LAYOUT.Length) $([Environment]::CommandLine)"
}
'@
            Push-Location $folder
            try {
                git init --quiet --initial-branch=main .
                git config user.name A
                git config user.email a@example.org
                Set-Content work.txt base
                git add --all
                git commit --quiet -m base
                git switch --quiet --create topic
                Set-Content work.txt head
                git commit --quiet -am head
            }
            finally { Pop-Location }
            $folder
        }

        # What each run of the benchmark 'say' said, in the order in which they ran.
        function Get-Said {
            foreach ($line in Get-Content $env:PERF_SAID) {
                $what, $root, $location, $layout, $command = $line -split ' ', 5
                [pscustomobject]@{ What = $what; Root = $root; Location = $location; Layout = $layout; Command = $command }
            }
        }
    }

    AfterAll {
        foreach ($place in $places.GetEnumerator()) { [Environment]::SetEnvironmentVariable($place.Key, $place.Value) }
    }

    BeforeEach {
        $env:PERF_SAID = Join-Path $TestDrive "$([guid]::NewGuid().ToString('n')).txt"
        $repository = New-Repository
        Push-Location $repository
    }

    AfterEach {
        Pop-Location
        $env:PERF_SAID = $null
        git -C $repository worktree list | Should -HaveCount 1
        git -C $repository status --porcelain | Should -BeNullOrEmpty
        Get-ChildItem ([IO.Path]::GetTempPath()) -Directory -Filter 'perftracking-??????' | Where-Object { Test-Path (Join-Path $_ request) } | Should -BeNullOrEmpty
    }

    It 'runs head, base and control in turns, each as often in each place' {
        $session = Invoke-PerfBenchmark ./perf -Name tell -Base main -Warmup 0 -Invocation 6 -Iteration 1
        $session.Problems | Should -BeNullOrEmpty
        $session.Results.Arm | Should -BeExactly 'head', 'base', 'control'
        $session.Results.Invocations | Should -Be 6, 6, 6
        $session.Results.File | Should -BeExactly @(, (Join-Path perf Tell.Perf.ps1) * 3)
        $base = git rev-parse main
        "$($session.Arms.ForEach({ "$($_.Name) $($_.Commit)" }))" | Should -BeExactly "head $(git rev-parse topic) base $base control $base"
        $session.Arms[1].FoundBy, $session.Arms[1].Ref | Should -BeExactly 'merge base of HEAD and main', 'main'

        # A turn runs the program once more for its memory where the system does not tell both at once.
        $said = @((Get-Said).What | Select-Object -Skip 3) # The warm-up.
        $runs = $said.Count / 18
        $runs | Should -BeIn 1, 2
        foreach ($place in 0..2) { @(0..5 | Where-Object { $said[(3 * $_ + $place) * $runs] -eq 'head' }).Count | Should -Be 2 }
    }

    It 'runs head, base and control alike in all but their content' {
        $null = Invoke-PerfBenchmark ./perf -Name say -Base main -Warmup 0 -Invocation 2 -Iteration 1
        $said = @(Get-Said | Select-Object -Skip 3)
        $said.Count | Should -Be 6
        ($said.What -eq 'head').Count | Should -Be 2
        foreach ($property in 'Root', 'Location', 'Command') { @($said.$property | Select-Object -Unique).Count | Should -Be 1 -Because $property }
        foreach ($round in $said[0..2], $said[3..5]) { @($round.Layout | Select-Object -Unique).Count | Should -Be 1 }
        $said[3].Layout | Should -Not -Be $said[0].Layout
    }

    # What is left is looked for after each of these tests.
    It 'tidies up where the system ends the process with <_>, as when a build is cancelled' -Skip:$IsWindows -ForEach 'TERM', 'HUP' {
        $command = "Import-Module '$modulePath'; Invoke-PerfBenchmark ./perf -Name tell -Base main"
        $process = Start-Process ([Environment]::ProcessPath) -ArgumentList '-NoLogo', '-NoProfile', '-NonInteractive', '-EncodedCommand', ([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($command))) -PassThru
        try {
            [Threading.SpinWait]::SpinUntil({ Test-Path $env:PERF_SAID }, [timespan]::FromMinutes(1)) | Should -BeTrue
            git worktree list | Should -HaveCount 3
            kill "-$_" $process.Id
            $process.WaitForExit(30000) | Should -BeTrue
        }
        finally {
            if (-not $process.HasExited) { $process.Kill($true) }
        }
    }

    It 'runs the git of the path, and no file of that name in the current folder' -Skip:$IsWindows {
        Set-Content git '#!/bin/sh', "touch '$(Join-Path $repository ran)'", 'exit 1'
        chmod +x git
        git add --all
        git commit --quiet -m 'a file named git'
        $command = "Import-Module '$modulePath'; (Invoke-PerfBenchmark ./perf -Name tell -Base main -Invocation 1 -Iteration 1).Arms.Name -join ' '"
        & ([Environment]::ProcessPath) -NoLogo -NoProfile -NonInteractive -WorkingDirectory $repository -Command $command | Should -BeExactly 'head base control'
        Join-Path $repository ran | Should -Not -Exist
    }

    It 'takes what is not committed as head' {
        Set-Content work.txt edited
        Set-Content new.txt new
        $session = Invoke-PerfBenchmark ./perf -Name tell -Base HEAD @once
        (Get-Said).What | Sort-Object -Unique | Should -BeExactly 'edited', 'head'
        $session.Arms[0].FoundBy | Should -BeExactly 'HEAD with 2 uncommitted files'
        Remove-Item new.txt
        git checkout --quiet .
    }

    It 'prepares both, each in its folder, and control has what base has' {
        Set-Content perf/B.Perf.ps1 "New-PerfBenchmark built $(Get-ProgramText 'cat built.txt >> "$PERF_SAID"' 'type built.txt>>%PERF_SAID%')"
        git add --all
        git commit --quiet -m B
        git switch --quiet main
        git merge --quiet --ff-only topic
        Set-Content work.txt later
        git commit --quiet -am later
        $session = Invoke-PerfBenchmark ./perf -Name built -Base HEAD~1 @once -Prepare { Set-Content built.txt "built from $(Get-Content work.txt)" }
        $session.Problems | Should -BeNullOrEmpty
        $session.Results.Error | Should -Be $null, $null, $null
        $built = Get-Content $env:PERF_SAID
        $built | Sort-Object -Unique | Should -BeExactly 'built from head', 'built from later'
        ($built -eq 'built from head').Count | Should -Be (2 * ($built -eq 'built from later').Count)
        Join-Path $repository built.txt | Should -Not -Exist
    }

    It 'says what could not be prepared, and measures nothing: <Case>' -ForEach @(
        @{ Case = 'an exception'; Prepare = { 'step one'; throw 'no compiler' }; Says = '*no compiler*step one*' }
        @{ Case = 'a command that is not there'; Prepare = { $ErrorActionPreference = 'Continue'; 'step one'; no-such-builder all; 'step two' }; Says = '*no-such-builder*step one*' }
        @{ Case = 'a program that fails where that is an error'; Prepare = { 'step one'; $PSNativeCommandUseErrorActionPreference = $true; $ErrorActionPreference = 'Stop'; & ([Environment]::ProcessPath) -NoProfile -Command 'exit 4' }; Says = 'The base cannot be prepared: Program "pwsh*" ended with non-zero exit code: 4*step one*' }
        @{ Case = 'a signal, as far as it shows'; Prepare = { 'step one'; $global:LASTEXITCODE = 137 }; Says = $IsWindows ? '*ended with the exit code 137.*' : '*was killed by signal 9 (SIGKILL) or ended with the exit code 137.*step one*' }
        @{ Case = 'an exit, with 0 too'; Prepare = { 'step one'; exit 0 }; Says = "*called 'exit', 'break' or 'continue' out of its script*step one*" }
        @{ Case = 'a break'; Prepare = { 'step one'; break }; Says = "*called 'exit', 'break' or 'continue' out of its script*step one*" }
        @{ Case = 'a continue'; Prepare = { 'step one'; continue }; Says = "*called 'exit', 'break' or 'continue' out of its script*step one*" }
        @{ Case = 'an exit code'; Prepare = { 'step one'; $global:LASTEXITCODE = 4 }; Says = '*exit code 4*step one*' }
    ) {
        $session = Invoke-PerfBenchmark ./perf -Base main -Prepare $Prepare -WarningAction SilentlyContinue
        $session.Results | Should -BeNullOrEmpty
        $session.Problems.Id, $session.Problems.Arm | Should -BeExactly 'PrepareFailed', 'base'
        $session.Problems.Message | Should -BeLike $Says
        $env:PERF_SAID | Should -Not -Exist
    }

    It 'says what is no base, and measures nothing: <Id>' -ForEach @(
        @{ Id = 'BaseNotFound'; Base = 'nosuchbranch'; Says = "*no branch, tag or commit 'nosuchbranch'*" }
        @{ Id = 'BaseNotFound'; Base = 'nosuch@{2026-11-01 08:00}'; Says = "*no branch, tag or commit 'nosuch@{2026-11-01 08:00}'*" }
        @{ Id = 'BaseNotFound'; Base = 'work.txt'; Says = "*no branch, tag or commit 'work.txt'*" }
        @{ Id = 'BaseIsHead'; Base = 'topic'; Says = '*nothing to compare*' }
        @{ Id = 'BaseIsHead'; Base = '.'; Says = '*the current folder itself*' }
    ) {
        $session = Invoke-PerfBenchmark ./perf -Base $Base -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Results | Should -BeNullOrEmpty
        $session.Problems.Id | Should -BeExactly $Id
        $session.Problems.Message | Should -BeLike $Says
        $warnings | Should -BeLike "*$Id*"
        $env:PERF_SAID | Should -Not -Exist
    }

    It 'says why git finds nothing, as where the repository is somebody else''s' {
        $env:GIT_TEST_ASSUME_DIFFERENT_OWNER = '1'
        try { $session = Invoke-PerfBenchmark ./perf -Base main -WarningAction SilentlyContinue } finally { $env:GIT_TEST_ASSUME_DIFFERENT_OWNER = $null }
        $session.Problems.Id | Should -BeExactly 'BaseNotFound'
        $session.Problems.Message | Should -BeLike '*dubious ownership*git config --global --add safe.directory*'
    }

    It 'tells of a base without a benchmark, and of benchmarks that one side has alone' {
        Set-Content perf/New.Perf.ps1 "New-PerfBenchmark new $quick"
        git rm --quiet perf/A.Perf.ps1
        git add --all
        git commit --quiet -m new
        $session = Invoke-PerfBenchmark ./perf -Name tell, new -Base main @once
        $session.Results.ForEach({ "$($_.Name) $($_.Arm)" }) | Should -BeExactly 'new head', 'tell head', 'tell base', 'tell control'
        $session = Invoke-PerfBenchmark ./perf -Name new -Base main @once -WarningAction SilentlyContinue
        $session.Problems.Id, $session.Problems.Arm | Should -BeExactly 'ArmWithoutBenchmark', 'base'
        git rm --quiet perf/Tell.Perf.ps1
        git commit --quiet -m removed
        $session = Invoke-PerfBenchmark ./perf -ExcludeTag block -Base main @once
        $session.Results.ForEach({ "$($_.Name) $($_.Arm)" }) | Should -BeExactly 'new head', 'tell base'
    }

    It 'names a broken file as it stands in the repository, and whose it is' {
        Set-Content perf/Broken.Perf.ps1 "throw 'mistyped'"
        git add --all
        git commit --quiet -m broken
        $session = Invoke-PerfBenchmark ./perf -Name tell -Base main @once -WarningAction SilentlyContinue
        $session.Problems.Message | Should -BeExactly "'$(Join-Path perf Broken.Perf.ps1)' of head cannot be read: mistyped (Broken.Perf.ps1, line 1)"
    }

    It 'compares with a folder, which stays as it is' {
        $other = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')))).FullName
        Copy-Item perf, work.txt $other -Recurse
        Set-Content (Join-Path $other work.txt) folder
        $session = Invoke-PerfBenchmark ./perf -Name tell -Base $other @once
        $session.Problems | Should -BeNullOrEmpty
        (Get-Said).What | Sort-Object -Unique | Should -BeExactly 'folder', 'head'
        $session.Arms[1].FoundBy | Should -BeExactly "the folder $other"
        Get-ChildItem $other -Name | Should -BeExactly 'perf', 'work.txt'
    }

    It 'runs each arm in its own folder below a link too: base <By>, <Path> seen from <From>' -ForEach @(
        @{ By = 'by reference'; From = '.'; Path = 'perf'; Name = 'say' }
        @{ By = 'by reference'; From = '.'; Path = '<real>/perf'; Name = 'tell' }
        @{ By = 'by folder'; From = '.'; Path = 'perf'; Name = 'say' }
        @{ By = 'by folder'; From = '.'; Path = '<real>/perf'; Name = 'tell' }
        @{ By = 'by reference'; From = 'perf'; Path = '..'; Name = 'tell' }
        @{ By = 'by reference'; From = 'perf'; Path = '<real>/perf/Tell.Perf.ps1'; Name = 'tell' }
    ) {
        $link = Join-Path $TestDrive ([guid]::NewGuid().ToString('n'))
        $null = New-Item -ItemType ($IsWindows ? 'Junction' : 'SymbolicLink') $link -Target (Split-Path $repository)
        $base = 'main'
        if ($By -eq 'by folder') {
            $base = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')))).FullName
            Copy-Item perf $base -Recurse
            Set-Content (Join-Path $base work.txt) base
        }

        Push-Location (Join-Path $link repo $From)
        try { $session = Invoke-PerfBenchmark $Path.Replace('<real>', $repository) -Name $Name -Base $base @once } finally { Pop-Location }
        $session.Problems | Should -BeNullOrEmpty
        $said = Get-Said
        $said.What | Sort-Object -Unique | Should -BeExactly 'base', 'head'
        @($said.Root + $said.Location | Where-Object { $_.StartsWith($link) -or $_.StartsWith($repository) }) | Should -BeNullOrEmpty
    }

    It 'knows the current folder by another path' {
        $link = Join-Path $TestDrive ([guid]::NewGuid().ToString('n'))
        $null = New-Item -ItemType ($IsWindows ? 'Junction' : 'SymbolicLink') $link -Target $repository
        (Invoke-PerfBenchmark ./perf -Base $link -WarningAction SilentlyContinue).Problems.Id | Should -BeExactly 'BaseIsHead'
    }

    It 'compares with another copy of a module <_>, by the same benchmarks' -ForEach 'that has a manifest', 'of a script alone' {
        $modules = foreach ($version in 'new', 'old') {
            $module = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid().ToString('n')) Greeter)).FullName
            Set-Content (Join-Path $module Greeter.psm1) "function Get-Greeting { '$version' }"
            if ($_ -eq 'that has a manifest') { New-ModuleManifest (Join-Path $module Greeter.psd1) -RootModule Greeter.psm1 -FunctionsToExport Get-Greeting }
            $module
        }
        $suite = New-Suite @{
            A = 'Import-Module Greeter; New-PerfBenchmark greet { Add-Content $env:PERF_SAID (Get-Greeting) }'
            B = "Import-Module '$($modules[0])'; New-PerfBenchmark itself { Get-Greeting }"
        }
        $before = $env:PSModulePath
        $env:PSModulePath = (Split-Path $modules[0]) + [IO.Path]::PathSeparator + $before
        try { $session = Invoke-PerfBenchmark $suite -Base $modules[1] @once -WarningAction SilentlyContinue } finally { $env:PSModulePath = $before }
        $session.Problems | Should -BeNullOrEmpty
        Get-Content $env:PERF_SAID | Sort-Object -Unique | Should -BeExactly 'new', 'old'
        ($session.Results | Where-Object { $_.Name -eq 'itself' -and $_.Error }).Error | Should -BeLike "*not the copy of its arm: import 'Greeter' by its name*"
    }

    It 'takes the branch a pull request goes into in its build, and none with -NoBase' {
        $env:GITHUB_BASE_REF = 'main'
        $null = New-Item -ItemType Directory main # No base, whatever it is called.
        try {
            (Invoke-PerfBenchmark ./perf -Name tell @once).Arms[1].FoundBy | Should -BeExactly 'merge base of HEAD and main'
            (Invoke-PerfBenchmark ./perf -Name tell @once -NoBase).Arms.Name | Should -BeExactly 'head'
        }
        finally { $env:GITHUB_BASE_REF = $null }
    }

    It 'leaves nothing behind when it is stopped' {
        $engine = [powershell]::Create()
        $null = $engine.AddScript({
                param($module, $folder)
                Import-Module $module
                Set-Location $folder
                Invoke-PerfBenchmark ./perf -Name say -Base main -Iteration 1
            }).AddArgument((Get-Module PerfTracking).ModuleBase).AddArgument($repository)
        try {
            $running = $engine.BeginInvoke()
            $watch = [Diagnostics.Stopwatch]::StartNew()
            while (-not (Test-Path $env:PERF_SAID) -and $watch.Elapsed.TotalSeconds -lt 60) { [Threading.Thread]::Sleep(50) }
            $env:PERF_SAID | Should -Exist
            $watch.Restart()
            $engine.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
            $running.IsCompleted | Should -BeTrue
        }
        finally { $engine.Dispose() }
    }
}
