using PerfTracking.Formatting;

namespace PerfTracking.Detection;

/// <summary>
/// What is normal for a metric: statistics of the latest window of its series, extreme outliers left out. All values
/// are in the metric's unit unless said otherwise.
/// </summary>
public sealed record PerfBaseline
{
    /// <summary>The metric's identifier, for instance <c>APP-001</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>The metric's name, for instance <c>startup_time_ms</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The metric's unit, for instance <c>ms</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>The application that was measured.</summary>
    public required string Application { get; init; }

    /// <summary>The fingerprint of the machine it ran on.</summary>
    public required string Environment { get; init; }

    /// <summary>Whether this is the baseline of cold starts.</summary>
    public bool Cold { get; init; }

    /// <summary>The middle value.</summary>
    public double Median { get; init; }

    /// <summary>The value that 5 % of the samples lie below, interpolated (definition R-7, that of spreadsheets).</summary>
    public double P5 { get; init; }

    /// <summary>The value that 95 % of the samples lie below, interpolated (definition R-7).</summary>
    public double P95 { get; init; }

    /// <summary>The arithmetic mean.</summary>
    public double Mean { get; init; }

    /// <summary>The sample standard deviation (n − 1); 0 for a single sample.</summary>
    public double StandardDeviation { get; init; }

    /// <summary>The median distance from the median, not scaled.</summary>
    public double Mad { get; init; }

    /// <summary>The smallest sample.</summary>
    public double Minimum { get; init; }

    /// <summary>The largest sample.</summary>
    public double Maximum { get; init; }

    /// <summary>How many samples are in these numbers, outliers not counted; at least 1.</summary>
    public int SampleCount { get; init; }

    /// <summary>How many values of the window were left out as outliers.</summary>
    public int OutlierCount { get; init; }

    /// <summary>How far the baseline can be trusted, 0–1: rises with the sample count, falls with relative spread and with the share of outliers.</summary>
    public double Confidence { get; init; }

    /// <summary>When the first sample was measured, in UTC; <see langword="default"/> where that is not known.</summary>
    public DateTimeOffset From { get; init; }

    /// <summary>When the last sample was measured, in UTC; <see langword="default"/> where that is not known.</summary>
    public DateTimeOffset To { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{ValueText.Of(Median, Unit)} ({ValueText.Range(P5, P95)})";
}
