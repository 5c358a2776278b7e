using PerfTracking.Detection;
using PerfTracking.Formatting;

namespace PerfTracking.Reporting;

/// <summary>A period's summary.</summary>
public sealed record PerfReport
{
    private readonly IReadOnlyList<PerfReportMetric> _metrics = Rows<PerfReportMetric>.Of([]);
    private readonly IReadOnlyDictionary<PerfSeverity, int> _alertsBySeverity = Pairs<PerfSeverity, int>.Of(new Dictionary<PerfSeverity, int>());

    /// <summary>Where the period begins, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Where it ends, UTC.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>How many snapshots were taken in it.</summary>
    public int Snapshots { get; init; }

    /// <summary>One row for each metric of each application and environment, warm or cold.</summary>
    public required IReadOnlyList<PerfReportMetric> Metrics { get => _metrics; init => _metrics = Rows<PerfReportMetric>.Of(value); }

    /// <summary>How many alerts were raised in it, by severity; severities without alerts are left out.</summary>
    public required IReadOnlyDictionary<PerfSeverity, int> AlertsBySeverity { get => _alertsBySeverity; init => _alertsBySeverity = Pairs<PerfSeverity, int>.Of(value); }

    /// <summary>How many of them are still open.</summary>
    public int OpenAlerts { get; init; }

    /// <summary>How many alerts that were raised before it are open.</summary>
    public int OlderOpenAlerts { get; init; }

    /// <summary>The worst severity among all that are open; <see cref="PerfSeverity.Ok"/> where none is.</summary>
    public PerfSeverity WorstOpenAlert { get; init; }

    /// <summary>The median performance index, or <see langword="null"/> where there is none.</summary>
    public double? PerformanceIndex { get; init; }

    /// <summary>The median performance index of the period of the same length before.</summary>
    public double? PreviousPerformanceIndex { get; init; }
}
