using System.Diagnostics;
using PerfTracking.Benchmarks;
using PerfTracking.Comparison;
using PerfTracking.Metrics;

namespace PerfTracking.GateEvaluation;

/// <summary>A gate as a team would run it: each benchmark in rounds of head, base and control, until it is decided or its budget is spent.</summary>
internal static class RealGate
{
    public static readonly string[] Arms = [BenchmarkArm.Head, BenchmarkArm.Base, BenchmarkArm.Control];

    /// <summary>Runs it.</summary>
    /// <param name="benchmarks">For each benchmark the program of head and that of base.</param>
    /// <param name="budget">The budget of each.</param>
    /// <param name="options">What counts as a change.</param>
    /// <param name="seed">Deals the order of the rounds.</param>
    public static PerfBenchmarkSession Run(IReadOnlyList<(BusyProgram Head, BusyProgram Base)> benchmarks, TimeSpan budget, ComparisonOptions options, int seed)
    {
        var random = new Random(seed);
        return new PerfBenchmarkSession
        {
            Source = "PerfTracking.GateEvaluation",
            Seed = seed,
            Started = DateTimeOffset.UtcNow,
            Arms = [.. Arms.Select(static arm => new BenchmarkArm(arm))],
            Results = [.. benchmarks.SelectMany(pair => Run(pair.Head, pair.Base, budget, Evaluation.Comparer.Stopping(options, benchmarks.Count), random))],
        };
    }

    private static PerfBenchmarkResult[] Run(BusyProgram head, BusyProgram origin, TimeSpan budget, IRoundStopping stopping, Random random)
    {
        BusyProgram[] programs = [head, origin, origin];
        List<(double Time, double CpuTime)>[] times = [[], [], []];
        foreach (BusyProgram program in programs)
        {
            program.Run();
        }

        var watch = Stopwatch.StartNew();
        var order = new RoundOrder(programs.Length, random.Next());
        while (watch.Elapsed < budget && !(order.IsBalanced && stopping.IsEnough(Results(head.Name, times, 1), watch.Elapsed / budget)))
        {
            foreach (int arm in order.Next())
            {
                times[arm].Add(programs[arm].Run());
            }
        }

        return Results(head.Name, times, stopping.ErrorShare);
    }

    /// <summary>What was measured in each arm.</summary>
    public static PerfBenchmarkResult[] Results(string name, IReadOnlyList<(double Time, double CpuTime)>[] times, double errorShare) =>
    [
        .. Arms.Select((arm, index) => new PerfBenchmarkResult
        {
            Name = name,
            Arm = arm,
            ErrorShare = errorShare,
            Invocations = times[index].Count,
            Series = [Series(BenchmarkMetrics.Time, times[index].Select(static run => run.Time)), Series(BenchmarkMetrics.CpuTime, times[index].Select(static run => run.CpuTime))],
        }),
    ];

    private static BenchmarkSeries Series(string metric, IEnumerable<double> values) =>
        new(metric, "ms", MetricDirection.LowerIsBetter, SampleKind.Measured) { Samples = [.. values.Select(static (value, round) => new BenchmarkSample(value, round))] };
}
