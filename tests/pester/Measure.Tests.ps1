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
