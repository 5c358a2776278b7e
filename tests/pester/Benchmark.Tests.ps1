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
        $result.Series.Metric | Should -BeExactly 'time', 'cpu_time', 'peak_memory', 'exit_code'
        (Get-Value $result time).Count | Should -Be 3
        (Get-Value $result exit_code) | Should -Be 0, 0, 0
        (Get-Value $result peak_memory)[0] | Should -BeGreaterThan 10
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
        @{ Case = 'an exit'; Work = '{ exit 7 }'; Says = "It called 'exit'*" }
        @{ Case = 'a set-up that fails'; Work = "-Setup { throw 'not ready' } { }"; Says = 'not ready*' }
        @{ Case = 'a program that is not there'; Work = '-FilePath nosuchprogram'; Says = '*nosuchprogram*' }
        @{ Case = 'an exit code'; Work = "-FilePath '{0}' -ArgumentList {1}"; Says = '*ended with the exit code 3.*' }
    ) {
        $program = Get-Program -Unix 'exit 3' -Windows 'exit 3'
        $work = $Work.Replace('{0}', $program.FilePath).Replace('{1}', $program.ArgumentList.ForEach({ "'$_'" }) -join ', ')
        $suite = New-Suite @{ A = "New-PerfBenchmark bad $work`nNew-PerfBenchmark good { 1 }" }
        $session = Invoke-PerfBenchmark $suite @once -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Results.Name | Should -BeExactly 'bad', 'good'
        $session.Results[0].Error | Should -BeLike $Says
        $session.Results[1].Error | Should -BeNullOrEmpty
        $warnings | Should -BeLike "The benchmark 'bad' failed:*BenchmarkFailed*"
    }

    It 'takes an exit code for what it is where it is asked to' {
        $program = Get-Program -Unix 'exit 3' -Windows 'exit 3'
        $suite = New-Suite @{ A = "New-PerfBenchmark app -IgnoreExitCode -FilePath '$($program.FilePath)' -ArgumentList $($program.ArgumentList.ForEach({ "'$_'" }) -join ', ')" }
        $result = (Invoke-PerfBenchmark $suite @once).Results
        $result.Error | Should -BeNullOrEmpty
        Get-Value $result exit_code | Should -Be 3
    }

    It 'puts out each result when it is there' {
        $suite = New-Suite @{ A = "New-PerfBenchmark first { Set-Content (Join-Path `$PSScriptRoot 1) 1 }; New-PerfBenchmark second { Set-Content (Join-Path `$PSScriptRoot 2) 2 }" }
        $seen = Invoke-PerfBenchmark $suite @once -AsResult | ForEach-Object { "$($_.Name) $(Test-Path (Join-Path $suite 2))" }
        $seen | Should -BeExactly 'first False', 'second True'
    }

    It 'writes every sample to a file' {
        $suite = New-Suite @{ A = 'New-PerfBenchmark sum { 1 }' }
        $file = Join-Path $suite results.json
        $session = Invoke-PerfBenchmark $suite -Invocation 2 -Iteration 2 -OutFile $file
        $json = Get-Content $file -Raw | ConvertFrom-Json
        ($json.results[0].series | Where-Object metric -EQ time).values | Should -Be (Get-Value $session.Results[0] time)
        $json.seed | Should -Be $session.Seed
    }

    It 'refuses a file in a folder that is not there before it measures anything' {
        $suite = New-Suite @{ A = 'New-PerfBenchmark sum { Set-Content (Join-Path $PSScriptRoot ran) 1 }' }
        { Invoke-PerfBenchmark $suite @once -OutFile (Join-Path $suite no such.json) } | Should -Throw -ErrorId 'DirectoryNotFound,*'
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
            'A'     = 'New-PerfBenchmark sum -Tag fast, core { 1 }; New-PerfBenchmark sort -Tag slow { 2 }'
            'sub/B' = 'New-PerfBenchmark start -Tag fast { 3 }'
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

    It 'tells where nothing such is, and the session says so too: <Id>' -ForEach @(
        @{ Id = 'PathNotFound'; With = @{ Path = 'nosuchfolder' } }
        @{ Id = 'NoBenchmarkFound'; With = @{ Path = $null } }
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
        $broken = New-Suite @{ A = "throw 'bad file'"; B = 'New-PerfBenchmark sum { 1 }'; C = "New-PerfBenchmark Sum { throw 'the other' }" }
        $session = Invoke-PerfBenchmark $broken @once -WarningVariable warnings -WarningAction SilentlyContinue
        $session.Results.Name, $session.Results.Error | Should -BeExactly 'sum', $null
        $session.Problems.Id | Should -BeExactly 'BenchmarkFileFailed', 'BenchmarkNameTaken'
        $session.Problems[0].Message | Should -BeLike '*A.Perf.ps1*bad file*'
        $warnings.Count | Should -Be 2
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
            $line = "Invoke-PerfBenchmark -Path '$suite' -Tag "
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly 'fast', 'core', 'slow'
            $line = 'Invoke-PerfBenchmark . -ExcludeTag s'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -BeExactly 'slow'
        }
        finally { Pop-Location }
    }
}
