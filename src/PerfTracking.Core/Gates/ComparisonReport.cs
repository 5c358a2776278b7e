using PerfTracking.Benchmarks;
using PerfTracking.Comparison;

namespace PerfTracking.Gates;

/// <summary>What a pull request is told: what was compared, and what a gate says of it.</summary>
/// <param name="Comparisons">What was compared.</param>
public sealed record ComparisonReport(IReadOnlyList<PerfComparison> Comparisons)
{
    private const int WorstFirst = 0, Quiet = 4;

    /// <summary>What a gate says, or <see langword="null"/> where none was asked.</summary>
    public PerfGateResult? Gate { get; init; }

    /// <summary>The command that repeats it on a developer's own machine, or <see langword="null"/>.</summary>
    public string? RepeatCommand { get; init; }

    /// <summary>The heading.</summary>
    public string Title { get; init; } = "Performance";

    /// <summary>The report of a gate's result.</summary>
    /// <param name="gate">The result.</param>
    public static ComparisonReport Of(PerfGateResult gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        return new ComparisonReport(gate.Comparisons) { Gate = gate };
    }

    /// <summary>The verdict in one sentence.</summary>
    public string Message => Gate?.Message ?? $"{char.ToUpperInvariant(GateText.Counts(Comparisons)[0])}{GateText.Counts(Comparisons)[1..]}.";

    /// <summary>The current side's arm, or <see langword="null"/>.</summary>
    public BenchmarkArm? Head => Gate?.Arms.FirstOrDefault(static arm => arm.Name == BenchmarkArm.Head);

    /// <summary>The baseline's arm, or <see langword="null"/>.</summary>
    public BenchmarkArm? Base => Gate?.Arms.FirstOrDefault(static arm => arm.Name == BenchmarkArm.Base);

    /// <summary>The current side's commit, or <see langword="null"/>.</summary>
    public string? Commit => Head?.Commit ?? Comparisons.Select(static comparison => comparison.Commit).FirstOrDefault(static commit => commit is not null);

    /// <summary>The current side's branch, or <see langword="null"/>.</summary>
    public string? Branch => Comparisons.Select(static comparison => comparison.Branch).FirstOrDefault(static branch => branch is not null) ?? Head?.Ref;

    /// <summary>The baseline's commit, or <see langword="null"/>.</summary>
    public string? BaselineCommit => Base?.Commit ?? Comparisons.Select(static comparison => comparison.BaselineCommit).FirstOrDefault(static commit => commit is not null);

    /// <summary>The comparisons that have something to say, the worst first.</summary>
    public IReadOnlyList<PerfComparison> News => [.. Comparisons.Where(static comparison => Rank(comparison) < Quiet).OrderBy(Rank)];

    /// <summary>The others.</summary>
    public IReadOnlyList<PerfComparison> Rest => [.. Comparisons.Where(static comparison => Rank(comparison) >= Quiet).OrderBy(Rank)];

    /// <summary>
    /// Whether people should be told: something became better or worse, was not compared, or lies beyond a limit. An uncertain metric
    /// that no limit is near is no news, and neither is what is undecided where that was to pass.
    /// </summary>
    public bool HasNews => News.Count > 0 || Gate?.IsNews(Gate.Outcome) == true;

    private static int Rank(PerfComparison comparison) => comparison.Status switch
    {
        ComparisonStatus.Regressed => WorstFirst,
        ComparisonStatus.Failed => 1,
        ComparisonStatus.Removed => 2,
        ComparisonStatus.Improved => 3,
        ComparisonStatus.Uncertain => Quiet,
        ComparisonStatus.Added => Quiet + 1,
        _ => Quiet + 2,
    };
}
