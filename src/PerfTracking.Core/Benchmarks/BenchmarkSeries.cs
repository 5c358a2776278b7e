using PerfTracking.Formatting;
using PerfTracking.Metrics;

namespace PerfTracking.Benchmarks;

/// <summary>All samples of one metric of one benchmark in one arm.</summary>
/// <param name="Metric">The metric: <c>time</c>, <c>cpu_time</c>, <c>peak_memory</c>, …, or a catalogue name.</param>
/// <param name="Unit">Its unit: <c>ms</c>, <c>MiB</c>, <c>count</c>, …; empty for none.</param>
/// <param name="Direction">Which direction is better.</param>
/// <param name="Kind">How its values vary where nothing changed.</param>
public sealed record BenchmarkSeries(string Metric, string Unit, MetricDirection Direction, SampleKind Kind)
{
    private readonly IReadOnlyList<BenchmarkSample> _samples = Rows<BenchmarkSample>.Of([]);

    /// <summary>The least difference that the measuring can tell, in the unit; 0 where that is not known. Less of it is no change.</summary>
    public double Resolution { get; init; }

    /// <summary>The samples, in the order in which they were measured; every value finite.</summary>
    public IReadOnlyList<BenchmarkSample> Samples { get => _samples; init => _samples = Rows<BenchmarkSample>.Of(value); }

    /// <inheritdoc/>
    public override string ToString() => $"{Metric} ({Samples.Count})";
}
