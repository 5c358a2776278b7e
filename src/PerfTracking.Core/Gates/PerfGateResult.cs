using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Formatting;

namespace PerfTracking.Gates;

/// <summary>What a gate says, and everything it says it about.</summary>
public sealed record PerfGateResult
{
    private readonly IReadOnlyList<PerfGateFinding> _findings = Rows<PerfGateFinding>.Of([]);
    private readonly IReadOnlyList<PerfComparison> _comparisons = Rows<PerfComparison>.Of([]);
    private readonly IReadOnlyList<BenchmarkArm> _arms = Rows<BenchmarkArm>.Of([]);

    /// <summary>The verdict: the worst of the findings.</summary>
    public required GateOutcome Outcome { get; init; }

    /// <summary>
    /// 0 where the build may go on, 1 for a confirmed regression, 2 where nothing was compared that should have been, or where
    /// undecided counts as failed. With <see cref="ReportOnly"/> never 1, and 2 wherever something was not compared.
    /// </summary>
    public int ExitCode => Outcome switch
    {
        GateOutcome.NotCompared => 2,
        GateOutcome.Failed => !ReportOnly ? 1 : Findings.Any(static finding => finding.Outcome == GateOutcome.NotCompared) ? 2 : 0,
        GateOutcome.Undecided => !ReportOnly && Limits.OnUndecided == UndecidedRule.Fail ? 2 : 0,
        _ => 0,
    };

    /// <summary>Whether it only tells what would have failed.</summary>
    public bool ReportOnly { get; init; }

    /// <summary>The limits it judged by.</summary>
    public required PerfGateLimits Limits { get; init; }

    /// <summary>What it has to say, the worst first.</summary>
    public IReadOnlyList<PerfGateFinding> Findings { get => _findings; init => _findings = Rows<PerfGateFinding>.Of(value); }

    /// <summary>What was compared.</summary>
    public IReadOnlyList<PerfComparison> Comparisons { get => _comparisons; init => _comparisons = Rows<PerfComparison>.Of(value); }

    /// <summary>The arms of the session, with their commits and how the base was found; none where there was no session.</summary>
    public IReadOnlyList<BenchmarkArm> Arms { get => _arms; init => _arms = Rows<BenchmarkArm>.Of(value); }

    /// <summary>The performance index of the current side where the baseline is 100, each benchmark counting once and only by what is proved; <see langword="null"/> where nothing was compared.</summary>
    public double? PerformanceIndex { get; init; }

    /// <summary>The largest noise floor of a measured metric, in per cent; <see langword="null"/> without a control arm.</summary>
    public double? NoiseFloorPercent { get; init; }

    /// <summary>Whether people should be told of an outcome by itself: it did not pass, and is not undecided where that is to pass.</summary>
    /// <param name="outcome">The outcome of the gate, or of one of its findings.</param>
    public bool IsNews(GateOutcome outcome) => outcome != GateOutcome.Passed && (outcome != GateOutcome.Undecided || Limits.OnUndecided != UndecidedRule.Pass);

    /// <summary>The result in one sentence.</summary>
    public string Message => GateText.Of(this);
}
