namespace PerfTracking.Gates;

/// <summary>Limits of some benchmarks and metrics alone.</summary>
public sealed record PerfGateRule
{
    /// <summary>The benchmark, with PowerShell's wildcards.</summary>
    public string Benchmark { get; init; } = "*";

    /// <summary>The metric, with PowerShell's wildcards.</summary>
    public string Metric { get; init; } = "*";

    /// <summary>The regression that fails, in per cent; <see langword="null"/> for the gate's.</summary>
    public double? FailPercent { get; init; }

    /// <summary>The regression that warns, in per cent; <see langword="null"/> for the gate's.</summary>
    public double? WarnPercent { get; init; }

    /// <summary>A smaller difference of typical values, in the metric's unit, is none; <see langword="null"/> for no such limit.</summary>
    public double? MinimumDifference { get; init; }

    /// <summary>Whether it is compared and shown, and not judged.</summary>
    public bool Ignore { get; init; }

    /// <summary>Whether the current side may lack it.</summary>
    public bool AllowRemoved { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Benchmark}, {Metric}";
}
