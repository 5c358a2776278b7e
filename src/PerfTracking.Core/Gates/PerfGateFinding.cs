namespace PerfTracking.Gates;

/// <summary>One thing that a gate has to say.</summary>
/// <param name="Id">What it is, stable: one of the constants here, or the id of a <see cref="Benchmarks.BenchmarkProblem"/>.</param>
/// <param name="Outcome">What the gate says on its account; <see cref="GateOutcome.Passed"/> for a remark.</param>
/// <param name="Message">What was found, with the values, and what to do where that is not plain.</param>
/// <param name="Benchmark">The benchmark it concerns, or <see langword="null"/> for all.</param>
/// <param name="Metric">The metric it concerns, or <see langword="null"/> for all.</param>
public sealed record PerfGateFinding(string Id, GateOutcome Outcome, string Message, string? Benchmark = null, string? Metric = null)
{
    /// <summary>A metric's regression lies beyond the limit that fails, or that warns.</summary>
    public const string MetricRegressed = nameof(MetricRegressed);

    /// <summary>The performance index fell by more than its limit.</summary>
    public const string IndexFell = nameof(IndexFell);

    /// <summary>A metric may lie beyond the limit that fails, and the evidence does not tell.</summary>
    public const string MetricUndecided = nameof(MetricUndecided);

    /// <summary>This runner is too noisy for the limit: control and base alone lie further apart.</summary>
    public const string NoiseFloorAboveLimit = nameof(NoiseFloorAboveLimit);

    /// <summary>Time could not decide, and what was counted did.</summary>
    public const string DecidedByCount = nameof(DecidedByCount);

    /// <summary>Only the current side has the metric.</summary>
    public const string MetricAdded = nameof(MetricAdded);

    /// <summary>Only the baseline has the metric.</summary>
    public const string MetricRemoved = nameof(MetricRemoved);

    /// <summary>One side failed to measure the metric, or has no sample of it.</summary>
    public const string MetricFailed = nameof(MetricFailed);

    /// <summary>There was nothing to compare at all.</summary>
    public const string NothingCompared = nameof(NothingCompared);

    /// <summary>A benchmark that must be compared was not.</summary>
    public const string RequiredNotCompared = nameof(RequiredNotCompared);

    /// <summary>A limit is of a benchmark or a metric that nothing has.</summary>
    public const string LimitMatchesNothing = nameof(LimitMatchesNothing);

    /// <inheritdoc/>
    public override string ToString() => $"{Message} [{Id}]";
}
