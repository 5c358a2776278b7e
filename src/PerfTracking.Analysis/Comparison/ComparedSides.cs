using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Comparison;

/// <summary>Finds what two sides have in common, and what only one of them has.</summary>
internal static class ComparedSides
{
    /// <summary>Every metric of every benchmark that either side has, in the baseline's order; what only the current side has comes last.</summary>
    /// <param name="current">The benchmarks of the one.</param>
    /// <param name="baseline">The benchmarks of the other.</param>
    /// <param name="control">The baseline's once more; may be empty.</param>
    public static IEnumerable<ComparedMetric> Match(
        IReadOnlyCollection<PerfBenchmarkResult> current, IReadOnlyCollection<PerfBenchmarkResult> baseline, IReadOnlyCollection<PerfBenchmarkResult> control)
    {
        foreach (string name in baseline.Concat(current).Select(static result => result.Name).Distinct())
        {
            foreach (ComparedMetric metric in Match(name, Of(current, name), Of(baseline, name), Of(control, name)))
            {
                yield return metric;
            }
        }
    }

    private static PerfBenchmarkResult? Of(IEnumerable<PerfBenchmarkResult> results, string name) => results.FirstOrDefault(result => result.Name == name);

    private static IEnumerable<ComparedMetric> Match(string name, PerfBenchmarkResult? current, PerfBenchmarkResult? baseline, PerfBenchmarkResult? control)
    {
        string? failure = current?.Error is { } error ? $"The current side failed: {FirstLine(error)}"
            : baseline?.Error is { } other ? $"The baseline failed: {FirstLine(other)}"
            : null;
        string[] metrics = [.. SeriesOf(baseline).Concat(SeriesOf(current)).Select(static series => series.Metric).Distinct()];
        if (metrics.Length == 0)
        {
            // It is said even so: a benchmark that measured nothing is the one that must not be dropped.
            yield return new ComparedMetric(name, new BenchmarkSeries(BenchmarkMetrics.Time, "ms", MetricDirection.LowerIsBetter, SampleKind.Measured)) { Failure = failure ?? "No side measured anything." };
        }

        foreach (string metric in metrics)
        {
            yield return Match(name, SeriesOf(current, metric), SeriesOf(baseline, metric), SeriesOf(control, metric)) is var matched && failure is not null
                ? matched with { Failure = failure }
                : matched with { ErrorShare = current?.ErrorShare ?? 1 };
        }
    }

    private static ComparedMetric Match(string name, BenchmarkSeries? current, BenchmarkSeries? baseline, BenchmarkSeries? control)
    {
        BenchmarkSeries series = (current ?? baseline)! with { Samples = [] };
        double? factor = baseline is null ? 1 : Units.Factor(baseline.Unit, series.Unit);
        return new ComparedMetric(name, series with
        {
            Kind = baseline?.Kind == SampleKind.Measured ? SampleKind.Measured : series.Kind,
            Resolution = Math.Max(series.Resolution, (baseline?.Resolution ?? 0) * (factor ?? 1)),
        })
        {
            Current = current?.Samples,
            Baseline = In(baseline, factor),
            Control = In(control, factor),
            Failure = factor is null ? $"The current side is in '{series.Unit}' and the baseline in '{baseline!.Unit}', which cannot be converted."
                : current is not null && baseline is not null && current.Direction != baseline.Direction ? "The two sides do not agree which direction is better."
                : current is { Samples.Count: 0 } ? "The current side has no sample."
                : baseline is { Samples.Count: 0 } ? "The baseline has no sample."
                : null,
        };
    }

    private static IReadOnlyList<BenchmarkSample>? In(BenchmarkSeries? series, double? factor) =>
        factor is null or 1 ? series?.Samples : series is null ? null : [.. series.Samples.Select(sample => sample with { Value = sample.Value * factor.Value })];

    private static IReadOnlyList<BenchmarkSeries> SeriesOf(PerfBenchmarkResult? result) => result?.Series ?? [];

    private static BenchmarkSeries? SeriesOf(PerfBenchmarkResult? result, string metric) => SeriesOf(result).FirstOrDefault(series => series.Metric == metric);

    private static string FirstLine(string text) => text.Split('\n', 2)[0].Trim();
}
