# Pester's assertions about performance, for Pester 5 (Should -RunWithin) and Pester 6 (Should-RunWithin) alike.
# Enable-PerfAssertion imports this file; nothing of it is loaded otherwise.
Set-StrictMode -Version 3.0

$runs = 5

# A time as people write it, in ms: 200ms, 2s, '1.5s', 2min, a timespan, or a number of ms.
function ConvertTo-Millisecond($Value) {
    # PowerShell itself reads 2s as a short number and 500us as an unsigned one; 0.5s would be none at all.
    switch ($Value) {
        { $_ -is [timespan] } { return $Value.TotalMilliseconds }
        { $_ -is [int16] -and $_ -gt 0 } { return 1000.0 * $Value }
        { $_ -is [uint16] -and $_ -gt 0 } { return $Value / 1000.0 }
        { $_ -is [int16] -or $_ -is [uint16] } { throw [ArgumentException]::new("PowerShell makes 0 of a fraction with a unit: write 500ms or '0.5s'.") }
    }

    if ("$Value" -notmatch '^\s*(?<number>\d+(\.\d+)?)\s*(?<unit>us|µs|ms|s|min|m|h)?\s*$') {
        throw [ArgumentException]::new("'$Value' is no time: write 200ms, 1.5s or 2min.")
    }

    $factors = @{ us = 0.001; 'µs' = 0.001; ms = 1; s = 1000; min = 60000; m = 60000; h = 3600000 }
    $unit = $Matches.ContainsKey('unit') ? $Matches.unit : 'ms'
    [double]::Parse($Matches.number, [cultureinfo]::InvariantCulture) * $factors[$unit]
}

function Format-Value($Value, $Unit = 'ms') {
    [PerfTracking.Formatting.ValueText]::Of([Nullable[double]] $Value, $Unit)
}

# What was measured, in ms: the runs of a block, or the values of what is measured already.
function Measure-Actual($Actual, [double] $Limit) {
    switch ($Actual) {
        { $_ -is [scriptblock] } {
            # Until the median is known to be on one side: one slow run among five says nothing, three say it.
            $values = [System.Collections.Generic.List[double]]::new()
            $majority = [Math]::Ceiling($runs / 2)
            while ($values.Count -lt $runs -and
                @($values -le $Limit).Count -lt $majority -and @($values -gt $Limit).Count -lt $majority) {
                $watch = [System.Diagnostics.Stopwatch]::StartNew()
                $null = & $Actual
                $values.Add($watch.Elapsed.TotalMilliseconds)
            }

            return , $values.ToArray()
        }
        { $_ -is [timespan] } { return , @($Actual.TotalMilliseconds) }
        { $_ -is [PerfTracking.Tracking.PerfRunSummary] } { return , @($Actual.Runs.ForEach({ $_.Duration.TotalMilliseconds })) }
        { $_ -is [PerfTracking.Tracking.PerfOperation] } { return , @($Actual.Duration.TotalMilliseconds) }
        { $_ -is [PerfTracking.Benchmarks.PerfBenchmarkResult] } {
            $times = $Actual.Series.Where({ $_.Metric -eq 'time' })
            return , @($times.ForEach({ $_.Samples.Value }))
        }
        { $_ -is [PerfTracking.Benchmarks.PerfBenchmarkSession] } {
            throw [ArgumentException]::new('A session has more than one benchmark: pipe one of its Results.')
        }
        { $_ -is [ValueType] } { return , @([double] $Actual) }
        default { throw [ArgumentException]::new("'$Actual' is nothing that takes a time: pipe a script block, a time, an operation, a summary of runs or a benchmark's result.") }
    }
}

# Each test gives back whether it is so and what to say where it is not as wished.
function Test-RunWithin($Actual, $Limit, [switch] $Negate) {
    $ms = ConvertTo-Millisecond $Limit
    [double[]] $values = Measure-Actual $Actual $ms
    if ($values.Count -eq 0) {
        return @{ Succeeded = $false; Message = 'Nothing was measured: there is no time to hold against the limit.' }
    }

    $sorted = [double[]] ($values | Sort-Object)
    $median = [PerfTracking.Statistics.Quantiles]::Median($sorted)
    $within = $median -le $ms
    $spread = $sorted.Count -gt 1 ? ", the median of $($sorted.Count) runs ($(Format-Value $sorted[0]) to $(Format-Value $sorted[-1]))" : ''
    @{
        Succeeded = $within -xor $Negate
        Message = "Expected to run $($Negate ? 'longer than' : 'within') $(Format-Value $ms),<because> but it took $(Format-Value $median)$spread."
    }
}

# A finding beside its history: what was measured, what was expected, how far values spread before, and the verdict.
function Format-Finding($Verdict) {
    $said = [PerfTracking.Formatting.Sentence]::Finding("$($Verdict.Severity): $($Verdict.Metric.Name) of $($Verdict.Application)", $Verdict.Value, $Verdict.Expected, $Verdict.Metric.Unit, $Verdict.Message)
    $past = $Verdict.Baseline
    $past ? "$said Its history lies between $(Format-Value $past.P5 $past.Unit) and $(Format-Value $past.P95 $past.Unit) (p5 and p95)." : $said
}

function Test-Regress([object[]] $Actual, [Nullable[double]] $FailPercent, [switch] $Negate) {
    $first = $Actual.Count -gt 0 ? $Actual[0] : $null
    if ($first -is [string] -or $first -is [PerfTracking.History.PerfSnapshot]) {
        # The past of an application; who has none cannot have got worse, and did not pass either.
        $chosen = $first -is [string] ? @{ Application = [string[]] $Actual } : @{ SnapshotId = [long[]] $Actual.Id }
        $Actual = @(Get-PerfRegression @chosen -ErrorAction Stop)
        $first = $Actual.Count -gt 0 ? $Actual[0] : $null
        $verdicts = $true
    }
    else {
        $verdicts = $first -is [PerfTracking.Detection.PerfVerdict]
    }

    if ($verdicts) {
        # By the policy's severity; or, where somebody says how much is too much, every finding beyond that.
        $worse = @($Actual | Where-Object { $null -eq $FailPercent ? $_.Severity -ge 'Error' : $_.Severity -ge 'Warning' -and ($null -eq $_.DeviationPercent -or $_.DeviationPercent -gt $FailPercent) })
        $said = @($worse.ForEach({ Format-Finding $_ }))
        $regressed = $worse.Count -gt 0
        if (-not $regressed) {
            $said = @($null -eq $FailPercent ? 'There is no finding of severity Error or worse.' : "There is no finding beyond $(Format-Value $FailPercent '') %.")
        }
    }
    else {
        $limit = @{ PassThru = $true; IndexFallPercent = 99.9; WarningAction = 'Ignore' }
        if ($null -ne $FailPercent) { $limit.FailPercent = $FailPercent }

        # A gate has judged; only where somebody says here how much is too much does it do so again, by what it compared.
        $judged = @($Actual.Where({ $_ -is [PerfTracking.Gates.PerfGateResult] }))
        $others = @($Actual.Where({ $_ -isnot [PerfTracking.Gates.PerfGateResult] }))
        $gates = @(
            foreach ($gate in $judged) {
                $null -eq $FailPercent -or $gate.Findings.Where({ $_.Outcome -eq 'NotCompared' }).Count -gt 0 ? $gate : ($gate.Comparisons | Test-PerfGate @limit)
            }
            if ($others.Count -gt 0 -or $judged.Count -eq 0) { $others | Test-PerfGate @limit }
        )
        $silent = $gates.Where({ $_.Outcome -eq 'NotCompared' -or $_.ExitCode -eq 2 }, 'First')
        if ($silent.Count -gt 0) {
            return @{ Succeeded = $false; Message = $silent[0].Message }
        }

        $worse = @($gates.Where({ $_.Outcome -eq 'Failed' }))
        $regressed = $worse.Count -gt 0
        $said = @(($regressed ? $worse : $gates).Message)
    }

    @{
        Succeeded = $regressed -xor $Negate
        Message = $Negate ? "Expected not to regress,<because> but it did: $($said -join ' ')" : "Expected to regress,<because> but it did not. $($said -join ' ')"
    }
}

# What keeps an index below 100, the worst first.
function Get-IndexReason($Actual) {
    if ($Actual -is [PerfTracking.Gates.PerfGateResult]) { return $Actual.Message }

    $targets = @{}
    Get-PerfMetric -Application $Actual.Application -ErrorAction Ignore | Where-Object Target | ForEach-Object { $targets[$_.Id] = $_ }
    $missed = $Actual.Measurements | Where-Object { $targets.ContainsKey($_.Metric) } | ForEach-Object {
        $metric = $targets[$_.Metric]
        $score = [PerfTracking.Recording.PerformanceIndex]::Score($_.Value, $metric.Target.Value, $metric.Direction)
        if ($score -lt 100) { [pscustomobject]@{ Score = $score; Text = "$($metric.Name) is $(Format-Value $_.Value $metric.Unit), its target $(Format-Value $metric.Target.Value $metric.Unit)" } }
    }

    @($missed | Sort-Object Score | Select-Object -First 3).ForEach({ $_.Text }) -join '; '
}

function Test-PerfIndex($Actual, [double] $AtLeast, [switch] $Negate) {
    $index = switch ($Actual) {
        { $_ -is [string] } { ($Actual = Get-PerfSnapshot -Application $Actual -Last 1 -ErrorAction Stop).PerformanceIndex }
        { $_ -is [PerfTracking.History.PerfSnapshot] -or $_ -is [PerfTracking.Gates.PerfGateResult] } { $Actual.PerformanceIndex }
        default { throw [ArgumentException]::new("'$Actual' has no performance index: pipe an application's name, a snapshot or a gate's result.") }
    }
    if ($null -eq $index) {
        return @{ Succeeded = $false; Message = 'There is no performance index: no metric with a target was measured. Set-PerfTarget sets one.' }
    }

    $succeeded = ($index -ge $AtLeast) -xor $Negate
    $why = $succeeded ? '' : (Get-IndexReason $Actual)
    @{
        Succeeded = $succeeded
        Message = "Expected a performance index of $($Negate ? 'less than' : 'at least') $(Format-Value $AtLeast ''),<because> but it is $(Format-Value $index '')$($why ? ": $($why.TrimEnd('.'))" : '')."
    }
}

function Complete($Result, $Because) {
    [pscustomobject]@{
        Succeeded = $Result.Succeeded
        FailureMessage = $Result.Message.Replace('<because>', $Because ? " because $($Because -replace '^\s*because\s+')," : '')
    }
}

# For Should -RunWithin and its like, of Pester 5 and 6.
function RunWithin($ActualValue, $ExpectedValue, [switch] $Negate, [string] $Because) {
    Complete (Test-RunWithin $ActualValue $ExpectedValue -Negate:$Negate) $Because
}

function Regress($ActualValue, [Nullable[double]] $FailPercent, [switch] $Negate, [string] $Because) {
    Complete (Test-Regress @($ActualValue) $FailPercent -Negate:$Negate) $Because
}

function HavePerfIndex($ActualValue, [double] $AtLeast = 80, [switch] $Negate, [string] $Because) {
    Complete (Test-PerfIndex $ActualValue $AtLeast -Negate:$Negate) $Because
}

# For Pester 6: a function for each.
function Confirm-Assertion($Caller, $Actual, $Buffer, [scriptblock] $Test, $Because, $As = 'Scalar') {
    $assert = New-ShouldAssertion -Caller $Caller -Actual $Actual -Buffer $Buffer -As $As
    $result = & $Test $assert.Actual()
    if (-not $result.Succeeded) {
        $assert.Fail($result.Message, @{ Because = $Because })
    }
}

function Should-RunWithin {
    [CmdletBinding()]
    param(
        [Parameter(Position = 1, ValueFromPipeline)] $Actual,
        [Parameter(Position = 0, Mandatory)] $Expected,
        [string] $Because
    )

    Confirm-Assertion $PSCmdlet $Actual $local:Input { Test-RunWithin $args[0] $Expected } $Because
}

function Should-NotRegress {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline)] $Actual,
        [Nullable[double]] $FailPercent,
        [string] $Because
    )

    # One item or many: neither is a mistake that deserves a hint.
    Confirm-Assertion $PSCmdlet $Actual $local:Input { Test-Regress @($args[0]) $FailPercent -Negate } $Because None
}

function Should-HavePerfIndex {
    [CmdletBinding()]
    param(
        [Parameter(Position = 1, ValueFromPipeline)] $Actual,
        [Parameter(Position = 0)] [double] $AtLeast = 80,
        [string] $Because
    )

    Confirm-Assertion $PSCmdlet $Actual $local:Input { Test-PerfIndex $args[0] $AtLeast } $Because
}

Add-ShouldOperator -Name RunWithin -Test $function:RunWithin
Add-ShouldOperator -Name Regress -Test $function:Regress -SupportsArrayInput
Add-ShouldOperator -Name HavePerfIndex -Test $function:HavePerfIndex

Export-ModuleMember -Function ((Get-Command New-ShouldAssertion -ErrorAction Ignore) ? @('Should-RunWithin', 'Should-NotRegress', 'Should-HavePerfIndex') : @())
