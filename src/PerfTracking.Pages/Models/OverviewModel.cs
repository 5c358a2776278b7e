using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;
using PerfTracking.Recording;
using PerfTracking.Statistics;

namespace PerfTracking.Pages.Models;

/// <summary>An application at a glance.</summary>
public sealed record OverviewModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => Choices.Application ?? "Overview";

    /// <inheritdoc/>
    public override string Path => PagePath.Overview;

    /// <summary>What is shown: one application on one environment, warm or cold; <see langword="null"/> where there is nothing.</summary>
    public SeriesGroup? Group { get; init; }

    /// <summary>The latest snapshot of the group, without its measurements.</summary>
    public PerfSnapshot? Latest { get; init; }

    /// <summary>The performance index, or <see langword="null"/> where it was not measured.</summary>
    public MetricCard? Index { get; init; }

    /// <summary>Whether the index is shown: not beside an open critical alert of the application.</summary>
    public bool IsIndexShown => PerformanceIndex.IsShownBeside(Alerts.Select(static alert => alert.Severity).DefaultIfEmpty().Max());

    /// <summary>One card for each metric, in the catalogue's order; those that only explain others come last.</summary>
    public IReadOnlyList<MetricCard> Cards { get; init; } = [];

    /// <summary>The application's open alerts, the worst first; of many only these.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get; init; } = [];

    /// <summary>How many open alerts of the application there are besides.</summary>
    public int MoreAlerts { get; init; }
}

/// <summary>A metric at a glance.</summary>
public sealed record MetricCard
{
    /// <summary>What was measured, with its target.</summary>
    public required PerfMetric Metric { get; init; }

    /// <summary>The latest value.</summary>
    public required double Value { get; init; }

    /// <summary>When it was measured, UTC.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What the store's policy says of it.</summary>
    public PerfSeverity Severity { get; init; }

    /// <summary>One sentence for a person, where that is not ok.</summary>
    public string? Message { get; init; }

    /// <summary>The baseline it was held against, or <see langword="null"/> without history.</summary>
    public PerfBaseline? Baseline { get; init; }

    /// <summary>The median of the seven days before it of like runs, or <see langword="null"/> where there are none.</summary>
    public double? WeekMedian { get; init; }

    /// <summary>Whether that is the median of a sample.</summary>
    public bool IsSampled { get; init; }

    /// <summary>The value against <see cref="WeekMedian"/>, in per cent of that.</summary>
    public double? ChangePercent => WeekMedian is { } median ? Percentage.Change(median, Value) : null;

    /// <summary>Whether the change is for the worse or for the better; neither where both values are usual ones, within the baseline's 5th to 95th percentile.</summary>
    public ChangeEffect Change => WeekMedian is not { } median || Value == median || (IsUsual(Value) && IsUsual(median)) ? ChangeEffect.None
        : (Value > median) == (Metric.Direction == MetricDirection.LowerIsBetter) ? ChangeEffect.Worse
        : ChangeEffect.Better;

    /// <summary>The points of the sparkline, oldest first.</summary>
    public IReadOnlyList<(DateTimeOffset At, double Value)> Sparkline { get; init; } = [];

    private bool IsUsual(double value) => Baseline is { } usual && value >= usual.P5 && value <= usual.P95;
}
