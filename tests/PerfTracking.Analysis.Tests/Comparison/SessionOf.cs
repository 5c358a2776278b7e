using PerfTracking.Benchmarks;
using PerfTracking.Metrics;

namespace PerfTracking.Analysis.Tests.Comparison;

/// <summary>Sessions of invented programs: 100 ms, with a load that comes and goes and hits whoever runs.</summary>
internal static class SessionOf
{
    public static readonly string[] Arms = [BenchmarkArm.Base, BenchmarkArm.Head, BenchmarkArm.Control];

    /// <summary>A session of rounds in which head takes so many times as long as base.</summary>
    public static PerfBenchmarkSession Rounds(int rounds, double ratio, int seed, double spread = 0.02, double control = 1, string unit = "ms", double typical = 100) =>
        Of([.. Arms.Select((arm, index) => Result("work", arm, Series(rounds, typical * (arm == BenchmarkArm.Head ? ratio : arm == BenchmarkArm.Control ? control : 1), new Random((seed * 3) + index), spread, unit)))]);

    public static PerfBenchmarkSession Of(params PerfBenchmarkResult[] results) => new() { Source = "test", Results = results, Arms = [.. Arms.Select(static arm => new BenchmarkArm(arm) { Commit = arm + "-commit" })] };

    public static PerfBenchmarkResult Result(string name, string arm, params BenchmarkSeries[] series) => new() { Name = name, Arm = arm, Series = series };

    public static BenchmarkSeries Time(params double[] values) => Values("time", "ms", SampleKind.Measured, values);

    public static BenchmarkSeries Values(string metric, string unit, SampleKind kind, params double[] values) =>
        new(metric, unit, MetricDirection.LowerIsBetter, kind) { Samples = [.. values.Select(static (value, round) => new BenchmarkSample(value, round))] };

    private static BenchmarkSeries Series(int rounds, double typical, Random random, double spread, string unit) =>
        Values("time", unit, SampleKind.Measured, [.. Enumerable.Range(0, rounds).Select(_ => typical * Math.Exp(spread * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))]);
}
