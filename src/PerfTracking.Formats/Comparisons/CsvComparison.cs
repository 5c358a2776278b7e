using PerfTracking.Comparison;
using PerfTracking.Formats.Tables;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>A comparison for spreadsheets: a row for each metric.</summary>
internal static class CsvComparison
{
    public static string Write(ComparisonReport report) => new CsvColumns<PerfComparison>()
        .With(nameof(PerfComparison.Benchmark), static row => row.Benchmark)
        .With(nameof(PerfComparison.Metric), static row => row.Metric)
        .With(nameof(PerfComparison.Unit), static row => row.Unit)
        .With(nameof(PerfComparison.Status), static row => row.Status)
        .With(nameof(PerfComparison.Current), static row => row.Current)
        .With(nameof(PerfComparison.Baseline), static row => row.Baseline)
        .With(nameof(PerfComparison.Difference), static row => row.Difference)
        .With(nameof(PerfComparison.ChangePercent), static row => row.ChangePercent)
        .With(nameof(PerfComparison.ChangeLower), static row => row.ChangeLower)
        .With(nameof(PerfComparison.ChangeUpper), static row => row.ChangeUpper)
        .With(nameof(PerfComparison.PValue), static row => row.PValue)
        .With(nameof(PerfComparison.Method), static row => row.Method)
        .With(nameof(PerfComparison.SampleCount), static row => row.SampleCount)
        .With(nameof(PerfComparison.NoiseFloorPercent), static row => row.NoiseFloorPercent)
        .With(nameof(PerfComparison.ThresholdPercent), static row => row.ThresholdPercent)
        .With(nameof(PerfComparison.Commit), row => row.Commit ?? report.Commit)
        .With(nameof(PerfComparison.BaselineCommit), row => row.BaselineCommit ?? report.BaselineCommit)
        .With(nameof(PerfComparison.Message), static row => row.Message)
        .TextOf(report.Comparisons);
}
