using System.Text;
using PerfTracking.Comparison;
using PerfTracking.Formatting;
using PerfTracking.Gates;

namespace PerfTracking.Formats.Comparisons;

/// <summary>A comparison as a comment: the verdict, what has something to say in a table, and the rest folded.</summary>
internal static class MarkdownComparison
{
    public static string Write(ComparisonReport report)
    {
        var text = new StringBuilder();
        text.Append("### ").Append(Mark(report)).Append(' ').Append(MarkdownText.Escape(report.Title)).Append("\n\n");
        text.Append(MarkdownText.Sentence(report.Message)).Append("\n\n");
        AppendSides(text, report);
        double scale = IntervalPicture.Scale(report.Comparisons);
        if (report.News.Count > 0)
        {
            AppendTable(text, report.News, scale);
        }

        AppendFindings(text, report);
        AppendFold(text, report.Rest, scale);
        AppendDetails(text, report);
        if (report.RepeatCommand is { } command)
        {
            text.Append("To repeat it:\n\n").Append(MarkdownText.Block(command)).Append("\n\n");
        }

        return text.ToString().TrimEnd() + "\n";
    }

    private static string Mark(ComparisonReport report) => report.Gate is { } gate ? Mark(gate.Outcome)
        : report.Comparisons.Any(static comparison => comparison.Status == ComparisonStatus.Regressed) ? "⚠️" : "📊";

    private static string Mark(GateOutcome outcome) => outcome switch
    {
        GateOutcome.Failed or GateOutcome.NotCompared => "❌",
        GateOutcome.Undecided => "❔",
        GateOutcome.Warned => "⚠️",
        _ => "✅",
    };

    private static void AppendSides(StringBuilder text, ComparisonReport report)
    {
        List<string> parts = [];
        if (report.Branch is { } branch)
        {
            parts.Add($"branch {MarkdownText.Code(branch)}");
        }

        if (report.Commit is { } commit)
        {
            parts.Add($"commit {MarkdownText.Code(NameText.Commit(commit))}");
        }

        if (report.BaselineCommit is { } baseline)
        {
            parts.Add($"baseline {MarkdownText.Code(NameText.Commit(baseline))}{(report.Base?.FoundBy is { } found ? $" ({MarkdownText.Escape(found)})" : "")}");
        }

        if (report.Gate?.NoiseFloorPercent is { } floor)
        {
            parts.Add($"noise floor here {ValueText.Of(floor)} %");
        }

        if (report.Gate?.PerformanceIndex is { } index)
        {
            parts.Add($"index {ValueText.Of(index)} of 100");
        }

        if (parts.Count > 0)
        {
            text.AppendJoin(" · ", parts).Append("\n\n");
        }
    }

    private static void AppendTable(StringBuilder text, IEnumerable<PerfComparison> comparisons, double scale)
    {
        text.Append(FormattableString.Invariant($"| Metric | Current | Baseline | Change | −{scale} % … +{scale} % | Status |\n|---|--:|--:|--:|---|---|\n"));
        foreach (PerfComparison comparison in comparisons)
        {
            string interval = ComparisonText.Interval(comparison);
            text.Append("| ").Append(MarkdownText.Escape(NameOf(comparison)))
                .Append(" | ").Append(MarkdownText.Escape(ValueText.Of(comparison.Current, comparison.Unit)))
                .Append(" | ").Append(MarkdownText.Escape(ValueText.Of(comparison.Baseline, comparison.Unit)))
                .Append(" | ").Append(MarkdownText.Escape(ValueText.Change(comparison.ChangePercent, comparison.Baseline, comparison.Current)))
                .Append(interval.Length == 0 ? "" : $" ({MarkdownText.Escape(interval)})")
                .Append(" | ").Append(MarkdownText.Code(IntervalPicture.Of(comparison, scale)))
                .Append(" | ").Append(Mark(comparison.Status)).Append(' ').Append(Word(comparison.Status)).Append(" |\n");
        }

        text.Append('\n');
    }

    private static void AppendFindings(StringBuilder text, ComparisonReport report)
    {
        PerfGateFinding[] findings = [.. (report.Gate?.Findings ?? []).Where(static finding => finding.Outcome != GateOutcome.Passed)];
        foreach (PerfGateFinding finding in findings)
        {
            text.Append("- ").Append(Mark(finding.Outcome)).Append(' ').Append(MarkdownText.Sentence(finding.Message)).Append(" (").Append(MarkdownText.Code(finding.Id)).Append(")\n");
        }

        if (findings.Length > 0)
        {
            text.Append('\n');
        }
    }

    private static void AppendFold(StringBuilder text, IReadOnlyList<PerfComparison> rest, double scale)
    {
        if (rest.Count == 0)
        {
            return;
        }

        text.Append("<details>\n<summary>").Append(GateText.Counts(rest)).Append("</summary>\n\n");
        AppendTable(text, rest, scale);
        text.Append("</details>\n\n");
    }

    private static void AppendDetails(StringBuilder text, ComparisonReport report)
    {
        if (report.Comparisons.Count == 0)
        {
            return;
        }

        text.Append("<details>\n<summary>How it was compared</summary>\n\n");
        text.Append("| Metric | Method | Samples | p | Threshold | Noise floor |\n|---|---|--:|--:|--:|--:|\n");
        foreach (PerfComparison comparison in report.Comparisons)
        {
            text.Append("| ").Append(MarkdownText.Escape(NameOf(comparison)))
                .Append(" | ").Append(MarkdownText.Escape(comparison.Method ?? "-"))
                .Append(" | ").Append(ValueText.Of(comparison.SampleCount))
                .Append(" | ").Append(MarkdownText.Escape(ValueText.Chance(comparison.PValue)))
                .Append(" | ").Append(ValueText.Of(comparison.ThresholdPercent)).Append(" %")
                .Append(" | ").Append(comparison.NoiseFloorPercent is { } floor ? $"{ValueText.Of(floor)} %" : "-").Append(" |\n");
        }

        if (report.Comparisons.Select(static comparison => comparison.Confidence).FirstOrDefault(static confidence => confidence is not null) is { } confidence)
        {
            bool hasFloor = report.Comparisons.Any(static comparison => comparison.NoiseFloorPercent is not null);
            text.Append("\nThe intervals of all metrics hold together with ").Append(ValueText.Of(100 * confidence))
                .Append(hasFloor ? " %; below the noise floor, by which base and base again differ here, nothing is told.\n" : " %.\n");
        }

        foreach (PerfComparison comparison in report.Comparisons.Where(static comparison => comparison.Reason is not null))
        {
            text.Append("\n- ").Append(MarkdownText.Sentence($"{NameOf(comparison)}: {comparison.Reason}"));
        }

        text.Append("\n</details>\n\n");
    }

    private static string NameOf(PerfComparison comparison) => $"{comparison.Benchmark}, {comparison.Metric}";

    private static string Word(ComparisonStatus status) => status.ToString().ToLowerInvariant();

    private static string Mark(ComparisonStatus status) => status switch
    {
        ComparisonStatus.Regressed => "🔴",
        ComparisonStatus.Failed => "❌",
        ComparisonStatus.Removed => "⚠️",
        ComparisonStatus.Improved => "🟢",
        ComparisonStatus.Uncertain => "❔",
        ComparisonStatus.Added => "🆕",
        _ => "⚪",
    };
}
