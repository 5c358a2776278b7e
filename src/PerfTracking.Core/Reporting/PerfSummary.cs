using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.History;

namespace PerfTracking.Reporting;

/// <summary>What a terminal shows of a snapshot: the key metrics, the worst findings, and the trend.</summary>
/// <param name="Snapshot">The snapshot.</param>
/// <param name="Metrics">Its metrics, in the catalogue's order.</param>
public sealed record PerfSummary(PerfSnapshot Snapshot, IReadOnlyList<PerfMetricStatus> Metrics)
{
    /// <summary>How many findings a summary shows.</summary>
    public const int ShownFindings = 3;

    /// <summary>The worst findings, at most <see cref="ShownFindings"/>: by severity, then by how far they are from what was expected.</summary>
    public IReadOnlyList<PerfMetricStatus> Findings { get; } =
    [
        .. Metrics.Where(static metric => metric.Status != PerfSeverity.Ok)
            .OrderByDescending(static metric => metric.Status)
            .ThenByDescending(static metric => metric.Expected is { } expected && expected != 0 ? Math.Abs((metric.Current - expected) / expected) : 0)
            .Take(ShownFindings),
    ];

    /// <summary>The open alerts of the snapshot.</summary>
    public IReadOnlyList<PerfAlert> Alerts => Snapshot.Alerts;

    /// <summary>The performance index that is shown; <see langword="null"/> where there is none, and while one of <see cref="Alerts"/> is critical.</summary>
    public double? ShownIndex => Recording.PerformanceIndex.IsShownBeside(Alerts.Select(static alert => alert.Severity).DefaultIfEmpty().Max()) ? Snapshot.PerformanceIndex : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Metrics.Count} metrics, {Findings.Count} findings, {Alerts.Count} open alerts";
}
