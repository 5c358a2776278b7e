using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Statistics;

namespace PerfTracking.Analysis.Comparison;

/// <summary>
/// Compares by ranks: pairs of rounds by Wilcoxon's signed ranks, independent samples by Brunner and Munzel. The intervals of
/// all metrics hold together (Bonferroni), the chances are corrected by Holm's method.
/// </summary>
public sealed class BenchmarkComparer : IBenchmarkComparer
{
    /// <inheritdoc/>
    public IReadOnlyList<PerfComparison> Compare(PerfBenchmarkSession session, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(session);
        ComparedMetric[] metrics = [.. ComparedSides.Match(ArmOf(session, BenchmarkArm.Head), ArmOf(session, BenchmarkArm.Base), ArmOf(session, BenchmarkArm.Control))];
        BenchmarkArm? head = session.Arms.FirstOrDefault(static arm => arm.Name == BenchmarkArm.Head), origin = session.Arms.FirstOrDefault(static arm => arm.Name == BenchmarkArm.Base);
        return [.. Compare(metrics, options, 1).Select(comparison => comparison with
        {
            Commit = head?.Commit ?? session.Commit, Branch = session.Branch ?? head?.Ref, BaselineCommit = origin?.Commit,
        })];
    }

    /// <inheritdoc/>
    public IReadOnlyList<PerfComparison> Compare(PerfBenchmarkSession baseline, PerfBenchmarkSession current, ComparisonOptions options)
    {
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentNullException.ThrowIfNull(current);

        // The rounds of one session have nothing to do with those of the other.
        ComparedMetric[] metrics = [.. ComparedSides.Match(OnlyArmOf(current), OnlyArmOf(baseline), [])];
        return [.. Compare([.. metrics.Select(Unpaired)], options, 1).Select(comparison => comparison with
        {
            Commit = current.Commit, Branch = current.Branch, BaselineCommit = baseline.Commit,
        })];
    }

    /// <inheritdoc/>
    public IRoundStopping Stopping(ComparisonOptions options, int benchmarks)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(benchmarks, 1);
        options.EnsureValid();
        return new RoundStopping(options, benchmarks);
    }

    /// <summary>Compares metrics.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="options">What counts as a change.</param>
    /// <param name="sessions">How many times as many metrics there are in all.</param>
    internal static IEnumerable<PerfComparison> Compare(ComparedMetric[] metrics, ComparisonOptions options, int sessions)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.EnsureValid();
        ComparedMetric[] measured = [.. metrics.Where(static metric => metric.IsMeasured)];
        double chance = (1 - options.Confidence) / Math.Max(1, measured.Length * sessions);
        ChangeEstimate[] estimates = [.. measured.Select(metric => ChangeEstimate.Of(metric, chance * metric.ErrorShare))];
        double[] corrected = HolmCorrection.Of([.. estimates.Select(static estimate => estimate.Change.PValue)]);
        int next = 0;
        foreach (ComparedMetric metric in metrics)
        {
            PerfComparison unjudged = Unjudged(metric, options);
            yield return metric.IsMeasured ? Judged(unjudged, metric, estimates[next], corrected[next++], chance * metric.ErrorShare, options) : unjudged;
        }
    }

    private static PerfComparison Unjudged(ComparedMetric metric, ComparisonOptions options) => new()
    {
        Benchmark = metric.Benchmark,
        Metric = metric.Series.Metric,
        Unit = metric.Series.Unit,
        Direction = metric.Series.Direction,
        Kind = metric.Series.Kind,
        Status = metric.Failure is not null ? ComparisonStatus.Failed : metric.Baseline is null ? ComparisonStatus.Added : ComparisonStatus.Removed,
        Current = Typical(metric.Current),
        Baseline = Typical(metric.Baseline),
        SampleCount = Math.Min(metric.Current?.Count ?? 0, metric.Baseline?.Count ?? 0),
        ThresholdPercent = ThresholdOf(metric, options),
        Reason = metric.Failure,
    };

    private static PerfComparison Judged(PerfComparison unjudged, ComparedMetric metric, ChangeEstimate estimate, double corrected, double level, ComparisonOptions options)
    {
        BenchmarkSeries series = metric.Series;
        Judgement judgement = Judgement.Of(estimate, series.Direction, unjudged.ThresholdPercent, options.MinimumDifference ?? series.Resolution, series.Unit, level);
        Shift change = estimate.Change;
        return unjudged with
        {
            Status = judgement.Status,
            MoreRounds = judgement.MoreRounds,
            Reason = judgement.Reason,
            ChangePercent = estimate.Scale.Percent(change.Center),
            ChangeLower = change.HasInterval ? estimate.Scale.Percent(change.Lower) : null,
            ChangeUpper = change.HasInterval ? estimate.Scale.Percent(change.Upper) : null,
            Confidence = options.Confidence,
            PValue = corrected,
            Method = estimate.Method,
            SampleCount = estimate.Count,
            NoiseFloorPercent = estimate.NoiseFloorPercent,
        };
    }

    private static double ThresholdOf(ComparedMetric metric, ComparisonOptions options) =>
        metric.Series.Kind == SampleKind.Counted ? options.CountedThresholdPercent : options.ThresholdPercent;

    private static double? Typical(IReadOnlyList<BenchmarkSample>? samples) =>
        samples is { Count: > 0 } ? Quantiles.Median([.. samples.Select(static sample => sample.Value).Order()]) : null;

    private static ComparedMetric Unpaired(ComparedMetric metric) =>
        metric with { Current = WithoutRounds(metric.Current), Baseline = WithoutRounds(metric.Baseline), ErrorShare = 1 };

    private static IReadOnlyList<BenchmarkSample>? WithoutRounds(IReadOnlyList<BenchmarkSample>? samples) =>
        samples is null ? null : [.. ChangeEstimate.Independents(samples).Select(static value => new BenchmarkSample(value))];

    private static PerfBenchmarkResult[] ArmOf(PerfBenchmarkSession session, string arm) => [.. session.Results.Where(result => result.Arm == arm)];

    private static PerfBenchmarkResult[] OnlyArmOf(PerfBenchmarkSession session) =>
        ArmOf(session, BenchmarkArm.Head) is { Length: > 0 } head ? head : session.Results.Select(static result => result.Arm).FirstOrDefault() is { } first ? ArmOf(session, first) : [];
}
