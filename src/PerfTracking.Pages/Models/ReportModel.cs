using PerfTracking.Alerts;
using PerfTracking.History;
using PerfTracking.Reporting;

namespace PerfTracking.Pages.Models;

/// <summary>A period in one file: its summary, its alerts, and every metric with its chart.</summary>
public sealed record ReportModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => Choices.Application is { } application ? $"Performance of {application}" : "Performance report";

    /// <inheritdoc/>
    public override string Path => PagePath.Report;

    /// <summary>The summary of the period.</summary>
    public required PerfReport Report { get; init; }

    /// <summary>The alerts of the period and those that were open in it, the worst first.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get; init; } = [];

    /// <summary>The applications, in alphabetical order.</summary>
    public IReadOnlyList<ReportSection> Sections { get; init; } = [];
}

/// <summary>One application of a report.</summary>
/// <param name="Overview">It at a glance.</param>
/// <param name="Metrics">Its metrics over time.</param>
public sealed record ReportSection(OverviewModel Overview, IReadOnlyList<MetricModel> Metrics)
{
    /// <summary>What changed around it, oldest first: each remark once, on however many charts it is a mark.</summary>
    public IReadOnlyList<PerfAnnotation> Annotations => [.. Metrics.SelectMany(static metric => metric.Annotations).DistinctBy(static one => one.Identity).OrderBy(static one => one.Timestamp)];
}
