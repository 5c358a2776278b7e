using System.Text;
using PerfTracking.Comparison;
using PerfTracking.Gates;
using static PerfTracking.Formats.CsvText;

namespace PerfTracking.Formats.Comparisons;

/// <summary>A comparison for spreadsheets (RFC 4180): a row for each metric. Text that a spreadsheet would take for a formula is defused.</summary>
internal static class CsvComparison
{
    private const string Header =
        "Benchmark,Metric,Unit,Status,Current,Baseline,Difference,ChangePercent,ChangeLower,ChangeUpper,PValue,Method,SampleCount,NoiseFloorPercent,ThresholdPercent,Commit,BaselineCommit,Message";

    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (PerfComparison comparison in report.Comparisons)
        {
            text.AppendJoin(',', Cells(comparison, report)).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Cells(PerfComparison comparison, ComparisonReport report) =>
    [
        Cell(comparison.Benchmark), Cell(comparison.Metric), Cell(comparison.Unit), comparison.Status.ToString(),
        Number(comparison.Current), Number(comparison.Baseline), Number(comparison.Difference),
        Number(comparison.ChangePercent), Number(comparison.ChangeLower), Number(comparison.ChangeUpper), Number(comparison.PValue),
        Cell(comparison.Method), Number(comparison.SampleCount), Number(comparison.NoiseFloorPercent), Number(comparison.ThresholdPercent),
        Cell(comparison.Commit ?? report.Commit), Cell(comparison.BaselineCommit ?? report.BaselineCommit), Cell(comparison.Message),
    ];
}
