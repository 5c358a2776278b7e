using PerfTracking.Analysis.Benchmarks;
using PerfTracking.Benchmarks;

namespace PerfTracking.Analysis.Comparison;

/// <summary>How far the current side lies from the baseline, and control with it.</summary>
/// <param name="Change">The change on its scale.</param>
/// <param name="Control">The same of control against the baseline; <see langword="null"/> without one.</param>
/// <param name="Scale">What a shift is in per cent.</param>
/// <param name="Count">How many rounds it rests on, or samples of the smaller side.</param>
/// <param name="Method">How it was computed.</param>
internal sealed record ChangeEstimate(Shift Change, Shift? Control, ChangeScale Scale, int Count, string Method)
{
    private const string Paired = "paired by round";
    private const string Independent = "independent samples";
    private const string RangeOfCounts = "range of counts";
    private const int FewestCounts = 3;

    /// <summary>
    /// The most that control and base may differ by, on the scale: the farther end of their interval. What does not lie beyond it
    /// may be noise of this runner at this hour.
    /// </summary>
    public double? NoiseFloor => Control is { HasInterval: true } control ? Math.Max(Math.Abs(control.Lower), Math.Abs(control.Upper)) : null;

    /// <summary>The same in per cent.</summary>
    public double? NoiseFloorPercent => NoiseFloor is { } floor ? Scale.Percent(floor) : null;

    /// <summary>The change of a metric that both sides have measured.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="level">The two-sided chance of error of the interval, 0–1.</param>
    public static ChangeEstimate Of(ComparedMetric metric, double level)
    {
        SortedDictionary<int, double> current = RoundMedians.Of(metric.Current!), baseline = RoundMedians.Of(metric.Baseline!);
        int[] rounds = [.. baseline.Keys.Where(current.ContainsKey)];
        ChangeEstimate estimate = rounds.Length > 1 ? OfRounds(metric, current, baseline, rounds, level) : OfSamples(metric, level);
        return metric.Series.Kind == SampleKind.Counted && !estimate.Change.HasInterval && Math.Min(metric.Current!.Count, metric.Baseline!.Count) >= FewestCounts
            ? estimate.ByRange(metric, current, baseline, rounds)
            : estimate;
    }

    private static ChangeEstimate OfRounds(ComparedMetric metric, SortedDictionary<int, double> current, SortedDictionary<int, double> baseline, int[] rounds, double level)
    {
        ChangeScale scale = ChangeScale.For(current.Values, baseline.Values);
        Shift? control = null;
        if (metric.Control is { Count: > 0 } samples)
        {
            SortedDictionary<int, double> again = RoundMedians.Of(samples);
            int[] shared = [.. baseline.Keys.Where(again.ContainsKey)];
            control = shared.Length > 1 && (!scale.IsRatio || again.Values.All(static value => value > 0))
                ? SignedRank.Of([.. shared.Select(round => scale.Of(again[round]) - scale.Of(baseline[round]))], level)
                : null;
        }

        return new ChangeEstimate(SignedRank.Of(Differences(current, baseline, rounds, scale), level), control, scale, rounds.Length, Paired);
    }

    private static ChangeEstimate OfSamples(ComparedMetric metric, double level)
    {
        double[] current = Independents(metric.Current!), baseline = Independents(metric.Baseline!);
        ChangeScale scale = ChangeScale.For(current, baseline);
        Shift change = RankSum.Of([.. current.Select(scale.Of)], [.. baseline.Select(scale.Of)], level);
        return new ChangeEstimate(change, null, scale, Math.Min(current.Length, baseline.Length), Independent);
    }

    // Counts hardly vary: where there are too few for a test, the whole range of what was seen is the interval.
    private ChangeEstimate ByRange(ComparedMetric metric, SortedDictionary<int, double> current, SortedDictionary<int, double> baseline, int[] rounds)
    {
        double[] differences = rounds.Length > 1 ? Differences(current, baseline, rounds, Scale)
            : [Scale.Of(metric.Current!.Min(static sample => sample.Value)) - Scale.Of(metric.Baseline!.Max(static sample => sample.Value)),
               Scale.Of(metric.Current!.Max(static sample => sample.Value)) - Scale.Of(metric.Baseline!.Min(static sample => sample.Value))];
        return this with { Change = Change with { Lower = differences.Min(), Upper = differences.Max() }, Control = null, Method = RangeOfCounts };
    }

    private static double[] Differences(SortedDictionary<int, double> current, SortedDictionary<int, double> baseline, int[] rounds, ChangeScale scale) =>
        [.. rounds.Select(round => scale.Of(current[round]) - scale.Of(baseline[round]))];

    /// <summary>The values that do not depend on each other: the typical one of each round, and every one that came without a round.</summary>
    public static double[] Independents(IReadOnlyList<BenchmarkSample> samples) =>
        [.. RoundMedians.Of(samples).Values, .. samples.Where(static sample => sample.Round < 0).Select(static sample => sample.Value)];
}
