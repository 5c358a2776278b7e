using System.Globalization;
using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Reporting;

/// <summary>What a report says of its period, made once and without markup: terminal, Markdown and page dress it.</summary>
public static class ReportSentence
{
    /// <summary>What stands in place of the performance index where that is not shown (<see cref="Recording.PerformanceIndex.IsShownBeside"/>).</summary>
    public const string IndexNotShown = "none while a critical alert is open (it knows targets alone)";

    private static readonly string[] WorstFirst = [nameof(PerfSeverity.Critical), nameof(PerfSeverity.Error), nameof(PerfSeverity.Warning)];

    /// <summary>The period, UTC, and what was taken in it: <c>2026-03-01 12:00 to 2026-03-08 12:00 UTC, 1,300 snapshots</c>.</summary>
    /// <param name="report">The report.</param>
    public static string Period(PerfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return string.Create(CultureInfo.InvariantCulture, $"{report.From.UtcDateTime:yyyy-MM-dd HH:mm} to {report.To.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {Snapshots(report)}{(report.Branch is null ? "" : " of branch " + report.Branch)}");
    }

    /// <summary>How many snapshots were taken in the period.</summary>
    /// <param name="report">The report.</param>
    public static string Snapshots(PerfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return ValueText.Count(report.Snapshots, "snapshot");
    }

    /// <summary>What else there is to say of the period as a whole: a subject each, and what is said of it.</summary>
    /// <param name="report">The report.</param>
    public static IEnumerable<(string Subject, string Text)> Facts(PerfReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        yield return ("Performance index", Index(report));
        yield return ("Alerts", Alerts(report));
    }

    private static string Index(PerfReport report) => report.IsIndexShown
        ? $"{ValueText.Of(report.ShownIndex)} (before: {ValueText.Of(report.PreviousPerformanceIndex)})"
        : IndexNotShown;

    // Four digits for each number fit into a terminal's 80 columns.
    private static string Alerts(PerfReport report)
    {
        string[] counts = [.. WorstFirst.Where(report.AlertsBySeverity.ContainsKey).Select(severity => $"{ValueText.Count(report.AlertsBySeverity[severity])} {severity.ToLowerInvariant()}")];
        string raised = counts.Length == 0 ? "none raised" : $"{string.Join(", ", counts)}; {ValueText.Count(report.OpenAlerts)} open";
        return report.OlderOpenAlerts == 0 ? raised : $"{raised}, {ValueText.Count(report.OlderOpenAlerts)} older open";
    }
}
