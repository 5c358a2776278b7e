using PerfTracking.Alerts;
using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Reporting;

/// <summary>A period's summary.</summary>
public sealed record PerfReport
{
    private readonly IReadOnlyList<PerfReportMetric> _metrics = Rows<PerfReportMetric>.Of([]);
    private readonly IReadOnlyList<PerfAlert> _alerts = Rows<PerfAlert>.Of([]);
    private readonly IReadOnlyDictionary<string, int> _alertsBySeverity = Pairs<string, int>.Of(new Dictionary<string, int>());

    /// <summary>Where the period begins, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The git branch it is of, or <see langword="null"/> for all.</summary>
    public string? Branch { get; init; }

    /// <summary>How many snapshots were taken in it.</summary>
    public int Snapshots { get; init; }

    /// <summary>One row for each metric of each application and environment, warm or cold.</summary>
    public required IReadOnlyList<PerfReportMetric> Metrics { get => _metrics; init => _metrics = Rows<PerfReportMetric>.Of(value); }

    /// <summary>The alerts that were raised in it, and those of before that are open: of the same applications, environments, metrics, starts and branch.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get => _alerts; init => _alerts = Rows<PerfAlert>.Of(value); }

    /// <summary>
    /// How many alerts were raised in it, by the name of their severity (<see cref="PerfSeverity"/>); severities without alerts are
    /// left out. By name, for <c>ConvertTo-Json</c> takes no other keys.
    /// </summary>
    public required IReadOnlyDictionary<string, int> AlertsBySeverity { get => _alertsBySeverity; init => _alertsBySeverity = Pairs<string, int>.Of(value); }

    /// <summary>How many of them are still open.</summary>
    public int OpenAlerts { get; init; }

    /// <summary>How many alerts that were raised before it are open.</summary>
    public int OlderOpenAlerts { get; init; }

    /// <summary>The worst severity among all that are open; <see cref="PerfSeverity.Ok"/> where none is.</summary>
    public PerfSeverity WorstOpenAlert { get; init; }

    /// <summary>The median performance index as it was measured, or <see langword="null"/> where there is none. People are shown <see cref="ShownIndex"/>.</summary>
    public double? PerformanceIndex { get; init; }

    /// <summary>The median performance index of the period of the same length before.</summary>
    public double? PreviousPerformanceIndex { get; init; }

    /// <summary>Whether the index is shown: not while a critical alert is open (<see cref="Recording.PerformanceIndex.IsShownBeside"/>).</summary>
    public bool IsIndexShown => Recording.PerformanceIndex.IsShownBeside(WorstOpenAlert);

    /// <summary>The median performance index that is shown; <see langword="null"/> where there is none, and where it is not shown.</summary>
    public double? ShownIndex => IsIndexShown ? PerformanceIndex : null;

    /// <summary>The rows that are shown: without those of the index where that is not.</summary>
    public IReadOnlyList<PerfReportMetric> ShownMetrics =>
        IsIndexShown ? Metrics : Rows<PerfReportMetric>.Of([.. Metrics.Where(static row => row.Metric != BuiltInMetrics.PerformanceIndex)]);
}
