using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Formatting;
using PerfTracking.Metrics;
using PerfTracking.Stores;

namespace PerfTracking.Gates;

/// <summary>
/// Holds comparisons against limits. A regression fails where its estimate lies beyond the limit and it is confirmed: the
/// interval of the per-round changes lies beyond half of the limit and beyond what control and base differ by. Pure.
/// </summary>
public static class GateEvaluator
{
    private const double ConfirmedFrom = 0.5;

    /// <summary>Judges.</summary>
    /// <param name="comparisons">What was compared.</param>
    /// <param name="limits">The limits.</param>
    /// <param name="problems">What kept a session from measuring what it was asked to; may be empty.</param>
    /// <param name="arms">The session's arms; may be empty.</param>
    /// <param name="reportOnly">Whether it only tells what would have failed.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of its range.</exception>
    public static PerfGateResult Evaluate(
        IReadOnlyList<PerfComparison> comparisons, PerfGateLimits limits, IReadOnlyList<BenchmarkProblem> problems, IReadOnlyList<BenchmarkArm> arms, bool reportOnly = false)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(problems);
        limits.EnsureValid();
        (PerfGateRule Rule, NameFilter Benchmark, NameFilter Metric)[] rules =
            [.. limits.Rules.Select(static rule => (rule, NameFilter.Matching([rule.Benchmark])!, NameFilter.Matching([rule.Metric])!))];
        PerfGateRule?[] ruleOf = [.. comparisons.Select(comparison => Array.Find(rules, rule => rule.Benchmark.IsMatch(comparison.Benchmark) && rule.Metric.IsMatch(comparison.Metric)).Rule)];

        var findings = new List<PerfGateFinding>();
        findings.AddRange(problems.Select(static problem => new PerfGateFinding(problem.Id, GateOutcome.NotCompared, problem.Message, problem.Benchmark)));
        findings.AddRange(comparisons.Select((comparison, index) => Find(comparison, ruleOf[index], limits)).OfType<PerfGateFinding>());
        LetCountsDecide(findings, comparisons);
        findings.AddRange(Missing(comparisons, limits, rules));
        double? index = IndexOf(comparisons, ruleOf);
        if (index is { } known && 100 - known > limits.IndexFallPercent)
        {
            findings.Add(new PerfGateFinding(PerfGateFinding.IndexFell, GateOutcome.Failed, GateText.Fell(known, limits.IndexFallPercent)));
        }

        double[] floors = [.. comparisons.Where(static comparison => comparison.Kind == SampleKind.Measured).Select(static comparison => comparison.NoiseFloorPercent).OfType<double>()];
        return new PerfGateResult
        {
            Outcome = findings.Count == 0 ? GateOutcome.Passed : findings.Max(static finding => finding.Outcome),
            ReportOnly = reportOnly,
            Limits = limits,
            Findings = [.. findings.OrderByDescending(static finding => finding.Outcome)],
            Comparisons = comparisons,
            Arms = arms,
            PerformanceIndex = index,
            NoiseFloorPercent = floors.Length == 0 ? null : floors.Max(),
        };
    }

    private static PerfGateFinding? Find(PerfComparison comparison, PerfGateRule? rule, PerfGateLimits limits)
    {
        PerfGateFinding Finding(string id, GateOutcome outcome, string message) => new(id, outcome, message, comparison.Benchmark, comparison.Metric);

        switch (comparison.Status)
        {
            case ComparisonStatus.Added:
                return Finding(PerfGateFinding.MetricAdded, GateOutcome.Passed, comparison.Message);
            case ComparisonStatus.Removed:
                return rule is { AllowRemoved: true } ? null : Finding(PerfGateFinding.MetricRemoved, GateOutcome.NotCompared, comparison.Message);
            case ComparisonStatus.Failed:
                return Finding(PerfGateFinding.MetricFailed, GateOutcome.NotCompared, comparison.Message);
        }

        if (rule is { Ignore: true } || IsTooSmall(comparison, rule))
        {
            return null;
        }

        (double fail, double warn) = LimitsOf(comparison, rule, limits);
        if (comparison.Status == ComparisonStatus.Unchanged && !IsUnchangedByMoreThan(warn, comparison))
        {
            return null;
        }

        bool isProved = comparison.Status == ComparisonStatus.Regressed;

        // Nothing is a share of zero: what was none and is proved to be some lies beyond every limit. And what is uncertain confirms nothing.
        double? worse = comparison.WorsePercent ?? (isProved ? double.PositiveInfinity : null);
        double? least = comparison.Status == ComparisonStatus.Uncertain ? null : comparison.WorseLower ?? (isProved ? worse : null);
        if (worse > fail && IsConfirmed(least, fail, comparison))
        {
            return Finding(PerfGateFinding.MetricRegressed, GateOutcome.Failed, GateText.Beyond(comparison, fail));
        }

        if (comparison.NoiseFloorPercent > fail)
        {
            return Finding(
                PerfGateFinding.NoiseFloorAboveLimit,
                GateOutcome.Undecided,
                $"This runner cannot decide {comparison.Benchmark}, {comparison.Metric}: base and base again lie up to {ValueText.Of(comparison.NoiseFloorPercent)} % apart here, and the limit is {ValueText.Of(fail)} %. A quieter runner or a longer -TimeBudget can.");
        }

        if (MayBeBeyond(fail, worse, comparison))
        {
            return Finding(PerfGateFinding.MetricUndecided, GateOutcome.Undecided, GateText.Undecided(comparison, fail));
        }

        return worse > warn && IsConfirmed(least, warn, comparison)
            ? Finding(PerfGateFinding.MetricRegressed, GateOutcome.Warned, GateText.Beyond(comparison, warn))
            : null;
    }

    private static bool IsTooSmall(PerfComparison comparison, PerfGateRule? rule) => Math.Abs(comparison.Difference ?? double.PositiveInfinity) < rule?.MinimumDifference;

    // What is proved to be no change is one to a gate only where it was compared by a threshold wider than the gate's limit, and
    // lies within that threshold in per cent: a difference too small for its unit is none at any limit.
    private static bool IsUnchangedByMoreThan(double limit, PerfComparison comparison) =>
        comparison.ThresholdPercent > limit && (comparison.WorseUpper ?? comparison.WorsePercent) <= comparison.ThresholdPercent;

    // With neither an interval nor a proof there was too little to tell anything. A single value beside its history has no interval;
    // whether that is noise was for the policy to say, and what lies beyond the limit even so is not passed over.
    private static bool MayBeBeyond(double limit, double? worse, PerfComparison comparison) =>
        comparison.Status == ComparisonStatus.Uncertain && comparison.Method != StoredVerdict.Method ? !(comparison.WorseUpper <= limit) : worse > limit;

    private static (double Fail, double Warn) LimitsOf(PerfComparison comparison, PerfGateRule? rule, PerfGateLimits limits)
    {
        bool isCounted = comparison.Kind == SampleKind.Counted;
        double fail = rule?.FailPercent ?? (isCounted ? limits.CountedFailPercent : limits.FailPercent);
        return (fail, Math.Min(fail, rule?.WarnPercent ?? (isCounted ? limits.CountedWarnPercent : limits.WarnPercent)));
    }

    private static bool IsConfirmed(double? least, double limit, PerfComparison comparison) =>
        least > Math.Max(ConfirmedFrom * limit, comparison.NoiseFloorPercent ?? 0);

    // Work that is counted does not grow and shrink with the load of the runner: where time cannot tell, it does.
    private static void LetCountsDecide(List<PerfGateFinding> findings, IReadOnlyList<PerfComparison> comparisons)
    {
        for (int i = 0; i < findings.Count; i++)
        {
            if (findings[i] is { Outcome: GateOutcome.Undecided, Metric: BenchmarkMetrics.Time } undecided
                && comparisons.FirstOrDefault(other => other.Benchmark == undecided.Benchmark && other.Metric == BenchmarkMetrics.Instructions) is { Status: ComparisonStatus.Unchanged } counted)
            {
                findings[i] = undecided with
                {
                    Id = PerfGateFinding.DecidedByCount,
                    Outcome = GateOutcome.Passed,
                    Message = $"{undecided.Message} What was counted decides: {counted.Message}",
                };
            }
        }
    }

    private static IEnumerable<PerfGateFinding> Missing(
        IReadOnlyList<PerfComparison> comparisons, PerfGateLimits limits, (PerfGateRule Rule, NameFilter Benchmark, NameFilter Metric)[] rules)
    {
        static bool IsCompared(PerfComparison comparison) => comparison.Status is not (ComparisonStatus.Added or ComparisonStatus.Removed or ComparisonStatus.Failed);

        if (!comparisons.Any(IsCompared))
        {
            yield return new PerfGateFinding(
                PerfGateFinding.NothingCompared, GateOutcome.NotCompared, "Nothing was compared: no metric was measured on both sides. A gate that compares nothing never passes.");
        }

        foreach (string required in limits.Required)
        {
            NameFilter filter = NameFilter.Matching([required])!;
            if (!comparisons.Any(comparison => IsCompared(comparison) && filter.IsMatch(comparison.Benchmark)))
            {
                yield return new PerfGateFinding(
                    PerfGateFinding.RequiredNotCompared, GateOutcome.NotCompared, $"The benchmark '{required}' is required and no benchmark of that name was compared.", required);
            }
        }

        foreach ((PerfGateRule rule, NameFilter benchmark, NameFilter metric) in rules)
        {
            if (!comparisons.Any(comparison => benchmark.IsMatch(comparison.Benchmark) && metric.IsMatch(comparison.Metric)))
            {
                yield return new PerfGateFinding(
                    PerfGateFinding.LimitMatchesNothing, GateOutcome.NotCompared, $"The limits of {rule} are of nothing that was compared: a name in perfgate.json is mistyped, or is no more.", rule.Benchmark, rule.Metric);
            }
        }
    }

    // As the index of a store is made, with the baseline for the target: 100 × min(1, target ÷ value). Each benchmark counts once,
    // by its time or, where a loaded runner hides that, its processor time, and one that has neither, as stored history, by the mean of
    // its metrics; and what is not proved to be worse, or is too small to be a change, is not worse: noise alone cannot lower it.
    private static double? IndexOf(IReadOnlyList<PerfComparison> comparisons, PerfGateRule?[] ruleOf)
    {
        double[] scores =
        [
            .. comparisons.Zip(ruleOf)
                .Where(static judged => judged.Second is not { Ignore: true }
                    && judged.First.Kind == SampleKind.Measured
                    && judged.First.Status is ComparisonStatus.Unchanged or ComparisonStatus.Improved or ComparisonStatus.Regressed or ComparisonStatus.Uncertain)
                .GroupBy(static judged => judged.First.Benchmark)
                .Select(static metrics => metrics.Where(static judged => judged.First.Metric is BenchmarkMetrics.Time or BenchmarkMetrics.CpuTime).Select(Score).DefaultIfEmpty(metrics.Average(Score)).Min()),
        ];
        return scores.Length == 0 ? null : scores.Average();
    }

    private static double Score((PerfComparison Comparison, PerfGateRule? Rule) judged)
    {
        PerfComparison comparison = judged.Comparison;
        if (comparison.Status != ComparisonStatus.Regressed || IsTooSmall(comparison, judged.Rule))
        {
            return 100;
        }

        return comparison is not { ChangePercent: { } change } ? 0
            : Math.Clamp(comparison.Direction == MetricDirection.HigherIsBetter ? 100 + change : 100 / (1 + (change / 100)), 0, 100);
    }
}
