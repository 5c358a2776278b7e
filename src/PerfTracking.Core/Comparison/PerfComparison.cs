using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Comparison;

/// <summary>One metric of one benchmark on two sides: how far apart, and how surely.</summary>
public sealed record PerfComparison
{
    /// <summary>The benchmark, or the application of stored history.</summary>
    public required string Benchmark { get; init; }

    /// <summary>The metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The unit of both values.</summary>
    public required string Unit { get; init; }

    /// <summary>Which direction is better.</summary>
    public required MetricDirection Direction { get; init; }

    /// <summary>How its values vary where nothing changed.</summary>
    public SampleKind Kind { get; init; }

    /// <summary>The verdict.</summary>
    public required ComparisonStatus Status { get; init; }

    /// <summary>The typical current value (median), or <see langword="null"/> where that side has none.</summary>
    public double? Current { get; init; }

    /// <summary>The typical value of the baseline (median), or <see langword="null"/>.</summary>
    public double? Baseline { get; init; }

    /// <summary>The change in per cent of the baseline, by the estimator that <see cref="Method"/> names; <see langword="null"/> where it cannot be said.</summary>
    public double? ChangePercent { get; init; }

    /// <summary>The least the change may be, in per cent, at <see cref="Confidence"/>, corrected for the number of metrics compared.</summary>
    public double? ChangeLower { get; init; }

    /// <summary>The most that it may be.</summary>
    public double? ChangeUpper { get; init; }

    /// <summary>The confidence of the interval, 0–1, for all metrics of the comparison together.</summary>
    public double? Confidence { get; init; }

    /// <summary>The chance of a change at least this large where there is none, 0–1, corrected for the number of metrics.</summary>
    public double? PValue { get; init; }

    /// <summary>How it was computed: <c>paired by round</c>, <c>independent samples</c>, <c>range of counts</c>, <c>stored history</c>.</summary>
    public string? Method { get; init; }

    /// <summary>How many rounds, or samples of the smaller side, it rests on.</summary>
    public int SampleCount { get; init; }

    /// <summary>How far control and base lie apart in this session, in per cent; <see langword="null"/> without a control arm.</summary>
    public double? NoiseFloorPercent { get; init; }

    /// <summary>The change below which it counts as unchanged, in per cent.</summary>
    public double ThresholdPercent { get; init; }

    /// <summary>Where it is uncertain, how many more rounds would probably decide; <see langword="null"/> where that cannot be said.</summary>
    public int? MoreRounds { get; init; }

    /// <summary>The git commit of the current side, or <see langword="null"/>.</summary>
    public string? Commit { get; init; }

    /// <summary>The git branch of the current side, or <see langword="null"/>.</summary>
    public string? Branch { get; init; }

    /// <summary>The git commit of the baseline, or <see langword="null"/>.</summary>
    public string? BaselineCommit { get; init; }

    /// <summary>The change of the typical value, in the unit.</summary>
    public double? Difference => Current - Baseline;

    /// <summary>How far the current side is worse, in per cent; negative where it is better.</summary>
    public double? WorsePercent => Direction == MetricDirection.HigherIsBetter ? -ChangePercent : ChangePercent;

    /// <summary>The least that it may be worse, in per cent.</summary>
    public double? WorseLower => Direction == MetricDirection.HigherIsBetter ? -ChangeUpper : ChangeLower;

    /// <summary>The most that it may be worse, in per cent.</summary>
    public double? WorseUpper => Direction == MetricDirection.HigherIsBetter ? -ChangeLower : ChangeUpper;

    /// <summary>Why it says no more than it does, as a sentence; <see langword="null"/> where the numbers say everything.</summary>
    public string? Reason { get; init; }

    /// <summary>The comparison in one sentence.</summary>
    public string Message => ComparisonText.Of(this);

    /// <inheritdoc/>
    public override string ToString() => Message;
}
