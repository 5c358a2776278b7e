using PerfTracking.Formatting;
using PerfTracking.Metrics;
using PerfTracking.Statistics;

namespace PerfTracking.Reporting;

/// <summary>One metric's values in a period.</summary>
public sealed record PerfReportMetric
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

    /// <summary>Whether these are cold starts.</summary>
    public bool Cold { get; init; }

    /// <summary>How many values there are.</summary>
    public int Count { get; init; }

    /// <summary>The smallest.</summary>
    public double Minimum { get; init; }

    /// <summary>The one in the middle.</summary>
    public double Median { get; init; }

    /// <summary>The 95th percentile (type 7 of Hyndman and Fan, 1996).</summary>
    public double P95 { get; init; }

    /// <summary>The largest.</summary>
    public double Maximum { get; init; }

    /// <summary>
    /// The median of the period of the same length before, in which a day beyond the retention counts by its median;
    /// <see langword="null"/> without values, and where the two periods cannot be compared: what is read of the process depends on
    /// whether it had just started.
    /// </summary>
    public double? PreviousMedian { get; init; }

    /// <summary>The median against that of the period before, in per cent; positive is more, whether better or worse.</summary>
    public double? ChangePercent => PreviousMedian is { } previous ? Percentage.Change(previous, Median) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Metric} {ValueText.Of(Median, Unit)}";
}
