using PerfTracking.Detection;
using PerfTracking.Formatting;
using PerfTracking.Metrics;
using PerfTracking.Statistics;

namespace PerfTracking.Reporting;

/// <summary>A metric's latest value beside its target, its baseline and its last seven days.</summary>
public sealed record PerfMetricStatus
{
    /// <summary>The metric's identifier.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric's name.</summary>
    public required string Name { get; init; }

    /// <summary>The unit of all values.</summary>
    public required string Unit { get; init; }

    /// <summary>Which direction is better.</summary>
    public MetricDirection Direction { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The environment in which it was measured.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether the application started cold; the baseline is then that of cold starts.</summary>
    public bool Cold { get; init; }

    /// <summary>The snapshot of <see cref="Current"/>.</summary>
    public long SnapshotId { get; init; }

    /// <summary>When that was taken, UTC.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The latest value.</summary>
    public double Current { get; init; }

    /// <summary>The value to keep, or <see langword="null"/>.</summary>
    public double? Target { get; init; }

    /// <summary>The baseline's median before that value, or <see langword="null"/> without history.</summary>
    public double? Median { get; init; }

    /// <summary>The baseline's 5th percentile.</summary>
    public double? P5 { get; init; }

    /// <summary>The baseline's 95th percentile.</summary>
    public double? P95 { get; init; }

    /// <summary>How far the baseline can be trusted, 0–1; 0 without history.</summary>
    public double Confidence { get; init; }

    /// <summary>How many values the baseline is made of.</summary>
    public int SampleCount { get; init; }

    /// <summary>
    /// The median of the last seven days of like runs: cold or warm as this one, and for what is read of the process, first or later
    /// saves of a process as this one. <see langword="null"/> where there are none.
    /// </summary>
    public double? WeekMedian { get; init; }

    /// <summary>The value against the median of the last seven days, in per cent of that; positive is more, whether better or worse.</summary>
    public double? TrendPercent => WeekMedian is { } median ? Percentage.Change(median, Current) : null;

    /// <summary>What the store's policy says of the value.</summary>
    public PerfSeverity Status { get; init; }

    /// <summary>What it was expected to be, where <see cref="Status"/> is not ok.</summary>
    public double? Expected { get; init; }

    /// <summary>One sentence for a person, where <see cref="Status"/> is not ok.</summary>
    public string? Message { get; init; }

    /// <summary>Whether the metric is core, secondary or custom.</summary>
    public MetricKind Kind { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Status} {Metric} {ValueText.Of(Current, Unit)}";
}
