using System.Globalization;
using System.Text;
using PerfTracking.Comparison;
using PerfTracking.Gates;

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
        Text(comparison.Benchmark), Text(comparison.Metric), Text(comparison.Unit), comparison.Status.ToString(),
        Number(comparison.Current), Number(comparison.Baseline), Number(comparison.Difference),
        Number(comparison.ChangePercent), Number(comparison.ChangeLower), Number(comparison.ChangeUpper), Number(comparison.PValue),
        Text(comparison.Method), Number(comparison.SampleCount), Number(comparison.NoiseFloorPercent), Number(comparison.ThresholdPercent),
        Text(comparison.Commit ?? report.Commit), Text(comparison.BaselineCommit ?? report.BaselineCommit), Text(comparison.Message),
    ];

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Text(string? text)
    {
        string cell = text ?? string.Empty;
        if (cell.Length > 0 && cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r')
        {
            cell = "'" + cell;
        }

        return cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
