using PerfTracking.Alerts;
using PerfTracking.Charts;
using PerfTracking.Detection;
using PerfTracking.History;
using PerfTracking.Metrics;

namespace PerfTracking.Pages.Models;

/// <summary>One metric over time.</summary>
public sealed record MetricModel : PageModel
{
    /// <inheritdoc/>
    public override string Title => Metric is null ? "Metric" : $"{Metric.Title} of {Choices.Application}";

    /// <inheritdoc/>
    public override string Path => PagePath.Metric;

    /// <summary>The metric, or <see langword="null"/> where there is none of that name.</summary>
    public PerfMetric? Metric { get; init; }

    /// <summary>The metrics to choose from.</summary>
    public IReadOnlyList<PerfMetric> Metrics { get; init; } = [];

    /// <summary>One line for each environment, warm and cold apart; the one measured last first.</summary>
    public IReadOnlyList<MetricLine> Lines { get; init; } = [];

    /// <summary>How many further lines there would be.</summary>
    public int LinesLeftOut { get; init; }

    /// <summary>What changed around it in the span that is shown, oldest first.</summary>
    public IReadOnlyList<PerfAnnotation> Annotations { get; init; } = [];

    /// <summary>The alerts of the lines in the span that is shown, oldest first.</summary>
    public IReadOnlyList<PerfAlert> Alerts { get; init; } = [];
}

/// <summary>One line of a chart: a series with what was normal along the way.</summary>
public sealed record MetricLine
{
    /// <summary>The points, thinned.</summary>
    public required ThinnedSeries Series { get; init; }

    /// <summary>The baseline as it was, oldest first.</summary>
    public IReadOnlyList<BandPoint> Band { get; init; } = [];

    /// <summary>The days beyond the retention.</summary>
    public IReadOnlyList<DailyPoint> Days { get; init; } = [];

    /// <summary>Where the level changed.</summary>
    public IReadOnlyList<PerfChangePoint> Changes { get; init; } = [];

    /// <summary>Of how many points, evenly chosen, the changes were found; <see langword="null"/> where they are of all of them.</summary>
    public int? ChangesOf { get; init; }

    /// <summary>The baseline of the latest points, or <see langword="null"/>.</summary>
    public PerfBaseline? Baseline { get; init; }

    /// <summary>The latest point, or <see langword="null"/> where only daily values are left.</summary>
    public SeriesPoint? Latest => Series.Points.Count == 0 ? null : Series.Points[^1];

    /// <summary>What tells the line from others.</summary>
    public string Name => $"{Series.Environment}, {Formatting.NameText.Start(Series.Cold)}";
}
