BeforeAll {
    . (Join-Path $PSScriptRoot 'Fixture.ps1')

    # What a block does alone, and what it does measured: every object of every stream, and how it ends.
    function Get-Trace {
        param([scriptblock] $Run)

        $ErrorActionPreference = 'Continue'
        try { & $Run *>&1 | Get-StreamText } catch { "threw $($_.Exception.GetType().Name): $_" }
    }

    function Get-SavedRow {
        param([string] $Metric)

        (Save-PerfBaseline app -NoEvaluation).Measurements | Where-Object Metric -EQ $Metric
    }
}

AfterAll { Close-PerfTracking }

Describe 'Measuring a script block' {
    BeforeEach { $null = Use-NewStore }

    It 'passes on the objects themselves, one at a time' {
        $item = [pscustomobject]@{ Name = 'same' }
        $out = Measure-PerfOperation work { $item; 1; $null; , @(2, 3); 'text' }
        [object]::ReferenceEquals($out[0], $item) | Should -BeTrue
        $out.Count | Should -Be 5
        $out[1] | Should -BeOfType [int]
        $out[2] | Should -BeNullOrEmpty
        $out[3] | Should -Be 2, 3
        $out[4] | Should -BeExactly 'text'
    }

    It 'streams: what comes first is used before the next is made' {
        $log = [Collections.Generic.List[string]]::new()
        Measure-PerfOperation work { foreach ($i in 1, 2) { $log.Add("made $i"); $i } } | ForEach-Object { $log.Add("used $_") }
        $log | Should -BeExactly 'made 1', 'used 1', 'made 2', 'used 2'
    }

    It 'writes nothing of its own' {
        Measure-PerfOperation work { } *>&1 | Should -BeNullOrEmpty
    }

    It 'is as the block alone: <Case>' -ForEach @(
        @{ Case = 'output of every stream'; Lines = 8; Work = { 'out'; Write-Error 'err'; Write-Warning 'warn'; Write-Verbose 'verb' -Verbose; Write-Information 'info'; Write-Host 'host'; Write-Debug 'debug' -Debug; 'end' } }
        @{ Case = 'a cmdlet that fails'; Lines = 2; Work = { Get-Item (Join-Path 'no' 'such' 'item') -ErrorAction Continue; 'after' } }
        @{ Case = 'a thrown text'; Lines = 2; Work = { 'before'; throw 'broken'; 'after' } }
        @{ Case = 'a thrown exception'; Lines = 1; Work = { throw [IO.FileNotFoundException]::new('gone') } }
        @{ Case = 'an error of a method'; Lines = 1; Work = { [int]::Parse('x'); 'after' } }
        @{ Case = 'an error made terminating'; Lines = 1; Work = { Write-Error 'stop here' -ErrorAction Stop; 'after' } }
        @{ Case = 'an early return'; Lines = 2; Work = { 'before'; return 'returned'; 'after' } }
        @{ Case = 'nothing'; Lines = 0; Work = { } }
    ) {
        $alone = @(Get-Trace { . $Work })
        $measured = @(Get-Trace { Measure-PerfOperation work $Work })
        $measured | Should -BeExactly $alone
        $measured.Count | Should -Be $Lines
    }

    It 'keeps errors where they belong: <Case>' -ForEach @(
        @{ Case = 'redirected to the output'; Read = { @(Measure-PerfOperation work $work 2>&1).ForEach{ "$_" } } }
        @{ Case = 'redirected to nowhere'; Read = { Measure-PerfOperation work $work 2>$null; $Error[0].ToString() } }
        @{ Case = 'in an error variable'; Read = { Measure-PerfOperation work $work -ErrorVariable seen 2>$null; $seen.ForEach{ "$_" } } }
    ) {
        $ErrorActionPreference = 'Continue'
        $work = { Write-Error 'one'; 'out' }
        $texts = & $Read
        $texts | Should -Contain 'out'
        $texts | Should -Contain 'one'
        @($texts).Count | Should -Be 2
    }

    It 'takes -ErrorAction <_> for its own errors: those of the block stay what they are, as with Invoke-Command' -ForEach 'Stop', 'SilentlyContinue', 'Ignore' {
        $ErrorActionPreference = 'Continue'
        $work = { Write-Error 'one'; 'out' }
        @($(Invoke-Command $work -ErrorAction $_) 2>&1).ForEach{ "$_" } | Should -BeExactly 'one', 'out'
        @($(Measure-PerfOperation work $work -ErrorAction $_) 2>&1).ForEach{ "$_" } | Should -BeExactly 'one', 'out'
    }

    It 'throws the exception itself' {
        $exception = [InvalidOperationException]::new('mine')
        $caught = $null
        try { Measure-PerfOperation work { throw $exception } } catch { $caught = $_.Exception }
        [object]::ReferenceEquals($caught, $exception) | Should -BeTrue
    }

    It 'marks the operation of a block that throws as failed, and measures it' {
        try { Measure-PerfOperation app_startup { throw 'broken' } } catch { Write-Debug "$_" }
        $snapshot = Save-PerfBaseline app -NoEvaluation
        ($snapshot.Measurements | Where-Object Metric -EQ ERR-001).Value | Should -Be 1
        ($snapshot.Measurements | Where-Object Metric -EQ APP-001).Count | Should -Be 1
        Get-PerfOperation | Should -BeNullOrEmpty
    }

    It 'runs in the scope of the caller: variables stay' {
        $count = 1
        Measure-PerfOperation work { $count += 4; $made = 'here' }
        $count | Should -Be 5
        $made | Should -BeExactly 'here'
    }

    It 'sees the functions and parameters of the caller' {
        function Get-Answer { param($Question) Measure-PerfOperation work { "$Question 42" } }
        Get-Answer 'sum:' | Should -BeExactly 'sum: 42'
    }

    It 'lets break leave the loop around it' {
        $seen = foreach ($i in 1..3) { Measure-PerfOperation work { if ($i -eq 2) { break }; $i } }
        $seen | Should -Be 1
        Get-PerfOperation | Should -BeNullOrEmpty
        ((Save-PerfBaseline app).Measurements | Where-Object Metric -EQ ERR-001).Value | Should -Be 0
    }

    It 'lets Select-Object -First stop it' {
        Measure-PerfOperation work { 1..1000000 } | Select-Object -First 2 | Should -Be 1, 2
        Get-PerfOperation | Should -BeNullOrEmpty
    }

    It 'leaves $? and $LASTEXITCODE as the block alone does' {
        $program = Get-Program 'exit 5' 'exit 5'
        $work = { & $program.FilePath @($program.ArgumentList) }
        . $work; $alone = "$? $LASTEXITCODE"
        Measure-PerfOperation work $work; $measured = "$? $LASTEXITCODE"
        $measured | Should -BeExactly $alone
        $LASTEXITCODE | Should -Be 5
    }

    It 'runs the work, and says so, where the name cannot be used' {
        Measure-PerfOperation "two`nlines" { 'done' } -ErrorVariable failure -ErrorAction SilentlyContinue | Should -BeExactly 'done'
        $failure[0].FullyQualifiedErrorId | Should -BeExactly 'NameNotValid,PerfTracking.Cmdlets.Operations.MeasurePerfOperationCommand'
    }

    It 'nests' {
        $outer, $inner = Measure-PerfOperation outer { $script:innerOperation = Measure-PerfOperation inner { } -AsOperation } -AsOperation
        $inner | Should -BeNullOrEmpty
        $script:innerOperation.Parent.Name | Should -BeExactly 'outer'
        $outer.ElapsedMs | Should -BeGreaterOrEqual $script:innerOperation.ElapsedMs
    }
}

Describe 'Measuring many runs' {
    BeforeEach { $null = Use-NewStore }

    It '-Repeat runs and measures so many times, and passes all output on' {
        $runs = 0
        Measure-PerfOperation work { $runs++; "run $runs" } -Repeat 3 | Should -BeExactly 'run 1', 'run 2', 'run 3'
        (Get-SavedRow work).Count | Should -Be 3
    }

    It '-Warmup runs so many times before that without measuring' {
        $runs = 0
        Measure-PerfOperation work { $runs++ } -Repeat 4 -Warmup 2
        $runs | Should -Be 6
        (Get-SavedRow work).Count | Should -Be 4
    }

    It '-AsOperation gives the operations instead of the output' {
        $operations = Measure-PerfOperation app_startup { 'output' } -Repeat 3 -Warmup 1 -AsOperation -Tag @{ build = 7 }
        $operations.Count | Should -Be 3
        $operations.Name | Should -BeExactly 'app_startup', 'app_startup', 'app_startup'
        $operations.Status | Should -Be 'Completed', 'Completed', 'Completed'
        $operations[0].Tags['build'] | Should -BeExactly '7'
        $row = Get-SavedRow APP-001
        $row.Minimum | Should -Be ($operations.ElapsedMs | Measure-Object -Minimum).Minimum
        $row.Maximum | Should -Be ($operations.ElapsedMs | Measure-Object -Maximum).Maximum
    }

    It '-AsOperation still passes errors on' {
        $ErrorActionPreference = 'Continue'
        $out = Measure-PerfOperation work { Write-Error 'seen'; 'output' } -AsOperation 2>&1
        $out.Count | Should -Be 2
        "$($out[0])" | Should -BeExactly 'seen'
        $out[1].Name | Should -BeExactly 'work'
    }

    It 'stops at the first run that throws' {
        $runs = 0
        { Measure-PerfOperation work { $script:runs++; throw 'first' } -Repeat 5 } | Should -Throw 'first'
        (Get-SavedRow work).Count | Should -Be 1
    }

    It 'refuses -<Name> <Value>' -ForEach @(
        @{ Name = 'Repeat'; Value = 0 }
        @{ Name = 'Repeat'; Value = -1 }
        @{ Name = 'Warmup'; Value = -1 }
    ) {
        $count = @{ $Name = $Value }
        { Measure-PerfOperation work { } @count } | Should -Throw -ErrorId 'ParameterArgumentValidationError,PerfTracking.Cmdlets.Operations.MeasurePerfOperationCommand'
    }
}

Describe 'Measuring a program' {
    BeforeEach { $null = Use-NewStore }

    It 'passes its output on as lines' {
        $program = Get-Program 'echo first; echo second' 'echo first&echo second'
        Measure-PerfOperation tool @program | Should -BeExactly 'first', 'second'
        $LASTEXITCODE | Should -Be 0
    }

    It 'leaves exit code <Code> in $LASTEXITCODE, and $? as the program does' -ForEach @(
        @{ Code = 0; Success = $true }
        @{ Code = 1; Success = $false }
        @{ Code = 37; Success = $false }
    ) {
        $program = Get-Program "exit $Code" "exit $Code"
        Measure-PerfOperation tool @program; $succeeded = $?
        $LASTEXITCODE | Should -Be $Code
        $succeeded | Should -Be $Success
    }

    It 'keeps both of its streams apart, and merges them where that is asked' {
        $program = Get-Program 'echo out; echo err 1>&2' 'echo out& echo err 1>&2'
        $alone = & $program.FilePath @($program.ArgumentList) 2>&1 | Get-StreamText
        $measured = Measure-PerfOperation tool @program 2>&1 | Get-StreamText
        $measured | Sort-Object | Should -BeExactly ($alone | Sort-Object)
        Measure-PerfOperation tool @program 2>$null | ForEach-Object TrimEnd | Should -BeExactly 'out'
    }

    It 'passes arguments as they are: <Argument>' -ForEach @(
        @{ Argument = 'two words' }, @{ Argument = 'a"quote' }, @{ Argument = '$HOME *' }, @{ Argument = '🚀' }
    ) -Skip:$IsWindows {
        Measure-PerfOperation tool -FilePath /bin/sh -ArgumentList '-c', 'printf "%s" "$1"', 'sh', $Argument | Should -BeExactly $Argument
    }

    It 'measures exit code and processor time' {
        $program = Get-Program 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done' 'for /l %i in (1,1,200000) do @rem'
        $operation = Measure-PerfOperation tool @program -AsOperation
        $operation.Program.ExitCode | Should -Be 0
        $operation.Program.CpuTimeMs | Should -BeGreaterThan 0
        $operation.Status | Should -Be 'Completed'
        (Save-PerfBaseline app).Measurements.Metric | Should -Contain 'tool.cpu_time_ms'
    }

    It 'marks a run with a non-zero exit code as failed' {
        $program = Get-Program 'exit 3' 'exit 3'
        $operation = Measure-PerfOperation tool @program -AsOperation
        $operation.Status | Should -Be 'Failed'
        $operation.Program.ExitCode | Should -Be 3
        $operation.Failure.ErrorId | Should -BeExactly 'ProgramExitedWithNonZeroCode'
        (Get-SavedRow ERR-001).Value | Should -Be 1
    }

    It 'does not take an old exit code for that of a function' {
        $program = Get-Program 'exit 9' 'exit 9'
        & $program.FilePath @($program.ArgumentList)
        function Get-Fine { 'fine' }
        Measure-PerfOperation tool -FilePath Get-Fine | Should -BeExactly 'fine'
        $LASTEXITCODE | Should -Be 9
        (Get-SavedRow ERR-001).Value | Should -Be 0
    }

    It 'runs it so many times' {
        $program = Get-Program 'echo run' 'echo run'
        Measure-PerfOperation tool @program -Repeat 2 -Warmup 1 | Should -BeExactly 'run', 'run', 'run'
        (Get-SavedRow tool).Count | Should -Be 2
    }

    It 'says that a program was not found as PowerShell does' {
        $exception = { Measure-PerfOperation tool -FilePath no-such-program-here } | Should -Throw -PassThru
        $exception.Exception | Should -BeOfType [Management.Automation.CommandNotFoundException]
        $exception.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        Get-PerfOperation | Should -BeNullOrEmpty
    }

    It 'obeys $PSNativeCommandUseErrorActionPreference' {
        $program = Get-Program 'exit 4' 'exit 4'
        $PSNativeCommandUseErrorActionPreference = $true
        $ErrorActionPreference = 'Stop'
        $exception = { Measure-PerfOperation tool @program } | Should -Throw -PassThru
        $exception.Exception | Should -BeOfType [Management.Automation.NativeCommandExitException]
        $exception.Exception.ExitCode | Should -Be 4
    }
}

Describe 'What a measured program gets' {
    BeforeAll {
        $pwsh = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
        if (-not (Test-Path $pwsh)) {
            $pwsh = (Get-Command pwsh -CommandType Application | Select-Object -First 1).Source
        }

        # Prints the arguments that the system gave it, as JSON in ASCII.
        $echo = Join-Path $TestDrive 'echo.ps1'
        Set-Content $echo '$all = [Environment]::GetCommandLineArgs(); $from = [Array]::FindIndex($all, [Predicate[string]]{ $args[0] -like "*echo.ps1" }) + 1; ConvertTo-Json @($all[$from..($all.Count - 1)]) -EscapeHandling EscapeNonAscii -Compress'
        $nasty = @(
            'plain', '', ' ', 'a b', '  two  ', "`t", "line`nbreak", "'", '"', "''", '""', 'a"b', "a'b", '\', '\\', 'ends in \', '\"', 'C:\Program Files\',
            '*', '*.txt', '?', '[a-z]', '{a,b}', '~', '~/x', '$HOME', '${HOME}', '$(id)', '`id`', '%PATH%', '!PATH!', '^', '&', '|', ';', '<', '>', '--%', 'after stop',
            '#', '=', '@args', 'ünïcödé', '日本語', '🚀'
        )
    }

    BeforeEach { $null = Use-NewStore }

    It 'every argument as it is' {
        $file = Join-Path $TestDrive 'arguments.json'
        Measure-PerfOperation tool -FilePath $pwsh -ArgumentList (@('-NoLogo', '-NoProfile', '-File', $echo) + $nasty) -OutFile $file -Environment @{ NO_COLOR = '1' }
        $got = @(Get-Content $file -Raw | ConvertFrom-Json)
        $got.Count | Should -Be $nasty.Count
        for ($i = 0; $i -lt $nasty.Count; $i++) {
            $got[$i] | Should -BeExactly $nasty[$i]
        }
    }

    It '$null as an empty argument, a number as text and a list as its items' -Skip:$IsWindows {
        Measure-PerfOperation tool -FilePath printf -ArgumentList '[%s]', $null, 1.5, @('a', 'b c') | Should -BeExactly '[][1.5][a][b c]'
    }

    It 'its folder, or PowerShell''s current one' -Skip:$IsWindows {
        Push-Location /usr
        try { Measure-PerfOperation tool -FilePath /bin/pwd | Should -BeExactly '/usr' } finally { Pop-Location }
        Measure-PerfOperation tool -FilePath /bin/pwd -WorkingDirectory /etc | Should -BeExactly '/etc'
        { Measure-PerfOperation tool -FilePath /bin/pwd -WorkingDirectory /no/such } | Should -Throw -ErrorId 'DirectoryNotFound,*'
    }

    It 'the environment with the changes asked for' {
        $env:PERFTRACKING_TEST_GONE = 'here'
        try {
            $program = Get-Program 'echo "$PERFTRACKING_TEST_NEW${PERFTRACKING_TEST_GONE-gone}"' 'if defined PERFTRACKING_TEST_GONE (echo here) else (echo %PERFTRACKING_TEST_NEW%gone)'
            Measure-PerfOperation tool @program -Environment @{ PERFTRACKING_TEST_NEW = 'new'; PERFTRACKING_TEST_GONE = $null } | Should -BeExactly 'newgone'
        }
        finally {
            $env:PERFTRACKING_TEST_GONE = $null
        }
    }

    It 'files for its streams, byte for byte' -Skip:$IsWindows {
        $in, $out, $err = 'in', 'out', 'err' | ForEach-Object { Join-Path $TestDrive "$_.bin" }
        [byte[]] $bytes = 0xff, 0xfe, 0, 13, 10, 0x80
        [IO.File]::WriteAllBytes($in, $bytes)
        Measure-PerfOperation tool -FilePath /bin/sh -ArgumentList '-c', 'tee /dev/stderr' -InputFile $in -OutFile $out -ErrorFile $err | Should -BeNullOrEmpty
        [IO.File]::ReadAllBytes($out) | Should -Be $bytes
        [IO.File]::ReadAllBytes($err) | Should -Be $bytes
        { Measure-PerfOperation tool -FilePath cat -InputFile (Join-Path $TestDrive 'none') } | Should -Throw -ErrorId 'FileNotFound,*'
    }

    It 'leaves a file alone that <_> would empty before the program reads it' -ForEach 'OutFile', 'ErrorFile' {
        $file = Join-Path $TestDrive 'kept'
        'abc' > $file
        $written = @{ $_ = Join-Path $TestDrive '.' 'kept' }
        $program = Get-Program 'echo out' 'echo out'
        { Measure-PerfOperation tool @program -InputFile $file @written } | Should -Throw -ErrorId 'ArgumentNotValid,*'
        Get-Content $file | Should -Be 'abc'
    }

    It 'leaves a file alone that it would empty by a link' -Skip:$IsWindows {
        $file = Join-Path $TestDrive 'linked'
        'abc' > $file
        $link = (New-Item -ItemType SymbolicLink -Path (Join-Path $TestDrive 'link') -Target $file).FullName
        { Measure-PerfOperation tool -FilePath cat -InputFile $file -OutFile $link } | Should -Throw -ErrorId 'ArgumentNotValid,*'
        { Measure-PerfOperation tool -FilePath cat -InputFile $link -ErrorFile $file } | Should -Throw -ErrorId 'ArgumentNotValid,*'
        Get-Content $file | Should -Be 'abc'
    }

    It 'an error, and no wait, where a file for its output cannot be opened while its errors go through the pipeline' {
        $program = Get-Program 'echo out' 'echo out'
        { Measure-PerfOperation tool @program -OutFile (Join-Path $TestDrive no such file) 2>&1 } | Should -Throw -ErrorId 'ProgramNotStarted,*'
        { Measure-PerfOperation tool @program -OutFile "a`0b" 2>&1 } | Should -Throw -ErrorId 'ArgumentNotValid,*'
    }

    It 'no more arguments than the system takes, which PowerShell is not asked to start either' {
        $program = Get-Program 'echo out' 'echo out'
        $arguments = @($program.ArgumentList) + ('x' * 8000000)
        { Measure-PerfOperation tool -FilePath $program.FilePath -ArgumentList $arguments } | Should -Throw -ErrorId 'ArgumentListTooLong,*'
        { Measure-PerfOperation tool -FilePath $program.FilePath -ArgumentList $arguments -Timeout 60 } | Should -Throw -ErrorId 'ArgumentListTooLong,*'
    }

    It 'no variable that would become another: <Name>' -ForEach @(
        @{ Name = 'an equals sign in its name'; Change = @{ 'A=B' = 'c' } }
        @{ Name = 'no name'; Change = @{ '' = 'c' } }
        @{ Name = 'the character 0'; Change = @{ A = "b`0c" } }
    ) {
        $program = Get-Program 'echo out' 'echo out'
        { Measure-PerfOperation tool @program -Environment $Change } | Should -Throw -ErrorId 'ArgumentNotValid,*'
    }

    It 'its name from the pipeline' {
        $program = Get-Program 'echo seen' 'echo seen'
        Get-Command $program.FilePath -CommandType Application -TotalCount 1 | Measure-PerfOperation tool -ArgumentList $program.ArgumentList | Should -BeExactly 'seen'
        $program.FilePath | Measure-PerfOperation tool -ArgumentList $program.ArgumentList | Should -BeExactly 'seen'
    }

    It 'no parameter for programs where it is a function' {
        function Get-Fine { 'fine' }
        { Measure-PerfOperation tool -FilePath Get-Fine -Timeout 1 } | Should -Throw -ErrorId 'NotAProgram,*'
        Set-Alias later Get-OfAModuleThatIsNotLoaded
        { Measure-PerfOperation tool -FilePath later -WorkingDirectory $TestDrive } | Should -Throw -ErrorId 'NotAProgram,*'
    }
}

Describe 'How a measured program ends' {
    BeforeEach { $null = Use-NewStore }

    It 'by a timeout, with all it started: a failed run with its own error' {
        $program = Get-Program 'sleep 600; echo never' 'ping -n 600 127.0.0.1 >nul'
        $operation = Measure-PerfOperation tool @program -Timeout 0.5 -AsOperation -ErrorVariable failure -ErrorAction SilentlyContinue
        $failure[0].FullyQualifiedErrorId | Should -BeLike 'ProgramTimedOut,*'
        $failure[0].Exception.Message | Should -BeLike '*timed out after 0.5 s*'
        $operation.Failure.ErrorId | Should -BeExactly 'ProgramTimedOut'
        $operation.Program.TimedOut | Should -BeTrue
        $LASTEXITCODE | Should -Not -Be 0
    }

    It 'by a timeout, though something that left its group holds its output' -Skip:(-not (Get-Command setsid -CommandType Application -ErrorAction Ignore)) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $out = Measure-PerfOperation tool -FilePath sh -ArgumentList '-c', 'echo $$; setsid sleep 20 & sleep 600' -Timeout 0.5 -ErrorAction SilentlyContinue
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $out | Should -Match '^\d+$'
    }

    It 'by a signal, told as that; the exit code is the shells'' one' -Skip:$IsWindows {
        $operation = Measure-PerfOperation tool -FilePath sh -ArgumentList '-c', 'kill -KILL $$' -AsOperation
        $operation.Failure.Message | Should -BeExactly "'sh' was killed by signal 9 (SIGKILL)."
        $operation.Failure.ErrorId | Should -BeExactly 'ProgramExitedWithNonZeroCode'
        $operation.Program.ExitCode, $operation.Program.Signal, $LASTEXITCODE | Should -Be 137, 9, 137
    }

    It 'while a child it left still holds its output: the clock stops, the output is complete' -Skip:$IsWindows {
        Measure-PerfOperation tool -FilePath sh -ArgumentList '-c', '(sleep 2; echo late) & echo hi' | Should -BeExactly 'hi', 'late'
        (Get-SavedRow tool).Value | Should -BeLessThan 1500
    }

    It 'with an exit code that is ignored' {
        $program = Get-Program 'exit 3' 'exit 3'
        (Measure-PerfOperation tool @program -IgnoreExitCode -AsOperation).Status | Should -Be 'Completed'
        $LASTEXITCODE | Should -Be 3
    }

    It 'among many that failed: kept, warned of, and not measured unless asked' -Skip:$IsWindows {
        $file = Join-Path $TestDrive "count-$([guid]::NewGuid())"
        $program = Get-Program "echo x >> '$file'; [ `$(wc -l < '$file') -ne 3 ]" "echo x>>`"$file`"& for /f %i in ('find /c /v `"`" ^< `"$file`"') do @if %i==3 exit 1"
        $summary = Measure-PerfOperation tool @program -Warmup 1 -Repeat 4 -AsSummary -WarningVariable warned -WarningAction SilentlyContinue
        $summary.Count | Should -Be 4
        $summary.Failed | Should -Be 1
        $summary.Values.Count | Should -Be 4
        $warned[0] | Should -BeLike '*1 of 4 runs*RunsFailed*'
        (Get-SavedRow tool).Count | Should -Be 3
    }

    It 'all of many failed: no figure but their number, unless they are asked for' {
        $program = Get-Program 'exit 3' 'exit 3'
        $summary = Measure-PerfOperation tool @program -Repeat 2 -AsSummary -WarningVariable warned -WarningAction SilentlyContinue
        $summary.Count, $summary.Failed | Should -Be 2, 2
        $summary.MedianMs, $summary.MeanMs, $summary.P95Ms | Should -Be $null, $null, $null
        $warned[0] | Should -BeLike '*All 2 runs*RunsFailed*'
        (Measure-PerfOperation tool @program -Repeat 2 -AsSummary -IncludeFailed -WarningAction SilentlyContinue).MedianMs | Should -BeGreaterThan 0
    }

    It 'with Prepare before and Cleanup after each run, unmeasured and unseen' {
        $log = [Collections.Generic.List[string]]::new()
        Measure-PerfOperation work { $log.Add('run'); 'out' } -Repeat 2 -Prepare { $log.Add('prepare'); 'unseen' } -Cleanup { $log.Add('cleanup'); 'unseen' } | Should -BeExactly 'out', 'out'
        $log | Should -BeExactly 'prepare', 'run', 'cleanup', 'prepare', 'run', 'cleanup'
    }

    It 'with the exit code of the work, whatever Prepare and Cleanup run' {
        $program = Get-Program 'exit 3' 'exit 3'
        $other = Get-Program 'exit 0' 'exit 0'
        $others = @{ Prepare = { & $other.FilePath $other.ArgumentList }; Cleanup = { $script:seen = $LASTEXITCODE; & $other.FilePath $other.ArgumentList } }
        Measure-PerfOperation tool @program @others
        $LASTEXITCODE, $seen | Should -Be 3, 3
        Measure-PerfOperation tool { & $program.FilePath $program.ArgumentList } @others
        $LASTEXITCODE, $seen | Should -Be 3, 3
        $global:LASTEXITCODE = 5
        Measure-PerfOperation tool { } @others
        $LASTEXITCODE | Should -Be 5
    }
}

Describe 'The peak memory of a program' -Skip:(-not $IsLinux) {
    BeforeEach { $null = Use-NewStore }

    It 'is there for each of many runs of the smallest program' {
        $peaks = (Measure-PerfOperation tool -FilePath true -Repeat 5 -AsOperation).Program.PeakMemoryMiB
        $peaks.Count | Should -Be 5
        $peaks | ForEach-Object { $_ | Should -BeGreaterThan 0.5; $_ | Should -BeLessThan 3 }
    }

    It 'comes from one more run, whose output nobody sees' {
        $file = Join-Path $TestDrive "runs-$([guid]::NewGuid())"
        Measure-PerfOperation tool -FilePath sh -ArgumentList '-c', "echo x >> '$file'; echo out" -Repeat 2 | Should -BeExactly 'out', 'out'
        (Get-Content $file).Count | Should -Be 3
        (Get-SavedRow tool).Count | Should -Be 2
    }
}

Describe 'An error in a measured block' {
    It 'shows where it stands' {
        $ErrorActionPreference = 'Continue'
        $seen = Measure-PerfOperation work { Write-Error boom } 2>&1
        "$seen" | Should -BeExactly 'boom'
        $seen.InvocationInfo.ScriptName | Should -BeExactly $PSCommandPath
        $seen.InvocationInfo.Line | Should -BeLike '*Measure-PerfOperation work { Write-Error boom }*'
    }
}

Describe 'A measured program is as the program alone' -Skip:$IsWindows {
    BeforeAll {
        # The same call twice: typed, and measured.
        function Get-Twice {
            param([string] $Script, [scriptblock] $Surroundings)

            $ErrorActionPreference = 'Continue'
            foreach ($measured in $false, $true) {
                $Error.Clear()
                $global:LASTEXITCODE = 77
                $call = if ($measured) { { Measure-PerfOperation tool -FilePath sh -ArgumentList '-c', $Script } } else { { sh -c $Script } }
                $seen = @(try { & $Surroundings $call *>&1 | ForEach-Object { "$($_.GetType().Name) $($_.FullyQualifiedErrorId) $_ $($_.CategoryInfo.Category) $($_.TargetObject)" } } catch { "threw $($_.FullyQualifiedErrorId) $($_.Exception.GetType().Name) $_" })
                ($seen + "exit code $LASTEXITCODE, $($Error.Count) in Error") -join "`n"
            }
        }
    }

    It '<Name>, in <Where>' -ForEach @(
        foreach ($program in @(
                @{ Name = 'output'; Script = 'echo a; echo; echo "  b c"' }
                @{ Name = 'no line break at the end'; Script = 'printf "a\r\nb\nc"' }
                @{ Name = 'bytes that are no text'; Script = 'printf "\377\376a\n"' }
                @{ Name = 'errors'; Script = 'echo e1 >&2; echo e2 >&2' }
                @{ Name = 'an exit code'; Script = 'echo a; exit 3' }
                @{ Name = 'a signal'; Script = 'kill -TERM $$' }
                @{ Name = 'nothing'; Script = ':' }
            )) {
            foreach ($around in @(
                    @{ Where = 'a call'; Surroundings = { param($call) . $call; "ok $?" } }
                    @{ Where = 'an assignment'; Surroundings = { param($call) $x = . $call; @($x).Count; $x } }
                    @{ Where = 'a merge'; Surroundings = { param($call) (. $call) 2>&1 } }
                    @{ Where = 'a pipeline'; Surroundings = { param($call) . $call | ForEach-Object { "got $_" } } }
                    @{ Where = 'a pipeline that ends early'; Surroundings = { param($call) . $call | Select-Object -First 1 } }
                    @{ Where = 'errors to nowhere'; Surroundings = { param($call) (. $call) 2>$null } }
                    @{ Where = 'Stop'; Surroundings = { param($call) $ErrorActionPreference = 'Stop'; . $call; 'after' } }
                    @{ Where = 'native errors that stop'; Surroundings = { param($call) $ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true; . $call; 'after' } }
                )) {
                $program + $around
            }
        }
    ) {
        $alone, $measured = Get-Twice $Script $Surroundings
        $measured | Should -BeExactly $alone
    }

    It 'with a byte order mark in its <Stream> where the console is UTF-8' -TestCases @(
        @{ Stream = 'output'; Script = 'printf "\357\273\277a\n"' }
        @{ Stream = 'errors'; Script = 'printf "\357\273\277e\n" >&2' }
    ) {
        $before = [Console]::OutputEncoding
        try {
            [Console]::OutputEncoding = [Text.Encoding]::UTF8
            $alone, $measured = Get-Twice $Script { param($call) (. $call) 2>&1 }
            $measured.IndexOf([char] 0xFEFF) | Should -BeGreaterThan -1
            [string]::Equals($measured, $alone, 'Ordinal') | Should -BeTrue
        }
        finally {
            [Console]::OutputEncoding = $before
        }
    }
}

Describe 'A script that is measured as a whole' {
    BeforeAll {
        $pwsh = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
        if (-not (Test-Path $pwsh)) {
            $pwsh = (Get-Command pwsh -CommandType Application | Select-Object -First 1).Source
        }
    }

    It 'ends with exit code <Code> of its measured block' -ForEach @(@{ Code = 0 }, @{ Code = 23 }) {
        $script = Join-Path $TestDrive 'whole.ps1'
        Set-Content $script "param(`$module, `$store) Import-Module `$module; Set-PerfStore `$store; Measure-PerfOperation app_startup { 'done'; exit $Code }"
        & $pwsh -NoProfile -File $script $modulePath (Join-Path $TestDrive 'whole.db') | Should -BeExactly 'done'
        $LASTEXITCODE | Should -Be $Code
    }
}
